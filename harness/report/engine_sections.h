// The checks and the engines in the terminal certificate.
//
// Thread safety: values only.
// Invariants: at most 80 columns; a sampler's silence is never called a pass.
#pragma once

#include <string>

#include "harness/certify/certificate.h"

namespace assay {

// Each case of each claim, a column per engine.
std::string check_section(const Certificate& certificate);

// Each required engine: whether it ran, and what it cannot see.
std::string engine_section(const Certificate& certificate);

// What no certificate of this kind says.
std::string limit_section();

}  // namespace assay

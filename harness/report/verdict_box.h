// The first box of the terminal certificate: verdict, change, claims with their
// bounds, and what was not decided.
//
// Thread safety: values only.
// Invariants: 80 columns; unknown and skipped are counted, zero too.
#pragma once

#include <string>

#include "harness/certify/certificate.h"

namespace assay {

std::string verdict_box(const Certificate& certificate);

}  // namespace assay

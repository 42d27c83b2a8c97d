// The card of one counterexample: what broke, on which engine, the execution
// that shows it, and the line that shows it again.
//
// Thread safety: values only.
// Invariants: at most 80 columns, but for the replay line, which is one line
// whatever its length, at the left margin.
#pragma once

#include <string>
#include <string_view>

#include "harness/certify/certificate.h"

namespace assay {

std::string refutation_card(const Refutation& refutation);

// "replay: assay replay TOKEN" and a newline.
std::string replay_line(std::string_view token);

}  // namespace assay

// An execution as a picture: a column per agent, program order downwards.
//
// Thread safety: pure function.
// Invariants: the same drawing, the same bytes; needs no font metrics and no script.
#pragma once

#include <string>

#include "harness/engines/axiomatic/why.h"

namespace assay::axiomatic {

// What forbids the execution is red; where a reads-from edge orders nothing, it is dashed.
std::string to_svg(const Drawing& drawing, const std::string& title);

}  // namespace assay::axiomatic

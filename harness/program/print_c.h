// The C flavour of the printer; print.h calls it.
//
// Thread safety: pure function. Invariants: those of print.h.
#pragma once

#include <string>

#include "harness/program/program.h"

namespace assay::litmus {

std::string print_c(const Program& program);

}  // namespace assay::litmus

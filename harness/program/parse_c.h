// C-flavoured litmus text to syntax tree; parse.h calls it.
//
// Thread safety: pure function. Invariants: those of parse.h.
#pragma once

#include <string_view>
#include <variant>

#include "harness/program/program.h"
#include "harness/program/source_error.h"

namespace assay::litmus {

std::variant<Program, SourceErrors> parse_c(std::string_view text);

}  // namespace assay::litmus

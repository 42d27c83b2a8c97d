// Litmus text to syntax tree.
//
// Thread safety: pure functions.
// Invariants: any bytes are answered by a tree or by located errors, within stack
// and time bounds that do not depend on them: a file has at most kMaxFileBytes, and
// nesting stops at kMaxNesting.
#pragma once

#include <string_view>
#include <variant>

#include "harness/program/program.h"
#include "harness/program/source_error.h"

namespace assay::litmus {

inline constexpr std::size_t kMaxFileBytes = std::size_t{1} << 20U;

// Syntax only; the first error ends it.
std::variant<Program, SourceErrors> parse(std::string_view text);

// Syntax, then the checks of validate.h, all of them.
std::variant<Program, SourceErrors> read_program(std::string_view text);

}  // namespace assay::litmus

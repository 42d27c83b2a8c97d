// What a fuzzer feeds bytes to: litmus text is read, printed, compiled and judged.
//
// Thread safety: pure.
// Invariants: any bytes end in errors with a place, or in a tree that printing and
// reading gives back; a valid tree compiles, and judging it ends within its budget. What
// breaks that aborts.
#pragma once

#include <string_view>

namespace assay::fuzz {

// Whether the text was a valid program.
bool read_program_target(std::string_view text);

}  // namespace assay::fuzz

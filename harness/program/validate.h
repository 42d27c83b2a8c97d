// What a syntax tree has to keep beyond the grammar, so that it means something
// and its blocks run as JavaScript.
//
// Names are known, unique, and no reserved word; views fit their buffers as
// ECMA-262's constructors demand; indices are in range; numbers and BigInts do not
// mix; a register is assigned once and not read before; conditions name registers;
// no grade's condition stands twice.
//
// Thread safety: pure.
// Invariants: every error has the position of what it is about; they are sorted by
// it; kMostErrors are enough. The time is linear in the text, give or take a logarithm.
#pragma once

#include "harness/program/program.h"
#include "harness/program/source_error.h"

namespace assay::litmus {

// Bounds of a litmus test; far beyond what one needs.
inline constexpr std::uint64_t kMostBufferBytes = 4096;
inline constexpr std::size_t kMostBuffers = 64;
inline constexpr std::size_t kMostViews = 64;
inline constexpr std::size_t kMostRegisters = 64;  // of an agent

inline constexpr std::uint64_t kMostTurns = 64;  // of all loops around a statement

inline constexpr std::size_t kMostErrors = 20;

SourceErrors validate(const Program& program);

}  // namespace assay::litmus

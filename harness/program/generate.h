// Litmus tests made from critical cycles, as diy makes them.
//
// A cycle goes from agent to agent: within an agent along program order from one location
// to another, between agents along communication on one location: a read from a write
// (Rfe), a read before a write (Fre), a write before a write (Wse). Sequential consistency
// forbids it, whatever the cycle; the question is which models allow it.
//
// Thread safety: pure functions.
// Invariants: the same arguments, the same tests in the same order; no two are the same
// up to the names of agents and locations; each test's condition is false in every
// sequentially consistent execution.
// Reference: Shasha and Snir, 1988; Alglave, Maranget, Sarkar, Sewell, "Litmus", 2011.
#pragma once

#include <cstddef>
#include <vector>

#include "harness/program/program.h"

namespace assay::litmus {

inline constexpr std::size_t kMostCycleAgents = 6;

// All cycles of at most `size` edges, which are as many as accesses, and from two to
// `agents` agents, with all kinds of accesses: JS plain and Atomics; C relaxed, acquire or
// release, and seq_cst.
std::vector<Program> generate(std::size_t size, std::size_t agents, Flavour flavour);

}  // namespace assay::litmus

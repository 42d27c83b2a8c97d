// An execution of the lowered program, as the steps of a counterexample.
//
// Thread safety: pure function.
// Invariants: each agent's steps are in program order; where the execution has such an
// order, a read comes after the write that it reads from.
#pragma once

#include <vector>

#include "harness/engines/refinement/lowering.h"
#include "harness/program/outcomes.h"

namespace assay::refinement {

// Empty: the machine has no such execution.
std::vector<TraceStep> witness(const Lowered& lowered, litmus::Model machine,
                               const litmus::Outcome& outcome);

}  // namespace assay::refinement

// Whether the core refines the ECMAScript memory model on a litmus program: every outcome
// that the lowered program has on a machine is one that the model allows.
//
// The machines: rc11, the repaired C11 model; x86-TSO, with each access one unsplit
// instruction; and c20, C++20 without RC11's ban of load buffering. Where accesses overlap
// in part C++ says nothing, and x86-TSO is asked alone.
//
// Thread safety: pure functions, one at a time on each thread.
// Invariants: PROVED only where all executions of the model and of each machine were looked
// at, and each machine has some. The same question, the same answer.
#pragma once

#include <string>

#include "harness/execution/check.h"
#include "harness/program/program.h"

namespace assay::refinement {

// `request.executions` bounds the steps of each search; 0: a default that ends.
CheckResult refine(const litmus::Program& program, const CheckRequest& request);

EngineDeclaration declare_axiomatic();

}  // namespace assay::refinement

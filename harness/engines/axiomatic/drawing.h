// An execution in words: its events, and the edges between them.
//
// Thread safety: pure functions.
// Invariants: the same execution, the same words; agents and places have names, never
// numbers of this run.
#pragma once

#include "harness/engines/axiomatic/execution.h"
#include "harness/engines/axiomatic/values.h"
#include "harness/engines/axiomatic/why.h"

namespace assay::axiomatic {

// Events and reads-from; what the model does not order by it is missing.
Drawing draw(const Execution& execution, const Values& values, const MemoryModel& model);

// "a: W[sc] x[0]=1"
std::string words(const DrawnEvent& event);

}  // namespace assay::axiomatic

// Models: sequential consistency.
//
// Thread safety, invariants: those of model.h.
#pragma once

#include "harness/engines/axiomatic/model.h"

namespace assay::axiomatic::sc {

extern const MemoryModel kModel;

// No V that has a byte is between W, from which R takes that byte, and R: in whatever a
// model takes for the one order of memory.
void read_latest(const Execution& x, const Relation& order, AxiomSet axioms,
                 std::vector<NotBetween>& into);

}  // namespace assay::axiomatic::sc

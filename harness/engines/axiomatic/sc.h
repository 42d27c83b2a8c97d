// Models: sequential consistency.
//
// Thread safety, invariants: those of model.h.
#pragma once

#include "harness/engines/axiomatic/model.h"

namespace assay::axiomatic::sc {

extern const MemoryModel kModel;

}  // namespace assay::axiomatic::sc

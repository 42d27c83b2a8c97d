// Models: RC11, the repaired C11 model, with C++20's release sequence.
//
// Thread safety, invariants: those of model.h.
#pragma once

#include "harness/engines/axiomatic/model.h"

namespace assay::axiomatic::rc11 {

extern const MemoryModel kModel;

}  // namespace assay::axiomatic::rc11

// Models: RC11, the repaired C11 model, with C++20's release sequence; C++20 by its letter.
//
// Thread safety, invariants: those of model.h.
#pragma once

#include "harness/engines/axiomatic/model.h"

namespace assay::axiomatic::rc11 {

extern const MemoryModel kModel;
extern const MemoryModel kC20;

}  // namespace assay::axiomatic::rc11

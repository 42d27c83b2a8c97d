// Models: the ECMAScript model, current and of 2017.
//
// Thread safety, invariants: those of model.h.
#pragma once

#include "harness/engines/axiomatic/model.h"

namespace assay::axiomatic::es {

extern const MemoryModel kCurrent;
extern const MemoryModel kOf2017;

}  // namespace assay::axiomatic::es

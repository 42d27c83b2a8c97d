// Models: x86-TSO.
//
// Thread safety, invariants: those of model.h.
#pragma once

#include "harness/engines/axiomatic/model.h"

namespace assay::axiomatic::tso {

extern const MemoryModel kModel;

}  // namespace assay::axiomatic::tso

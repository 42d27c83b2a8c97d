// What a tree of the C flavour has to keep beyond the grammar; validate.h calls it.
//
// Pointers are parameters, and all agents agree on their types; registers are declared
// and have values before they are read, and are assigned once; orders fit their
// operations; conditions name locations and registers.
//
// Thread safety: pure. Invariants: those of validate.h.
// Reference: C11 7.17.7.
#pragma once

#include "harness/program/program.h"
#include "harness/program/source_error.h"

namespace assay::litmus {

SourceErrors validate_c(const Program& program);

}  // namespace assay::litmus

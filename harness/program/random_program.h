// Valid litmus tests for property tests, made of rapidcheck's choices.
//
// Thread safety: the main thread's.
// Invariants: validate() finds nothing wrong with them; every construct of program.h
// occurs.
#pragma once

#include <rapidcheck.h>

#include "harness/program/program.h"

namespace assay::litmus {

rc::Gen<Program> any_program();
rc::Gen<Program> any_sampled_program();  // Int32Array and BigInt64Array, and no waiting
rc::Gen<Program> any_c_program();

}  // namespace assay::litmus

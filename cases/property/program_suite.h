// What program_test.cc is linked with: the engine that runs its programs, one in each test
// program.
//
// Thread safety, Invariants: as program_engine.h.
#pragma once

#include <span>

#include "cases/property/program_engine.h"

namespace assay::property {

ProgramEngine the_engine();
// How many random programs the engine tries in the quick tier.
int quick_programs();
// The mutants that a search for a few hundred programs finds on this engine.
std::span<const Mutant> mutants_to_find();

}  // namespace assay::property

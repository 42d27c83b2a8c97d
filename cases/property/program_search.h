// The search for a program that the core does not answer as the sequential model does.
//
// Thread safety: rapidcheck's, so one at a time, on the main thread.
// Invariants: the same engine, mutant and seed try the same programs. What is found is
// shrunk: none of its steps can be left out without the defect going, as far as the
// executions of an engine tell.
#pragma once

#include <optional>

#include "cases/property/program_engine.h"

namespace assay::property {

struct SearchOptions {
  Mutant mutant = Mutant::kNone;
  std::uint64_t seed = 1;
  int programs = 100;  // at most
};

struct Found {
  Program program;
  Outcome outcome;
};

struct Search {
  int programs = 0;  // tried before anything was found
  Distribution distribution{};
  std::optional<Found> found;
};

Search search(const ProgramEngine& engine, const SearchOptions& options);

// Operations by what came of them, as a table: the text of a report.
std::string text_of(const Distribution& distribution);

}  // namespace assay::property

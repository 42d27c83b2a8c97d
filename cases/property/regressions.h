// Programs that once found something, as files: cases/regressions/NAME.program.
//
// A line `# kills MUTANT on ENGINE` says which mutant a program shows there; without one it
// is a program that failed, and has to pass from now on.
//
// Thread safety: none needed.
// Invariants: read in the order of their names; what was saved reads back the same.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cases/property/program_engine.h"

namespace assay::property {

struct Kill {
  Mutant mutant;
  std::string engine;
};

struct Regression {
  std::string name;
  Program program;
  std::vector<Kill> kills;
  std::string error;  // not empty: what is wrong with the file
};

std::vector<Regression> read_regressions(const std::filesystem::path& folder);

// The file that now holds the program, named for its text; empty where it cannot be
// written.
std::filesystem::path save_regression(const std::filesystem::path& folder, const Program& program,
                                      const Outcome& outcome, std::string_view engine);

}  // namespace assay::property

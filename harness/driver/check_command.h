// `assay check` and `assay replay`: one check, asked for by name or by token.
//
// Thread safety: main's body.
// Invariants: without an expectation the exit code is the verdict's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/driver/engine_laboratory.h"

namespace assay {

struct CheckOptions {
  std::string case_name;
  std::string engine = "relacy";
  std::vector<std::string> orders;  // SITE=ORDER
  std::string mutant;
  std::uint64_t executions = 0;
  std::uint64_t seed = 1;
  std::string expect;        // "UNKNOWN(budget)|…": exit 0 where met, 1 where not
  bool as_declared = false;  // expect what a conformance case declares for the engine
  bool json = false;
};

int check_command(EngineLaboratory& laboratory, const CheckOptions& options);
int replay_command(EngineLaboratory& laboratory, const std::string& token, bool json);
// The cases of the core and of the engines.
int cases_command(EngineLaboratory& laboratory, bool json);

}  // namespace assay

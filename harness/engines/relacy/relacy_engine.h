// Runs one check under the Relacy race detector.
//
// Declared without Relacy's headers: they redefine words of the language, so one
// .cc per program includes them, through relacy_suites.h.
//
// Thread safety: one check per process.
// Invariants: the result is REFUTED, UNKNOWN or SKIPPED, never PROVED: even a full
// search of Relacy's misses executions that C++ allows.
#pragma once

#include "harness/engines/case.h"

namespace assay {

inline constexpr std::uint64_t kRelacyExecutions = 20'000;

// How a simulation ended, in plain words.
struct Simulation {
  bool failed = false;
  const char* kind = "";   // static: "data race", "deadlock", …
  bool is_bound = false;   // the depth limit cut an execution
  std::uint64_t last = 0;  // iteration it ended with, from 1
};

// Simulates iterations [first, last] of the random scheduler.
using Simulate = Simulation (*)(const CaseEntry& entry, std::uint64_t first, std::uint64_t last);

CheckResult run_under_relacy(const CaseEntry& entry, const CheckRequest& request,
                             Simulate simulate);
EngineDeclaration declare_relacy();

}  // namespace assay

// The exhaustive engine: a case, all of its executions, what came of them.
//
// Thread safety: one exploration per thread at a time.
// Invariants: PROVED only where nothing was cut, some execution completed and some
// assertion was evaluated.
#pragma once

#include "harness/engines/explore/replay.h"
#include "harness/engines/explore/trace.h"

namespace assay::explore {

struct Exploration {
  Summary summary;
  std::uint64_t assertions = 0;
  std::uint64_t runs = 0;  // of the case's code
  std::size_t labels = 0;  // that the agents were seen to do
  CheckResult result;
  std::string path;  // of the counterexample's execution
};

// How an exploration is watched, and what else is asked for.
struct Watching {
  // Asked now and then, with what was found so far; true ends the search.
  std::function<bool(const Summary&)> stop;
  // For each complete execution.
  std::function<void(const Story&)> show;
  std::string_view path;  // not a search, but the one execution of a token
};

Exploration explore(const CaseEntry& entry, const Setting& setting, const Options& options,
                    const Watching& watching = {});

// How many executions a search will visit, complete and blocked: the mean of some random
// walks, and the standard error of that mean.
struct Estimate {
  double executions = 0;
  double spread = 0;
};
Estimate estimate(const CaseEntry& entry, const Setting& setting, const Options& options,
                  std::uint64_t walks);

}  // namespace assay::explore

namespace assay {

// The engine as `assay` asks for it.
CheckResult run_explore(const CaseEntry& entry, const CheckRequest& request);
EngineDeclaration declare_explore();
// The execution that runs now, from 1; async-signal-safe.
std::uint64_t explored_executions();

}  // namespace assay

// The exhaustive engine: a case, all of its executions, what came of them.
//
// Thread safety: one exploration per thread at a time.
// Invariants: PROVED only where nothing was cut, some execution completed and some
// assertion was evaluated.
#pragma once

#include "harness/engines/explore/replay.h"

namespace assay::explore {

struct Exploration {
  Summary summary;
  std::uint64_t assertions = 0;
  std::uint64_t runs = 0;  // of the case's code
  std::size_t labels = 0;  // that the agents were seen to do
  CheckResult result;
};

Exploration explore(const CaseEntry& entry, const Setting& setting, const Options& options);

}  // namespace assay::explore

namespace assay {

// The engine as `assay` asks for it.
CheckResult run_explore(const CaseEntry& entry, const CheckRequest& request);
EngineDeclaration declare_explore();
// The execution that runs now, from 1; async-signal-safe.
std::uint64_t explored_executions();

}  // namespace assay

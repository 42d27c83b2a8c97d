// An engine that runs programs: real threads, or Relacy's simulated ones.
//
// Thread safety: one run at a time in a process.
// Invariants: a run without a defect completed every execution it was asked for.
#pragma once

#include "cases/property/program_run.h"
#include "harness/engines/case.h"

namespace assay::property {

struct Outcome {
  std::string defect;           // empty: none was found
  std::uint64_t execution = 0;  // the first with it; 0 where the engine stopped by itself
  History history;              // of that execution, where it has one
  Distribution distribution{};
};

struct ProgramEngine {
  std::string_view name;
  Outcome (*run)(const Program& program, Mutant mutant, std::uint64_t executions);
  std::uint64_t executions;  // of one random program
  bool repeats;              // the same program, the same schedules: shrinking loses nothing
};

// Runs `program`: `run(entry, request)` is what an engine runs a case with.
template <class Case, class Run>
Outcome outcome_of(const Program& program, Mutant mutant, std::uint64_t executions, Run run) {
  ProgramRun here(program);
  ProgramRun::current() = &here;
  CaseEntry entry = case_entry<Case>();
  entry.info.agents = static_cast<int>(program.agents.size()) + 1;
  const CheckResult result = run(entry, CheckRequest{.mutant = mutant, .executions = executions});
  ProgramRun::current() = nullptr;
  Outcome outcome{.distribution = here.distribution()};
  if (here.defect() != nullptr) {
    outcome.defect = here.defect();
    outcome.execution = here.execution();
    outcome.history = here.history();
  } else if (result.counterexample) {
    outcome.defect = result.counterexample->kind + ": " + result.counterexample->message;
    outcome.execution = result.counterexample->execution;
  } else if (result.completed != executions) {
    outcome.defect = "not every execution ended " + result.message;
  }
  return outcome;
}

}  // namespace assay::property

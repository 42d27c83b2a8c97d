// The command line of an engine's program: what `assay` asks, what it answers.
//
//   assay-ENGINE --list                 the cases, one JSON array
//   assay-ENGINE --describe             the declaration, one JSON object
//   assay-ENGINE --token TOKEN [--executions N] [--trace]
//                                       one check, its result as one JSON object
//
// The answer is one line on standard output; the exit code is that of the
// verdict. A program runs one check and ends, so a core that corrupts memory
// under a weakened order takes down nothing else.
//
// Thread safety: `run_engine_program` is main's body.
// Invariants: a check that an engine cannot run is an answer, not a crash.
#pragma once

#include <span>

#include "harness/engines/case.h"

namespace assay {

struct EngineProgram {
  EngineDeclaration declaration;
  std::span<const CaseEntry> cases;
  CheckResult (*run)(const CaseEntry& entry, const CheckRequest& request);
  // The execution that runs now, from 1; async-signal-safe.
  std::uint64_t (*current_execution)();
};

int run_engine_program(const EngineProgram& program, int argc, const char* const* argv);

}  // namespace assay

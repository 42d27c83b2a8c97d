// `assay judge`: reads litmus files, judges each by the models it declares, prints what
// is allowed the way herd does, and says what it means.
//
// Thread safety: one run at a time.
// Invariants: a malformed file does not keep the others from being judged, and is
// counted; every judgement enters the exit code; the same files, the same bytes.
#pragma once

#include <iosfwd>
#include <span>
#include <string>

#include "harness/engines/axiomatic/why.h"

namespace assay::axiomatic {

struct JudgeOptions {
  std::optional<litmus::Model> model;  // by this one, whatever the files declare
  bool declared = false;               // with `model`: only files that declare it
  bool json = false;                   // an array instead of the text
  std::string graphs;                  // folder for pictures; empty: none
  Limits limits;
};

struct State {
  std::string text;  // "0:r0=0; 1:r1=1;"
  std::uint64_t executions = 0;
  bool in_condition = false;
  std::optional<std::size_t> line;  // of the program's grades; nothing: undeclared
};

// One file by one model.
struct Judged {
  std::string file;
  litmus::Program program;
  litmus::Model model = litmus::Model::es;
  Answer answer;
  std::vector<State> states;
  bool graded = false;  // the grades are of this model
  std::uint64_t positive = 0;
  std::uint64_t negative = 0;
  litmus::Observation observation = litmus::Observation::never;
  Verdict verdict = Verdict::error;
  Reason reason = Reason::none;
  std::string message;
  std::optional<Explanation> why;  // of the condition, where no outcome has it
};

// PROVED: all executions were looked at, and the test excludes none of them. REFUTED: an
// outcome is allowed that is graded FORBIDDEN or, in a graded test, not declared; ~exists
// or forall does not hold; or `races` is not as the test says. What grades and claims are
// about is a model that the file declares. UNKNOWN, SKIPPED: with the answer's reason.
Judged judge_program(const litmus::Program& program, litmus::Model model, const Limits& limits);

// Exit code: of each judgement that of its verdict; 2 for a malformed file, for a folder
// without litmus files, and where there is nothing to judge; 5 for what cannot be read or
// written.
ExitCode run_judge(std::span<const std::string> files, const JudgeOptions& options,
                   std::ostream& out, std::ostream& err);

std::string to_text(const Judged& judged);
std::string to_json(std::span<const Judged> all);

}  // namespace assay::axiomatic

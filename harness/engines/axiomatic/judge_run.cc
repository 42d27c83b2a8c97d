#include "harness/engines/axiomatic/judge_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>

#include "harness/engines/axiomatic/execution_svg.h"
#include "harness/program/read_files.h"
#include "harness/program/source_error.h"

namespace assay::axiomatic {
namespace {

using litmus::Grade;
using litmus::Program;
using litmus::Quantifier;
using litmus::RaceClaim;

// Why the test is refuted; empty: it is not.
std::string refutation(const Judged& judged) {
  const Program& program = judged.program;
  const auto allowed = [&](std::string_view what, const State& state) {
    return fmt::format("allows {} outcome: {}", what, state.text);
  };
  if (judged.graded) {
    for (const State& state : judged.states)
      if (state.line && program.grades[*state.line].grade == Grade::forbidden)
        return allowed("a FORBIDDEN", state) +
               fmt::format(" ({})", program.grades[*state.line].sentence);
    for (const State& state : judged.states)
      if (!state.line) return allowed("an undeclared", state);
  }
  const auto models = litmus::models_of(program);
  if (std::find(models.begin(), models.end(), judged.model) == models.end()) return {};
  for (const State& state : judged.states) {
    if (program.quantifier == Quantifier::not_exists && state.in_condition)
      return allowed("what ~exists excludes, an", state);
    if (program.quantifier == Quantifier::forall && !state.in_condition)
      return allowed("what forall excludes, an", state);
  }
  const litmus::Model of_races =
      program.flavour == litmus::Flavour::c ? litmus::Model::rc11 : litmus::Model::es;
  if (!program.races || !judged.answer.data_race_free || judged.model != of_races) return {};
  if (program.races == RaceClaim::none && !*judged.answer.data_race_free)
    return "has a data race, and the test says none";
  if (program.races == RaceClaim::some && *judged.answer.data_race_free)
    return "has no data race, and the test says some";
  return {};
}

void decide(Judged& judged) {
  judged.message = refutation(judged);
  if (!judged.message.empty()) {
    judged.verdict = Verdict::refuted;
    return;
  }
  judged.reason = judged.answer.reason;
  if (judged.reason == Reason::none) {
    judged.verdict = Verdict::proved;
    judged.message = fmt::format("all {} executions looked at", judged.answer.executions);
    return;
  }
  judged.verdict = judged.reason == Reason::mixed_size ? Verdict::skipped : Verdict::unknown;
  judged.message = judged.answer.message;
}

// Whether it says nothing to leave this outcome out: C's filter.
bool counts(const Program& program, const litmus::Outcome& outcome, const litmus::Code& code) {
  return !program.filter || litmus::holds(*program.filter, outcome, code.registers);
}

class Run {
 public:
  Run(const JudgeOptions& options, std::ostream& out, std::ostream& err)
      : options_(options), reader_(err), out_(out), err_(err) {}

  ExitCode run(std::span<const std::string> files) {
    if (files.empty()) err_ << "no litmus file given\n";
    for (const std::string& file : files) reader_.argument(file);
    codes_ = reader_.failures;
    for (const litmus::ReadFile& each : reader_.read) judge(each);
    if (options_.json) out_ << to_json(all_);
    if (!reader_.malformed.empty())
      err_ << fmt::format("{} of {} files are malformed\n", reader_.malformed.size(),
                          reader_.malformed.size() + reader_.read.size());
    if (!codes_.empty()) return combine(codes_);
    if (options_.declared && !files.empty())
      err_ << fmt::format("no file declares {}\n", litmus::name(*options_.model));
    return kExitUsage;
  }

 private:
  void judge(const litmus::ReadFile& each) {
    const std::vector<litmus::Model> declared = litmus::models_of(each.program);
    if (!options_.model) {
      for (const litmus::Model model : declared) judge(each, model);
    } else if (!options_.declared ||
               std::find(declared.begin(), declared.end(), *options_.model) != declared.end()) {
      judge(each, *options_.model);
    }
  }

  void judge(const litmus::ReadFile& each, litmus::Model model) {
    Judged judged = judge_program(each.program, model, options_.limits);
    judged.file = each.file;
    codes_.push_back(exit_code(judged.verdict));
    if (!options_.graphs.empty()) draw(judged);
    if (options_.json)
      all_.push_back(std::move(judged));
    else
      out_ << to_text(judged) << std::flush;
  }

  // The execution with the condition's outcome, or what forbids it.
  void draw(const Judged& judged) {
    const litmus::Code code = litmus::compile(judged.program);
    const Explanation found = explain(code, judged.model, [&](const litmus::Outcome& outcome) {
      return litmus::holds(judged.program.condition, outcome, code.registers);
    });
    const Drawing* drawing = found.witness              ? &*found.witness
                             : found.violations.empty() ? nullptr
                                                        : &found.violations.front().drawing;
    if (drawing == nullptr) return;
    const std::string title =
        found.witness
            ? fmt::format("{}: allowed by {}", judged.program.name, litmus::name(judged.model))
            : fmt::format("{}: forbidden by {}, {}", judged.program.name,
                          litmus::name(judged.model), name(found.violations.front().axiom));
    std::error_code error;
    std::filesystem::create_directories(options_.graphs, error);
    const std::filesystem::path path =
        std::filesystem::path(options_.graphs) /
        fmt::format("{}.{}.svg", judged.program.name, litmus::name(judged.model));
    std::ofstream file(path, std::ios::binary);
    file << to_svg(*drawing, title);
    file.close();
    if (file) return;
    err_ << litmus::printable(path.string()) << ": cannot be written\n";
    codes_.push_back(kExitInternal);
  }

  const JudgeOptions& options_;
  litmus::FileReader reader_;
  std::ostream& out_;
  std::ostream& err_;
  std::vector<Judged> all_;
  std::vector<ExitCode> codes_;
};

}  // namespace

Judged judge_program(const Program& program, litmus::Model model, const Limits& limits) {
  const litmus::Code code = litmus::compile(program);
  Judged judged;
  judged.program = program;
  judged.model = model;
  judged.answer = axiomatic::judge(code, model, limits);
  const std::vector<litmus::Model> declared = litmus::models_of(program);
  judged.graded = !program.grades.empty() &&
                  std::find(declared.begin(), declared.end(), model) != declared.end();
  for (const auto& [outcome, executions] : judged.answer.outcomes) {
    if (!counts(program, outcome, code)) continue;
    const bool held = litmus::holds(program.condition, outcome, code.registers);
    (held ? judged.positive : judged.negative) += executions;
    judged.states.push_back({litmus::to_text(outcome, code.registers), executions, held,
                             litmus::grade_of(program, outcome, code.registers)});
  }
  judged.observation = litmus::observation(judged.positive, judged.negative);
  decide(judged);
  const bool whole = judged.answer.reason == Reason::none;
  if (whole && judged.positive == 0 && program.quantifier != Quantifier::forall)
    judged.why = explain(code, model, [&](const litmus::Outcome& outcome) {
      return counts(program, outcome, code) &&
             litmus::holds(program.condition, outcome, code.registers);
    });
  return judged;
}

ExitCode run_judge(std::span<const std::string> files, const JudgeOptions& options,
                   std::ostream& out, std::ostream& err) {
  return Run(options, out, err).run(files);
}

}  // namespace assay::axiomatic

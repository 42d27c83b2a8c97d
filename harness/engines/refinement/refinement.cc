#include "harness/engines/refinement/refinement.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "harness/engines/axiomatic/why.h"
#include "harness/engines/refinement/lowering.h"
#include "harness/engines/refinement/witness.h"
#include "harness/execution/token.h"

namespace assay::refinement {
namespace {

using axiomatic::Answer;
using litmus::Model;
using litmus::Outcome;

// Fewest surprises first: what two models show, rc11 explains best.
std::vector<Model> machines_for(const Lowered& lowered) {
  if (lowered.mixed_sizes) return {Model::tso};
  return {Model::rc11, Model::tso, Model::c20};
}

std::string grade_of(const litmus::Program& program, const Outcome& outcome,
                     const litmus::Code& code) {
  const auto line = litmus::grade_of(program, outcome, code.registers);
  return line ? std::string(name(program.grades[*line].grade)) : std::string();
}

std::string because(const litmus::Code& code, const Outcome& outcome) {
  const axiomatic::Explanation why =
      axiomatic::explain(code, Model::es, [&](const Outcome& each) { return each == outcome; });
  if (why.violations.empty()) return "no write of the program gives a read these values";
  const axiomatic::Violation& first = why.violations.front();
  return fmt::format("{} ({})", name(first.axiom), first.text);
}

class Question {
 public:
  Question(const litmus::Program& program, const CheckRequest& request)
      : program_(program), request_(request), code_(litmus::compile(program)) {
    result_.refinement = Refinement{.question = program.description};
    if (request.executions != 0) limits_.steps = request.executions;
  }

  CheckResult run() {
    if (program_.agents.empty()) {
      end(Verdict::error, Reason::none, "it has no agents: its text did not parse");
      return std::move(result_);
    }
    model_ = axiomatic::judge(code_, Model::es, limits_);
    Orders orders;
    for (const OrderChange& change : request_.changes) orders.set(change.site, change.order);
    lowered_ = lower(code_, orders, request_.mutant);
    if (model_.reason != Reason::none)
      undecided(model_, Model::es);
    else if (lowered_.beyond.empty())
      ask_machines();
    else
      end(Verdict::skipped, Reason::blind, "not lowered: " + lowered_.beyond);
    list_outcomes();
    return std::move(result_);
  }

 private:
  void end(Verdict verdict, Reason reason, std::string message) {
    result_.verdict = verdict;
    result_.reason = reason;
    result_.message = std::move(message);
  }

  void undecided(const Answer& answer, Model model) {
    end(Verdict::unknown, answer.reason, fmt::format("{}: {}", name(model), answer.message));
  }

  void ask_machines() {
    for (const auto& [site, where] : lowered_.sites) {
      result_.reached.push_back(site);
      result_.places.push_back(where);
    }
    result_.verdict = Verdict::proved;
    for (const Model machine : machines_for(lowered_)) {
      const Answer answer = axiomatic::judge(lowered_.code, machine, limits_);
      std::string& asked = result_.refinement->machines;
      asked += (asked.empty() ? "" : ", ") + std::string(name(machine));
      result_.executions += answer.executions;
      for (const auto& [outcome, executions] : answer.outcomes) {
        std::string& by = produced_[outcome];
        by += (by.empty() ? "" : ", ") + std::string(name(machine));
        ++result_.assertions;
        if (!model_.outcomes.contains(outcome) && !result_.counterexample)
          result_.counterexample = surplus(outcome, machine);
      }
      if (result_.verdict != Verdict::proved) continue;
      if (answer.reason != Reason::none)
        undecided(answer, machine);
      else if (answer.outcomes.empty())
        end(Verdict::unknown, Reason::blocked, std::string(name(machine)) + ": no execution");
    }
    result_.completed = result_.executions;
    if (result_.counterexample) end(Verdict::refuted, Reason::none, {});
  }

  Counterexample surplus(const Outcome& outcome, Model machine) {
    const std::string text = litmus::to_text(outcome, code_.registers);
    Counterexample made;
    made.kind = "forbidden outcome";
    made.execution = 1;
    made.message = fmt::format("{} {} has it, and ECMA-262 forbids it: {}", text, name(machine),
                               because(code_, outcome));
    made.trace = witness(lowered_, machine, outcome);
    made.token = format_token(request_);
    return made;
  }

  // Those of the model, and those that only a machine has.
  void list_outcomes() {
    std::map<Outcome, bool> all;
    for (const auto& [outcome, executions] : model_.outcomes) all[outcome] = true;
    for (const auto& [outcome, by] : produced_) all.try_emplace(outcome, false);
    for (const auto& [outcome, allowed] : all) {
      const auto by = produced_.find(outcome);
      result_.refinement->outcomes.push_back({litmus::to_text(outcome, code_.registers),
                                              grade_of(program_, outcome, code_), allowed,
                                              by == produced_.end() ? std::string() : by->second});
    }
  }

  const litmus::Program& program_;
  const CheckRequest& request_;
  const litmus::Code code_;
  axiomatic::Limits limits_;
  Answer model_;
  Lowered lowered_;
  std::map<Outcome, std::string> produced_;
  CheckResult result_;
};

}  // namespace

CheckResult refine(const litmus::Program& program, const CheckRequest& request) {
  return Question(program, request).run();
}

EngineDeclaration declare_axiomatic() {
  return {Engine::axiomatic,
          "own, candidate executions: ECMAScript against RC11, x86-TSO and C++20",
          {"within the bounds of the litmus programs: agents, accesses, fixed lengths",
           "what a compiler makes of C++ atomics is taken for right",
           "accesses of different width that overlap: x86-TSO only, where C++ says nothing",
           "an access that the core splits is not lowered: a DataView that is not aligned",
           "wait, notify of sleeping agents, growth and copies are for the other engines"}};
}

}  // namespace assay::refinement

// The two forms of a judgement: herd's text with a few lines after it, and JSON.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "harness/engines/axiomatic/judge_run.h"
#include "harness/program/print.h"

namespace assay::axiomatic {
namespace {

using litmus::Quantifier;

std::string_view demand(Quantifier quantifier) {
  switch (quantifier) {
    case Quantifier::exists:
      return "Allowed";
    case Quantifier::not_exists:
      return "Forbidden";
    case Quantifier::forall:
      break;
  }
  return "Required";
}

bool agrees(const Judged& judged) {
  switch (judged.program.quantifier) {
    case Quantifier::exists:
      return judged.positive > 0;
    case Quantifier::not_exists:
      return judged.positive == 0;
    case Quantifier::forall:
      break;
  }
  return judged.negative == 0;
}

std::string question(const litmus::Program& program) {
  return fmt::format("{} ({})",
                     litmus::kQuantifierNames[static_cast<std::size_t>(program.quantifier)],
                     litmus::print(program.condition));
}

std::string_view races_of(const Judged& judged) {
  if (!judged.answer.data_race_free) return "";
  return *judged.answer.data_race_free ? ", free of data races" : ", with data races";
}

std::string grade_lines(const Judged& judged) {
  if (!judged.graded) return {};
  std::string text;
  for (std::size_t i = 0; i < judged.program.grades.size(); ++i) {
    const litmus::GradeLine& line = judged.program.grades[i];
    std::uint64_t executions = 0;
    for (const State& state : judged.states)
      if (state.line == i) executions += state.executions;
    text += fmt::format("{:<11} {:>8}  {}  \"{}\"\n", name(line.grade), executions,
                        litmus::print(line.condition), line.sentence);
  }
  for (const State& state : judged.states)
    if (!state.line)
      text += fmt::format("{:<11} {:>8}  {}\n", "UNDECLARED", state.executions, state.text);
  return text;
}

std::string why_lines(const Judged& judged) {
  if (!judged.why) return {};
  constexpr std::size_t kShown = 8;
  const Explanation& why = *judged.why;
  if (why.candidates == 0)
    return why.whole ? "Why no write of the test gives a read these values\n" : "";
  std::string text;
  for (std::size_t i = 0; i < why.violations.size() && i < kShown; ++i)
    text += fmt::format("Why {} ({} of {} candidates)\n    {}\n", name(why.violations[i].axiom),
                        why.violations[i].candidates, why.candidates, why.violations[i].text);
  if (why.violations.size() > kShown)
    text += fmt::format("Why {} more like these\n", why.violations.size() - kShown);
  if (!why.whole) text += "Why not all candidates were looked at\n";
  return text;
}

nlohmann::json json_of(const Judged& judged) {
  nlohmann::json states = nlohmann::json::array();
  nlohmann::json undeclared = nlohmann::json::array();
  for (const State& state : judged.states) {
    nlohmann::json each{{"outcome", state.text},
                        {"executions", state.executions},
                        {"in_condition", state.in_condition},
                        {"grade", nullptr}};
    if (judged.graded && state.line) each["grade"] = name(judged.program.grades[*state.line].grade);
    if (judged.graded && !state.line) {
      each["grade"] = "UNDECLARED";
      undeclared.push_back(state.text);
    }
    states.push_back(std::move(each));
  }
  nlohmann::json why = nlohmann::json::array();
  if (judged.why)
    for (const Violation& violation : judged.why->violations)
      why.push_back({{"axiom", name(violation.axiom)},
                     {"text", violation.text},
                     {"candidates", violation.candidates}});
  nlohmann::json race_free = nullptr;
  if (judged.answer.data_race_free) race_free = *judged.answer.data_race_free;
  return {{"file", judged.file},
          {"test", judged.program.name},
          {"model", litmus::name(judged.model)},
          {"states", std::move(states)},
          {"condition", question(judged.program)},
          {"observation", litmus::kObservationNames[static_cast<std::size_t>(judged.observation)]},
          {"executions", judged.answer.executions},
          {"data_race_free", std::move(race_free)},
          {"undeclared", std::move(undeclared)},
          {"why", std::move(why)},
          {"verdict", name(judged.verdict)},
          {"reason", name(judged.reason)},
          {"message", judged.message},
          {"exit_code", static_cast<int>(exit_code(judged.verdict))}};
}

}  // namespace

std::string to_text(const Judged& judged) {
  const std::string& test = judged.program.name;
  std::string text = fmt::format("Test {} {}\nStates {}\n", test, demand(judged.program.quantifier),
                                 judged.states.size());
  for (const State& state : judged.states) text += state.text + "\n";
  text += fmt::format("{}\nWitnesses\nPositive: {} Negative: {}\nCondition {}\n",
                      agrees(judged) ? "Ok" : "No", judged.positive, judged.negative,
                      question(judged.program));
  text += fmt::format("Observation {} {} {} {}\n", test,
                      litmus::kObservationNames[static_cast<std::size_t>(judged.observation)],
                      judged.positive, judged.negative);
  text += grade_lines(judged) + why_lines(judged);
  text += fmt::format("Verdict {} {} by {}: {}{}\n\n", test,
                      litmus::to_text(judged.verdict, judged.reason), litmus::name(judged.model),
                      judged.message, races_of(judged));
  return text;
}

std::string to_json(std::span<const Judged> all) {
  nlohmann::json array = nlohmann::json::array();
  for (const Judged& judged : all) array.push_back(json_of(judged));
  // A file's name may be no UTF-8.
  return array.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace assay::axiomatic

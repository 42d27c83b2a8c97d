// The two forms of a litmus report: herd's text, and JSON.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "harness/program/litmus_run.h"
#include "harness/program/print.h"

namespace assay::litmus {
namespace {

// herd's word for what a test asks.
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

// Whether the sample agrees with the question: herd's Ok or No.
bool agrees(const LitmusResult& result) {
  switch (result.program.quantifier) {
    case Quantifier::exists:
      return result.judgement.positive > 0;
    case Quantifier::not_exists:
      return result.judgement.positive == 0;
    case Quantifier::forall:
      break;
  }
  return result.judgement.negative == 0;
}

std::string question(const Program& program) {
  return fmt::format("{} ({})", kQuantifierNames[static_cast<std::size_t>(program.quantifier)],
                     print(program.condition));
}

// How many of the rounds a grade line decided.
std::uint64_t rounds_of(std::size_t line, const Judgement& judged) {
  std::uint64_t rounds = 0;
  for (const GradedOutcome& outcome : judged.outcomes)
    if (outcome.line == line) rounds += outcome.count;
  return rounds;
}

std::string grade_lines(const LitmusResult& result) {
  if (result.program.grades.empty()) return {};
  std::string text;
  for (std::size_t i = 0; i < result.program.grades.size(); ++i) {
    const GradeLine& line = result.program.grades[i];
    text += fmt::format("{:<11} {:>8}  {}  \"{}\"\n", name(line.grade),
                        rounds_of(i, result.judgement), print(line.condition), line.sentence);
  }
  for (const GradedOutcome& outcome : result.judgement.outcomes)
    if (!outcome.line)
      text += fmt::format("{:<11} {:>8}  {}\n", "UNDECLARED", outcome.count, outcome.text);
  return text;
}

std::string race_line(const LitmusResult& result) {
  if (!result.sample.races) return {};
  std::string text = fmt::format("Races {} {} reported", result.program.name, *result.sample.races);
  if (result.program.races)
    text += fmt::format(" (the test says {})",
                        kRaceClaimNames[static_cast<std::size_t>(*result.program.races)]);
  if (result.sample.earlier_races > 0)
    text += fmt::format("; {} earlier ones hide their like", result.sample.earlier_races);
  return text + "\n";
}

nlohmann::json json_of(const LitmusResult& result) {
  const Judgement& judged = result.judgement;
  nlohmann::json states = nlohmann::json::array();
  for (const GradedOutcome& outcome : judged.outcomes) {
    nlohmann::json state{{"outcome", outcome.text},
                         {"count", outcome.count},
                         {"first_round", outcome.first_round},
                         {"in_condition", outcome.in_condition},
                         {"grade", nullptr},
                         {"sentence", nullptr}};
    if (outcome.line) {
      const GradeLine& line = result.program.grades[*outcome.line];
      state["grade"] = name(line.grade);
      state["sentence"] = line.sentence;
    } else if (!result.program.grades.empty()) {
      state["grade"] = "UNDECLARED";
    }
    states.push_back(std::move(state));
  }
  nlohmann::json races = nullptr;
  if (result.sample.races) races = *result.sample.races;
  return {{"name", result.program.name},
          {"file", result.file},
          {"description", result.program.description},
          {"condition", question(result.program)},
          {"observation", kObservationNames[static_cast<std::size_t>(judged.observation)]},
          {"positive", judged.positive},
          {"negative", judged.negative},
          {"rounds", result.sample.rounds},
          {"states", std::move(states)},
          {"races", std::move(races)},
          {"earlier_races", result.sample.earlier_races},
          {"verdict", name(judged.verdict)},
          {"reason", name(judged.reason)},
          {"message", judged.message},
          {"exit_code", static_cast<int>(result.exit)}};
}

}  // namespace

std::string to_text(const LitmusResult& result, const LitmusOptions& options) {
  const Judgement& judged = result.judgement;
  const std::string& test = result.program.name;
  std::string text = fmt::format("Test {} {}\nStates {}\n", test, demand(result.program.quantifier),
                                 judged.outcomes.size());
  for (const GradedOutcome& outcome : judged.outcomes)
    text +=
        fmt::format("{:<8}{}>{}\n", outcome.count, outcome.in_condition ? '*' : ':', outcome.text);
  text += fmt::format("{}\nWitnesses\nPositive: {}, Negative: {}\nCondition {}\n",
                      agrees(result) ? "Ok" : "No", judged.positive, judged.negative,
                      question(result.program));
  text += fmt::format("Observation {} {} {} {}\n", test,
                      kObservationNames[static_cast<std::size_t>(judged.observation)],
                      judged.positive, judged.negative);
  text += grade_lines(result) + race_line(result);
  text += fmt::format("Verdict {} {} by {}: {}\n", test, to_text(judged.verdict, judged.reason),
                      options.engine, judged.message);
  if (options.expect && result.exit != kExitPass)
    text += fmt::format("Expected {}\n", to_text(options.expect->verdict, options.expect->reason));
  return text + "\n";
}

std::string to_json(std::span<const LitmusResult> results, std::span<const std::string> malformed,
                    const LitmusOptions& options, ExitCode exit) {
  nlohmann::json tests = nlohmann::json::array();
  for (const LitmusResult& result : results) tests.push_back(json_of(result));
  nlohmann::json unread = nlohmann::json::array();
  for (const std::string& file : malformed) unread.push_back(file);
  const nlohmann::json document{{"engine", options.engine},
                                {"tests", std::move(tests)},
                                {"malformed", std::move(unread)},
                                {"exit_code", static_cast<int>(exit)}};
  // A file's name may be no UTF-8.
  return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace assay::litmus

#include "harness/program/outcomes.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "harness/program/print.h"

namespace assay::litmus {
namespace {

std::size_t number_of(const Condition& condition, const std::vector<RegisterName>& registers) {
  const auto found = std::find(registers.begin(), registers.end(),
                               RegisterName{condition.agent, condition.reg, Shown::integer, 0});
  return static_cast<std::size_t>(found - registers.begin());
}

std::string value_text(Shown shown, std::int64_t value) {
  if (shown == Shown::fraction) return print_fraction(value);
  if (shown == Shown::natural) return std::to_string(static_cast<std::uint64_t>(value));
  return std::to_string(value);
}

// `4` and `4.0` are one number; which of them a register holds is its own affair.
bool same_number(const Condition& condition, Shown shown, std::int64_t value) {
  if (shown != Shown::fraction && !condition.fraction) return value == condition.value;
  const double wanted = condition.fraction ? std::bit_cast<double>(condition.value)
                                           : static_cast<double>(condition.value);
  const double held =
      shown == Shown::fraction ? std::bit_cast<double>(value) : static_cast<double>(value);
  return wanted == held || (std::isnan(wanted) && std::isnan(held));
}

}  // namespace

Observation observation(std::uint64_t positive, std::uint64_t negative) {
  if (positive == 0) return Observation::never;
  return negative == 0 ? Observation::always : Observation::sometimes;
}

namespace {

// Why the sample refutes the test; empty: it does not. The worst comes first.
std::string refutation(const Program& program, const Judgement& judged, const Sample& sample) {
  const auto witnessed = [&](const GradedOutcome& outcome, std::string_view what) {
    return fmt::format("{} outcome witnessed, {} of {} rounds, first in round {}: {}", what,
                       outcome.count, sample.rounds, outcome.first_round, outcome.text);
  };
  for (const GradedOutcome& outcome : judged.outcomes)
    if (outcome.line && program.grades[*outcome.line].grade == Grade::forbidden)
      return witnessed(outcome, "FORBIDDEN") +
             fmt::format(" ({})", program.grades[*outcome.line].sentence);
  if (!program.grades.empty())
    for (const GradedOutcome& outcome : judged.outcomes)
      if (!outcome.line) return witnessed(outcome, "undeclared");
  for (const GradedOutcome& outcome : judged.outcomes) {
    if (program.quantifier == Quantifier::not_exists && outcome.in_condition)
      return witnessed(outcome, "~exists excludes an");
    if (program.quantifier == Quantifier::forall && !outcome.in_condition)
      return witnessed(outcome, "forall excludes an");
  }
  if (program.races == RaceClaim::none && sample.races.value_or(0) > 0)
    return fmt::format("data race: {} reported, and the test says none", *sample.races);
  return {};
}

}  // namespace

std::string to_text(const Outcome& outcome, const std::vector<RegisterName>& registers) {
  std::string text;
  for (std::size_t i = 0; i < outcome.size(); ++i) {
    if (!outcome[i]) continue;
    if (!text.empty()) text += ' ';
    const RegisterName& name = registers.at(i);
    if (name.agent == kLocation)
      text += fmt::format("[{}]", name.name);
    else if (name.agent == kFinal)
      text += fmt::format("final:{}", name.name);
    else
      text += fmt::format("{}:{}", name.agent, name.name);
    text += name.shown == Shown::word ? ";" : "=" + value_text(name.shown, *outcome[i]) + ";";
  }
  return text;
}

bool holds(const Condition& condition, const Outcome& outcome,
           const std::vector<RegisterName>& registers) {
  const auto operand_holds = [&](const Condition& c) { return holds(c, outcome, registers); };
  const auto& operands = condition.operands;
  switch (condition.kind) {
    case Condition::Kind::equals: {
      const std::size_t number = number_of(condition, registers);
      const std::optional<std::int64_t>& value = outcome.at(number);
      return value && same_number(condition, registers[number].shown, *value);
    }
    case Condition::Kind::conjunction:
      return std::all_of(operands.begin(), operands.end(), operand_holds);
    case Condition::Kind::disjunction:
      return std::any_of(operands.begin(), operands.end(), operand_holds);
    case Condition::Kind::negation:
      break;
  }
  return !operand_holds(operands.at(0));
}

std::optional<std::size_t> grade_of(const Program& program, const Outcome& outcome,
                                    const std::vector<RegisterName>& registers) {
  std::optional<std::size_t> strictest;
  for (std::size_t i = 0; i < program.grades.size(); ++i)
    if (holds(program.grades[i].condition, outcome, registers))
      if (!strictest || program.grades[i].grade > program.grades[*strictest].grade) strictest = i;
  return strictest;
}

Judgement judge_sample(const Program& program, const Code& code, const Sample& sample) {
  Judgement judged;
  if (!code.beyond_sampling.empty()) {
    judged.verdict = Verdict::unknown;
    judged.reason = Reason::blind;
    judged.message = code.beyond_sampling;
    return judged;
  }
  if (!sample.error.empty()) {
    judged.message = sample.error;
    return judged;
  }
  for (const auto& [outcome, seen] : sample.outcomes) {
    const bool held = holds(program.condition, outcome, code.registers);
    (held ? judged.positive : judged.negative) += seen.count;
    judged.outcomes.push_back({to_text(outcome, code.registers), seen.count, seen.first_round, held,
                               grade_of(program, outcome, code.registers)});
  }
  judged.observation = observation(judged.positive, judged.negative);
  judged.message = refutation(program, judged, sample);
  if (!judged.message.empty()) {
    judged.verdict = Verdict::refuted;
    return judged;
  }
  judged.verdict = Verdict::unknown;
  if (program.races == RaceClaim::none && sample.earlier_races > 0) {
    judged.reason = Reason::blind;
    judged.message = "a race would be hidden by those of earlier tests: run it alone";
    return judged;
  }
  judged.reason = Reason::budget;
  judged.message =
      fmt::format("nothing that the test excludes was witnessed in {} rounds", sample.rounds);
  return judged;
}

std::string to_text(Verdict verdict, Reason reason) {
  if (reason == Reason::none) return std::string(name(verdict));
  return fmt::format("{}({})", name(verdict), name(reason));
}

}  // namespace assay::litmus

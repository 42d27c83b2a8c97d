#include "cases/property/program_text.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace assay::property {
namespace {

constexpr std::string_view kCellNames = "xyzwvu";
static_assert(kCellNames.size() == kMostCells + 1);
constexpr std::string_view kNoSteps = "-";
constexpr std::string_view kBlanks = " \t\r";

bool takes(const Step& step, Takes what) { return (row(step.verb).takes & what) != 0; }

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// Up to `separator`, which goes; the rest stays in `text`.
std::string_view cut(std::string_view& text, std::string_view separators) {
  const std::size_t at = text.find_first_of(separators);
  const std::string_view first = text.substr(0, at);
  text = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
  return first;
}

std::string_view next_word(std::string_view& text) {
  text = trimmed(text);
  return cut(text, kBlanks);
}

template <class Number>
bool read(std::string_view word, Number& number) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error == std::errc() && end == word.data() + word.size() && !word.empty();
}

bool read_cell(std::string_view word, std::size_t& cell) {
  cell = word.size() == 1 ? kCellNames.find(word) : std::string_view::npos;
  return cell != std::string_view::npos;
}

// Empty: the step was read.
std::string parse_step(std::string_view text, Step& step) {
  const std::string_view verb = next_word(text);
  const auto* const found = std::find_if(kVerbs.begin(), kVerbs.end(),
                                         [verb](const VerbRow& r) { return r.word == verb; });
  const auto bad = [verb](std::string_view what) {
    return std::string(verb) + " needs " + std::string(what);
  };
  step.verb = static_cast<Verb>(found - kVerbs.begin());
  // Plain access that races is no part of a program: its order is nobody's promise.
  if (found == kVerbs.end() || step.verb == Verb::plain_get || step.verb == Verb::plain_set)
    return "no verb '" + std::string(verb) + "'";
  if (step.verb == Verb::grow) {
    if (!read(next_word(text), step.cell) || step.cell > kMostCells + 1)
      return bad("a number of cells up to 6");
  } else if (takes(step, kTakesCell) && !read_cell(next_word(text), step.cell)) {
    return bad("a cell, one of xyzwvu");
  }
  if (takes(step, kTakesValue)) {
    std::int32_t value = 0;
    if (!read(next_word(text), value)) return bad("an Int32 value");
    step.value = value;
  }
  if (takes(step, kTakesCount)) {
    const std::string_view count = next_word(text);
    step.count = kAllWaiters;
    if (count != "all" && !read(count, step.count)) return bad("a count or `all`");
  }
  if (takes(step, kTakesAgent) && (!read(next_word(text), step.agent) || step.agent >= kMostAgents))
    return bad("an agent, 0 to 2");
  return trimmed(text).empty() ? "" : "too many words after " + std::string(verb);
}

std::string parse_agent(std::string_view text, std::vector<Step>& steps) {
  if (trimmed(text) == kNoSteps) return {};
  while (!text.empty()) {
    Step step;
    if (std::string error = parse_step(cut(text, ";"), step); !error.empty()) return error;
    steps.push_back(step);
  }
  return steps.size() > kMostSteps ? "more than 8 steps" : "";
}

}  // namespace

Program canonical(Program program) {
  for (auto& steps : program.agents)
    for (Step& step : steps) {
      if (!takes(step, kTakesCell)) step.cell = 0;
      if (!takes(step, kTakesValue)) step.value = 0;
      if (!takes(step, kTakesCount)) step.count = 0;
      if (!takes(step, kTakesAgent)) step.agent = 0;
    }
  while (!program.agents.empty() && program.agents.back().empty()) program.agents.pop_back();
  return program;
}

std::string text_of(const Step& step) {
  std::string text(row(step.verb).word);
  if (step.verb == Verb::grow)
    text += " " + std::to_string(step.cell);
  else if (takes(step, kTakesCell))
    text += std::string(" ") + kCellNames[step.cell];
  if (takes(step, kTakesValue)) text += " " + std::to_string(step.value);
  if (takes(step, kTakesCount))
    text += step.count == kAllWaiters ? " all" : " " + std::to_string(step.count);
  if (takes(step, kTakesAgent)) text += " " + std::to_string(step.agent);
  return text;
}

std::string text_of(const Program& program) {
  std::string text;
  for (const auto& steps : program.agents) {
    if (&steps != &program.agents.front()) text += " | ";
    if (steps.empty()) text += kNoSteps;
    for (const Step& step : steps) text += (&step == &steps.front() ? "" : "; ") + text_of(step);
  }
  return text;
}

std::variant<Program, std::string> parse_program(std::string_view text) {
  Program program;
  for (int number = 1; !text.empty(); ++number) {
    std::string_view line = cut(text, "\n");
    line = trimmed(cut(line, "#"));
    while (!line.empty()) {
      program.agents.emplace_back();
      std::string error = parse_agent(cut(line, "|"), program.agents.back());
      if (error.empty() && program.agents.size() > kMostAgents) error = "more than 3 agents";
      if (!error.empty()) return "line " + std::to_string(number) + ": " + error;
    }
  }
  if (program.agents.empty()) return "no agent in it";
  return canonical(std::move(program));
}

}  // namespace assay::property

#include "harness/program/print.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>

#include "harness/program/print_c.h"
#include "harness/program/print_code.h"

namespace assay::litmus {
namespace {

// How tightly JavaScript binds: more is tighter.
int precedence(const Expression& e) {
  if (e.kind != Expression::Kind::binary) return 5;
  switch (e.op) {
    case Operator::add:
    case Operator::sub:
      return 4;
    case Operator::bit_and:
      return 3;
    case Operator::bit_xor:
      return 2;
    case Operator::bit_or:
      break;
  }
  return 1;
}

std::string parenthesised(const std::string& text, bool needed) {
  return needed ? "(" + text + ")" : text;
}

// "Int16" of Int16Array.
std::string_view accessed(ElementType type) {
  std::string_view text = name(type);
  text.remove_suffix(std::string_view("Array").size());
  return text;
}

std::string print_access(const Access& access) {
  const std::string index =
      access.index_variable.empty() ? fmt::format("{}", access.index) : access.index_variable;
  const bool stores = access.kind == AccessKind::plain_store;
  if (access.data_view) {
    std::string text = fmt::format("{}.{}{}({}", access.view, stores ? "set" : "get",
                                   accessed(access.data_view->type), index);
    if (stores) text += ", " + print(access.operands.at(0));
    return text + (access.data_view->little_endian ? ", true)" : ")");
  }
  if (access.kind == AccessKind::plain_load) return fmt::format("{}[{}]", access.view, index);
  if (stores) return fmt::format("{}[{}] = {}", access.view, index, print(access.operands.at(0)));
  std::string text = fmt::format("Atomics.{}({}, {}", name(access.kind), access.view, index);
  for (const Expression& operand : access.operands) text += ", " + print(operand);
  return text + ")";
}

constexpr CodeWords kJavaScript{"let", "const", "===", "!==", print_access};

std::string print_view(const View& view) {
  std::string text =
      fmt::format("  const {} = new {}(", view.name, view.data_view ? "DataView" : name(view.type));
  text +=
      view.buffer.empty() ? fmt::format("new SharedArrayBuffer({})", view.own_bytes) : view.buffer;
  if (view.byte_offset != 0 || view.length) text += fmt::format(", {}", view.byte_offset);
  if (view.length) text += fmt::format(", {}", *view.length);
  return text + ");\n";
}

}  // namespace

// A double as JavaScript reads it, and never as an integer: "4.0", "1e+300".
std::string print_fraction(std::int64_t bits) {
  const auto value = std::bit_cast<double>(bits);
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string print(const Expression& expression) {
  switch (expression.kind) {
    case Expression::Kind::fraction:
      return print_fraction(expression.value);
    case Expression::Kind::number:
      return fmt::format("{}", expression.value);
    case Expression::Kind::bigint:
      return fmt::format("{}n", expression.value);
    case Expression::Kind::reg:
      return expression.name;
    case Expression::Kind::binary:
      break;
  }
  // All operators associate to the left.
  const int own = precedence(expression);
  const Expression& left = expression.operands.at(0);
  const Expression& right = expression.operands.at(1);
  return fmt::format("{} {} {}", parenthesised(print(left), precedence(left) < own),
                     kOperatorSigns[static_cast<std::size_t>(expression.op)],
                     parenthesised(print(right), precedence(right) <= own));
}

std::string print(const Condition& condition) {
  const auto compound = [](const Condition& c) {
    return c.kind == Condition::Kind::conjunction || c.kind == Condition::Kind::disjunction;
  };
  switch (condition.kind) {
    case Condition::Kind::equals: {
      const std::string value =
          condition.fraction ? print_fraction(condition.value) : std::to_string(condition.value);
      if (condition.agent == kLocation) return fmt::format("[{}]={}", condition.reg, value);
      if (condition.reg == kBlocked) return fmt::format("{}:{}", condition.agent, kBlocked);
      if (condition.agent == kFinal) return fmt::format("final:{}={}", condition.reg, value);
      return fmt::format("{}:{}={}", condition.agent, condition.reg, value);
    }
    case Condition::Kind::negation: {
      const Condition& inner = condition.operands.at(0);
      return "~" + parenthesised(print(inner), compound(inner));
    }
    case Condition::Kind::conjunction:
    case Condition::Kind::disjunction:
      break;
  }
  const bool all = condition.kind == Condition::Kind::conjunction;
  std::string text;
  for (const Condition& operand : condition.operands) {
    if (!text.empty()) text += all ? " /\\ " : " \\/ ";
    // A disjunction's conjunctions need none: they bind tighter.
    text += parenthesised(print(operand),
                          all ? compound(operand) : operand.kind == Condition::Kind::disjunction);
  }
  return text;
}

std::string print_question(const Program& program) {
  std::string text =
      fmt::format("{} ({})\n", kQuantifierNames[static_cast<std::size_t>(program.quantifier)],
                  print(program.condition));
  for (const GradeLine& line : program.grades)
    text += fmt::format("{} {} \"{}\"\n", name(line.grade), print(line.condition), line.sentence);
  if (!program.models.empty()) {
    text += "models";
    for (std::size_t i = 0; i < program.models.size(); ++i)
      text += fmt::format("{} {}", i == 0 ? "" : ",", name(program.models[i]));
    text += "\n";
  }
  if (program.races)
    text += fmt::format("races {}\n", kRaceClaimNames[static_cast<std::size_t>(*program.races)]);
  return text;
}

std::string print(const Program& program) {
  if (program.flavour == Flavour::c) return print_c(program);
  std::string text = fmt::format("JS {}\n", program.name);
  if (!program.description.empty()) text += fmt::format("\"{}\"\n", program.description);
  text += "{\n";
  for (const Buffer& buffer : program.buffers)
    text +=
        fmt::format("  const {} = new SharedArrayBuffer({});\n", buffer.name, buffer.byte_length);
  for (const View& view : program.views) text += print_view(view);
  text += "}\n";
  for (std::size_t i = 0; i < program.agents.size(); ++i)
    text += fmt::format("P{} {}\n", i, print_block(program.agents[i], kJavaScript));
  if (!program.final_block.empty())
    text += "final " + print_block(program.final_block, kJavaScript) + "\n";
  text += print_question(program);
  for (std::size_t i = 0; i < program.values.size(); ++i) {
    const Hint& hint = program.values[i];
    text += fmt::format("{}{}[{}] {}", i == 0 ? "values " : ", ", hint.view, hint.index,
                        print(hint.value));
  }
  return program.values.empty() ? text : text + "\n";
}

}  // namespace assay::litmus

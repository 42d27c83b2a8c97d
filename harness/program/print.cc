#include "harness/program/print.h"

#include <fmt/format.h>

#include <type_traits>

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

std::string print_access(const Access& access) {
  if (access.kind == AccessKind::plain_load)
    return fmt::format("{}[{}]", access.view, access.index);
  if (access.kind == AccessKind::plain_store)
    return fmt::format("{}[{}] = {}", access.view, access.index, print(access.operands.at(0)));
  std::string text = fmt::format("Atomics.{}({}, {}", name(access.kind), access.view, access.index);
  for (const Expression& operand : access.operands) text += ", " + print(operand);
  return text + ")";
}

std::string print_block(const Block& block, const std::string& indent);

std::string print_statement(const Statement& statement, const std::string& indent) {
  if (const auto* let = std::get_if<Let>(&statement.what)) return fmt::format("let {};", let->reg);
  if (const auto* branch = std::get_if<Branch>(&statement.what)) {
    std::string text = fmt::format("if ({} === {}) {}", branch->reg, print(branch->value),
                                   print_block(branch->then, indent));
    if (!branch->otherwise.empty()) text += " else " + print_block(branch->otherwise, indent);
    return text;
  }
  const auto& access = std::get<Access>(statement.what);
  switch (access.target) {
    case Access::Target::constant:
      return fmt::format("const {} = {};", access.reg, print_access(access));
    case Access::Target::assigned:
      return fmt::format("{} = {};", access.reg, print_access(access));
    case Access::Target::nothing:
      break;
  }
  return print_access(access) + ";";
}

std::string print_block(const Block& block, const std::string& indent) {
  if (block.empty()) return "{ }";
  std::string text = "{\n";
  const std::string deeper = indent + "  ";
  for (const Statement& statement : block)
    text += deeper + print_statement(statement, deeper) + "\n";
  return text + indent + "}";
}

std::string print_view(const View& view) {
  std::string text = fmt::format("  const {} = new {}(", view.name, name(view.type));
  text +=
      view.buffer.empty() ? fmt::format("new SharedArrayBuffer({})", view.own_bytes) : view.buffer;
  if (view.byte_offset != 0 || view.length) text += fmt::format(", {}", view.byte_offset);
  if (view.length) text += fmt::format(", {}", *view.length);
  return text + ");\n";
}

}  // namespace

std::string print(const Expression& expression) {
  switch (expression.kind) {
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
    case Condition::Kind::equals:
      return condition.agent == kFinal
                 ? fmt::format("final:{}={}", condition.reg, condition.value)
                 : fmt::format("{}:{}={}", condition.agent, condition.reg, condition.value);
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

std::string print(const Program& program) {
  std::string text = fmt::format("JS {}\n", program.name);
  if (!program.description.empty()) text += fmt::format("\"{}\"\n", program.description);
  text += "{\n";
  for (const Buffer& buffer : program.buffers)
    text +=
        fmt::format("  const {} = new SharedArrayBuffer({});\n", buffer.name, buffer.byte_length);
  for (const View& view : program.views) text += print_view(view);
  text += "}\n";
  for (std::size_t i = 0; i < program.agents.size(); ++i)
    text += fmt::format("P{} {}\n", i, print_block(program.agents[i], ""));
  if (!program.final_block.empty()) text += "final " + print_block(program.final_block, "") + "\n";
  text += fmt::format("{} ({})\n", kQuantifierNames[static_cast<std::size_t>(program.quantifier)],
                      print(program.condition));
  for (const GradeLine& line : program.grades)
    text += fmt::format("{} {} \"{}\"\n", name(line.grade), print(line.condition), line.sentence);
  if (!program.models.empty()) {
    text += "models";
    for (std::size_t i = 0; i < program.models.size(); ++i)
      text += fmt::format("{} {}", i == 0 ? "" : ",",
                          kModelNames[static_cast<std::size_t>(program.models[i])]);
    text += "\n";
  }
  if (program.races)
    text += fmt::format("races {}\n", kRaceClaimNames[static_cast<std::size_t>(*program.races)]);
  return text;
}

}  // namespace assay::litmus

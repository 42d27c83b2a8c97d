#include "harness/program/print_code.h"

#include <fmt/format.h>

#include "harness/program/print.h"

namespace assay::litmus {
namespace {

std::string print_statement(const Statement& statement, const CodeWords& words,
                            const std::string& indent) {
  if (const auto* let = std::get_if<Let>(&statement.what))
    return fmt::format("{} {};", words.declares, let->reg);
  if (const auto* branch = std::get_if<Branch>(&statement.what)) {
    std::string text =
        fmt::format("if ({} {} {}) {}", branch->reg, branch->differs ? words.differs : words.equal,
                    print(branch->value), print_block(branch->then, words, indent));
    if (!branch->otherwise.empty())
      text += " else " + print_block(branch->otherwise, words, indent);
    return text;
  }
  if (const auto* loop = std::get_if<Loop>(&statement.what))  // C tests have none
    return fmt::format("for (let {0} = {1}; {0} < {2}; {0}++) {3}", loop->variable, loop->from,
                       loop->below, print_block(loop->body, words, indent));
  const auto& access = std::get<Access>(statement.what);
  switch (access.target) {
    case Access::Target::constant:
      return fmt::format("{} {} = {};", words.keeps, access.reg, words.access(access));
    case Access::Target::assigned:
      return fmt::format("{} = {};", access.reg, words.access(access));
    case Access::Target::nothing:
      break;
  }
  return words.access(access) + ";";
}

}  // namespace

std::string print_block(const Block& block, const CodeWords& words, const std::string& indent) {
  if (block.empty()) return "{ }";
  std::string text = "{\n";
  const std::string deeper = indent + "  ";
  for (const Statement& statement : block)
    text += deeper + print_statement(statement, words, deeper) + "\n";
  return text + indent + "}";
}

}  // namespace assay::litmus

#include "harness/program/print_c.h"

#include <fmt/format.h>

#include "harness/program/print.h"
#include "harness/program/print_code.h"

namespace assay::litmus {
namespace {

std::string function_of(const Access& access) {
  switch (access.kind) {
    case AccessKind::load:
      return "atomic_load";
    case AccessKind::store:
      return "atomic_store";
    case AccessKind::exchange:
      return "atomic_exchange";
    case AccessKind::compare_exchange:
      return access.weak ? "atomic_compare_exchange_weak" : "atomic_compare_exchange_strong";
    default:
      return fmt::format("atomic_fetch_{}", name(access.kind));
  }
}

std::string print_access(const Access& access) {
  switch (access.kind) {
    case AccessKind::plain_load:
      return "*" + access.view;
    case AccessKind::plain_store:
      return fmt::format("*{} = {}", access.view, print(access.operands.at(0)));
    case AccessKind::compute:
      return print(access.operands.at(0));
    case AccessKind::fence:
      return fmt::format("atomic_thread_fence({})", name(access.order));
    default:
      break;
  }
  std::string text = function_of(access);
  if (access.order != MemoryOrder::implicit) text += "_explicit";
  text += "(" + access.view;
  if (!access.expected.empty()) text += ", &" + access.expected;
  for (const Expression& operand : access.operands) text += ", " + print(operand);
  if (access.order != MemoryOrder::implicit) text += fmt::format(", {}", name(access.order));
  if (access.failure != MemoryOrder::implicit) text += fmt::format(", {}", name(access.failure));
  return text + ")";
}

constexpr CodeWords kC{"int", "int", "==", "!=", print_access};

std::string print_location(const Location& location) {
  switch (location.type) {
    case Location::Type::plain:
      return fmt::format("int {} = {};", location.name, location.value);
    case Location::Type::atomic:
      return fmt::format("atomic_int {} = {};", location.name, location.value);
    case Location::Type::unsaid:
      break;
  }
  return fmt::format("[{}] = {};", location.name, location.value);
}

}  // namespace

std::string print_c(const Program& program) {
  std::string text = fmt::format("C {}\n", program.name);
  if (!program.description.empty()) text += fmt::format("\"{}\"\n", program.description);
  text += "{";
  for (const Location& location : program.locations) text += " " + print_location(location);
  text += " }\n";
  for (std::size_t i = 0; i < program.agents.size(); ++i) {
    text += fmt::format("P{} (", i);
    const auto& parameters = program.parameters.at(i);
    for (std::size_t p = 0; p < parameters.size(); ++p)
      text += fmt::format("{}{}* {}", p == 0 ? "" : ", ",
                          parameters[p].atomic ? "atomic_int" : "int", parameters[p].name);
    text += fmt::format(") {}\n", print_block(program.agents[i], kC));
  }
  if (!program.observed.empty()) {
    text += "locations [";
    for (const Observed& each : program.observed)
      text +=
          each.agent == kLocation ? each.name + ";" : fmt::format("{}:{};", each.agent, each.name);
    text += "]\n";
  }
  if (program.filter) text += fmt::format("filter ({})\n", print(*program.filter));
  return text + print_question(program);
}

}  // namespace assay::litmus

#include "harness/program/validate_c.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "harness/program/print.h"
#include "harness/program/validate.h"

namespace assay::litmus {
namespace {

constexpr std::size_t kMostLocations = 64;

struct Registers {
  std::set<std::string, std::less<>> declared;
  std::set<std::string, std::less<>> maybe;     // assigned on some way here
  std::set<std::string, std::less<>> definite;  // assigned on every way here
};

class Validator {
 public:
  explicit Validator(const Program& program) : program_(program) {}

  SourceErrors run() {
    for (const Location& location : program_.locations) {
      if (location.type != Location::Type::unsaid)
        types_[location.name] = location.type == Location::Type::atomic;
      if (!locations_.insert(location.name).second)
        wrong(location.at, "'{}' is initialised already", location.name);
    }
    for (std::size_t i = 0; i < program_.agents.size(); ++i) agent(i);
    if (locations_.size() > kMostLocations) wrong({}, "more than {} locations", kMostLocations);
    if (program_.filter) condition(*program_.filter);
    condition(program_.condition);
    for (const Observed& each : program_.observed) named(each.agent, each.name, each.at);
    std::map<std::string, std::uint64_t> lines;  // by printed condition
    for (const GradeLine& line : program_.grades) {
      condition(line.condition);
      const auto [first, fresh] = lines.emplace(print(line.condition), line.at.line);
      if (!fresh) wrong(line.at, "this outcome is graded already, in line {}", first->second);
    }
    for (const Model model : program_.models)
      if (model == Model::es || model == Model::es2017)
        wrong({}, "{} judges JavaScript: a C test is judged by rc11, c20, sc or tso", name(model));
    std::stable_sort(errors_.begin(), errors_.end(), [](const auto& a, const auto& b) {
      return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
    });
    return std::move(errors_);
  }

 private:
  template <class... Args>
  void wrong(Position at, fmt::format_string<Args...> format, Args&&... args) {
    if (errors_.size() < kMostErrors)
      errors_.push_back({at, fmt::format(format, std::forward<Args>(args)...)});
  }

  void agent(std::size_t number) {
    pointers_.clear();
    for (const Parameter& parameter : program_.parameters.at(number)) {
      if (!pointers_.emplace(parameter.name, parameter.atomic).second)
        wrong(parameter.at, "'{}' is a parameter already", parameter.name);
      locations_.insert(parameter.name);
      const auto [known, fresh] = types_.emplace(parameter.name, parameter.atomic);
      if (!fresh && known->second != parameter.atomic)
        wrong(parameter.at, "'{}' is {} elsewhere", parameter.name,
              known->second ? "atomic_int" : "int");
    }
    Registers registers;
    block(program_.agents[number], registers);
    registers_[static_cast<int>(number)] = std::move(registers.declared);
  }

  void block(const Block& statements, Registers& registers) {
    for (const Statement& statement : statements) {
      if (const auto* let = std::get_if<Let>(&statement.what))
        declare(let->reg, statement.at, registers);
      else if (const auto* taken = std::get_if<Branch>(&statement.what))
        branch(*taken, statement.at, registers);
      else if (const auto* made = std::get_if<Access>(&statement.what))
        access(*made, statement.at, registers);
    }
  }

  void declare(const std::string& reg, Position at, Registers& registers) {
    if (pointers_.count(reg) != 0) wrong(at, "'{}' is a parameter", reg);
    if (registers.declared.size() == kMostRegisters && registers.declared.count(reg) == 0)
      return wrong(at, "more than {} registers", kMostRegisters);
    if (!registers.declared.insert(reg).second) wrong(at, "register '{}' is declared already", reg);
  }

  void branch(const Branch& taken, Position at, Registers& registers) {
    read(taken.reg, at, registers);
    if (taken.value.kind != Expression::Kind::number) wrong(taken.value.at, "expected an integer");
    Registers otherwise = registers;
    block(taken.then, registers);
    block(taken.otherwise, otherwise);
    registers.declared.insert(otherwise.declared.begin(), otherwise.declared.end());
    registers.maybe.insert(otherwise.maybe.begin(), otherwise.maybe.end());
    std::erase_if(registers.definite,
                  [&](const std::string& reg) { return otherwise.definite.count(reg) == 0; });
  }

  void access(const Access& what, Position at, Registers& registers) {
    if (what.kind != AccessKind::fence && what.kind != AccessKind::compute) location(what, at);
    order(what, at);
    for (const Expression& operand : what.operands) expression(operand, registers);
    if (!what.expected.empty()) read(what.expected, at, registers);
    if (what.target == Access::Target::nothing) return;
    if (what.kind == AccessKind::store || what.kind == AccessKind::fence)
      wrong(at, "'{}' gets no value here", what.reg);
    if (what.target == Access::Target::constant)
      declare(what.reg, at, registers);
    else if (registers.declared.count(what.reg) == 0)
      return wrong(at, "unknown register '{}': declare it with int", what.reg);
    if (!registers.maybe.insert(what.reg).second)
      wrong(at, "register '{}' is assigned twice", what.reg);
    registers.definite.insert(what.reg);
  }

  void location(const Access& what, Position at) {
    const auto pointer = pointers_.find(what.view);
    if (pointer == pointers_.end())
      return wrong(at, "'{}' is no parameter of this agent", what.view);
    const bool plain = what.kind == AccessKind::plain_load || what.kind == AccessKind::plain_store;
    if (!plain && !pointer->second)
      wrong(at, "'{}' is an int: atomic functions take an atomic_int", what.view);
  }

  void order(const Access& what, Position at) {
    const bool loads = what.kind == AccessKind::load;
    const bool stores = what.kind == AccessKind::store;
    const bool releases = what.order == MemoryOrder::release || what.order == MemoryOrder::acq_rel;
    const bool acquires = what.order == MemoryOrder::acquire || what.order == MemoryOrder::acq_rel;
    if ((loads && releases) || (stores && acquires))
      wrong(at, "a {} is never {}", loads ? "load" : "store", name(what.order));
    if (what.failure == MemoryOrder::release || what.failure == MemoryOrder::acq_rel)
      wrong(at, "a failed compare-exchange is a load, which is never {}", name(what.failure));
  }

  void expression(const Expression& e, const Registers& registers) {
    if (e.kind == Expression::Kind::reg) return read(e.name, e.at, registers);
    if (e.kind == Expression::Kind::bigint || e.kind == Expression::Kind::fraction)
      wrong(e.at, "expected an int");
    for (const Expression& operand : e.operands) expression(operand, registers);
  }

  void read(const std::string& reg, Position at, const Registers& registers) {
    if (registers.declared.count(reg) == 0)
      return wrong(at, "unknown register '{}'{}", reg,
                   pointers_.count(reg) != 0 ? ": a location is loaded first" : "");
    if (registers.definite.count(reg) == 0) wrong(at, "register '{}' may have no value yet", reg);
  }

  void condition(const Condition& c) {
    for (const Condition& operand : c.operands) condition(operand);
    if (c.kind != Condition::Kind::equals) return;
    if (c.fraction) wrong(c.at, "expected an integer");
    named(c.agent, c.reg, c.at);
  }

  void named(int agent, const std::string& name, Position at) {
    if (agent == kLocation) {
      if (locations_.count(name) == 0) wrong(at, "unknown location '{}'", name);
      return;
    }
    const auto of_agent = registers_.find(agent);
    if (agent == kFinal || of_agent == registers_.end())
      return wrong(at, "there is no agent {}", agent == kFinal ? "'final'" : std::to_string(agent));
    if (of_agent->second.count(name) == 0) wrong(at, "P{} has no register '{}'", agent, name);
  }

  const Program& program_;
  SourceErrors errors_;
  std::set<std::string, std::less<>> locations_;
  std::map<std::string, bool, std::less<>> types_;     // of locations: is it atomic?
  std::map<std::string, bool, std::less<>> pointers_;  // of the agent being read
  std::map<int, std::set<std::string, std::less<>>> registers_;
};

}  // namespace

SourceErrors validate_c(const Program& program) { return Validator(program).run(); }

}  // namespace assay::litmus

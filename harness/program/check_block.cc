#include "harness/program/check_block.h"

#include <algorithm>
#include <optional>

namespace assay::litmus {
namespace {

// The registers of one block, as far as it has been read.
struct Registers {
  std::set<std::string, std::less<>> declared;
  std::set<std::string, std::less<>> maybe;     // assigned on some way here
  std::set<std::string, std::less<>> definite;  // assigned on every way here
  std::map<std::string, Number, std::less<>> types;
  std::vector<const Loop*> loops;  // around what is being read
};

class BlockChecker {
 public:
  BlockChecker(const Program& program, Scope& scope) : program_(program), scope_(scope) {}

  Registers run(const Block& statements) {
    Registers registers;
    block(statements, registers, false);
    return registers;
  }

 private:
  void block(const Block& statements, Registers& registers, bool nested) {
    for (const Statement& statement : statements) {
      if (const auto* let = std::get_if<Let>(&statement.what))
        declare_register(let->reg, statement.at, registers, nested);
      else if (const auto* taken = std::get_if<Branch>(&statement.what))
        branch(*taken, statement.at, registers);
      else if (const auto* loop = std::get_if<Loop>(&statement.what))
        repeat(*loop, statement.at, registers);
      else
        access(std::get<Access>(statement.what), statement.at, registers, nested);
    }
  }

  void declare_register(const std::string& reg, Position at, Registers& registers, bool nested) {
    scope_.name(reg, at);
    if (nested)
      scope_.wrong(at, "declare '{}' with let before the branch: here it ends with the block", reg);
    if (scope_.names.count(reg) != 0)
      scope_.wrong(at, "'{}' is a buffer or view: the register hides it", reg);
    if (loop_of(reg, registers) != nullptr)
      scope_.wrong(at, "'{}' is the variable of a loop: the register hides it", reg);
    if (registers.declared.size() == kMostRegisters && registers.declared.count(reg) == 0)
      return scope_.wrong(at, "more than {} registers", kMostRegisters);
    if (!registers.declared.insert(reg).second)
      scope_.wrong(at, "register '{}' is declared already", reg);
  }

  void branch(const Branch& taken, Position at, Registers& registers) {
    const std::optional<Number> type = read_register(taken.reg, at, registers);
    if (taken.value.kind == Expression::Kind::fraction)
      scope_.wrong(taken.value.at, "a branch compares with an integer");
    else if (type == Number::fraction)
      scope_.wrong(at, "a branch compares integers, and '{}' is a float", taken.reg);
    else if (type && *type != number_of(taken.value))
      scope_.wrong(taken.value.at, "'{}' is never === a {}", taken.reg,
                   kNumberNames[static_cast<std::size_t>(number_of(taken.value))]);
    Registers otherwise = registers;
    block(taken.then, registers, true);
    block(taken.otherwise, otherwise, true);
    registers.maybe.insert(otherwise.maybe.begin(), otherwise.maybe.end());
    registers.types.insert(otherwise.types.begin(), otherwise.types.end());
    std::erase_if(registers.definite,
                  [&](const std::string& reg) { return otherwise.definite.count(reg) == 0; });
  }

  void repeat(const Loop& loop, Position at, Registers& registers) {
    scope_.name(loop.variable, at);
    if (scope_.names.count(loop.variable) != 0 || registers.declared.count(loop.variable) != 0 ||
        loop_of(loop.variable, registers) != nullptr)
      scope_.wrong(at, "'{}' is declared already", loop.variable);
    if (loop.below > kMostTurns) scope_.wrong(at, "a loop of more than {} turns", kMostTurns);
    turns_ *= std::max<std::uint64_t>(1, loop.below);
    if (turns_ > kMostTurns) scope_.wrong(at, "loops of more than {} turns in all", kMostTurns);
    Registers inside = registers;
    inside.loops.push_back(&loop);
    block(loop.body, inside, true);
    turns_ /= std::max<std::uint64_t>(1, loop.below);
    inside.loops.pop_back();
    if (loop.from >= loop.below) inside.definite = registers.definite;
    registers = std::move(inside);
  }

  static const Loop* loop_of(const std::string& variable, const Registers& registers) {
    for (const Loop* loop : registers.loops)
      if (loop->variable == variable) return loop;
    return nullptr;
  }

  // The element that is accessed, if that is known.
  std::optional<ElementType> element(const Access& what, Position at, const Registers& registers) {
    const auto known = scope_.views.find(what.view);
    if (known == scope_.views.end()) {
      if (std::none_of(program_.views.begin(), program_.views.end(),
                       [&](const View& view) { return view.name == what.view; }))
        scope_.wrong(at, "unknown view '{}'", what.view);
      return std::nullopt;
    }
    const View& view = *known->second;
    std::uint64_t last = what.index;
    if (!what.index_variable.empty()) {
      const Loop* const loop = loop_of(what.index_variable, registers);
      if (loop == nullptr)
        scope_.wrong(at, "expected an index: a number, or the variable of a loop around it");
      last = loop == nullptr || loop->below == 0 ? 0 : loop->below - 1;
    }
    if (what.data_view.has_value() != view.data_view) {
      if (view.data_view)
        scope_.wrong(at, "'{}' is a DataView: it has getInt8, setInt8 and the like", what.view);
      else
        scope_.wrong(at, "'{}' is a typed array: it has elements, v[i]", what.view);
      return std::nullopt;
    }
    const std::uint64_t length = scope_.lengths[what.view];
    const ElementType type = what.data_view ? what.data_view->type : view.type;
    const std::uint64_t bytes = what.data_view ? size_of(type) : 1;
    if (last >= length || length - last < bytes)
      scope_.wrong(at, "index {} is out of range: '{}' has {} {}", last, what.view, length,
                   view.data_view ? "bytes" : "elements");
    return type;
  }

  void access(const Access& what, Position at, Registers& registers, bool nested) {
    const std::optional<ElementType> type = element(what, at, registers);
    const bool plain = what.kind == AccessKind::plain_load || what.kind == AccessKind::plain_store;
    const bool waits = what.kind == AccessKind::wait || what.kind == AccessKind::notify;
    if (type && !plain && !is_atomic(*type))
      scope_.wrong(at, "Atomics refuse '{}', which is no array of integers", what.view);
    else if (type && waits && !is_waitable(*type))
      scope_.wrong(at, "Atomics.{} takes an Int32Array or a BigInt64Array",
                   litmus::name(what.kind));
    const std::size_t wanted = operand_count(what.kind);
    if (what.kind == AccessKind::notify) {
      if (what.operands.size() > 1) scope_.wrong(at, "Atomics.notify takes 2 or 3 arguments");
    } else if (what.operands.size() != wanted) {
      scope_.wrong(at, "Atomics.{} takes {} arguments", litmus::name(what.kind), wanted + 2);
    }
    for (const Expression& operand : what.operands) this->operand(what, operand, type, registers);
    if (what.target == Access::Target::nothing) return;
    if (what.kind == AccessKind::store)
      scope_.wrong(at, "the value of Atomics.store is not supported yet");
    if (what.target == Access::Target::constant)
      declare_register(what.reg, at, registers, nested);
    else if (registers.declared.count(what.reg) == 0)
      scope_.wrong(at, "unknown register '{}': declare it with const or let", what.reg);
    if (registers.declared.count(what.reg) == 0) return;
    if (!registers.maybe.insert(what.reg).second && what.target == Access::Target::assigned)
      scope_.wrong(at, "register '{}' is assigned twice", what.reg);
    registers.definite.insert(what.reg);
    // What wait says and notify counts are numbers whatever the view holds.
    if (type &&
        !registers.types.emplace(what.reg, waits ? Number::number : number_of(*type)).second)
      if (registers.types.at(what.reg) != (waits ? Number::number : number_of(*type)))
        scope_.wrong(at, "register '{}' holds values of different kinds", what.reg);
  }

  void operand(const Access& what, const Expression& e, std::optional<ElementType> element_type,
               const Registers& registers) {
    if (what.kind == AccessKind::notify) {
      if (e.kind != Expression::Kind::number || e.value < 0)
        scope_.wrong(e.at, "Atomics.notify takes a count: a natural number");
      return;
    }
    const std::optional<Number> type = expression(e, registers);
    if (!type || !element_type) return;
    if (!is_atomic(*element_type)) {  // what is stored is converted, not cut off
      if (e.kind == Expression::Kind::binary)
        scope_.wrong(e.at, "'{}' takes a number or a register here", what.view);
      else if (*type == Number::bigint)
        scope_.wrong(e.at, "'{}' takes numbers, no BigInts", what.view);
      else if (*type == Number::fraction && !is_float(*element_type))
        scope_.wrong(e.at, "'{}' takes integers here", what.view);
    } else if (*type != number_of(*element_type)) {
      scope_.wrong(e.at, "'{}' is {} {}: expected a {}", what.view, article(*element_type),
                   what.data_view ? "of integers" : litmus::name(*element_type),
                   is_bigint(*element_type) ? "BigInt, such as 1n" : "number");
    }
  }

  static std::string_view article(ElementType type) {
    return litmus::name(type).starts_with("Int") ? "an" : "a";
  }

  static std::size_t operand_count(AccessKind kind) {
    if (kind == AccessKind::plain_load || kind == AccessKind::load) return 0;
    return kind == AccessKind::compare_exchange ? 2 : 1;
  }

  // The kind of number; nothing after an error.
  std::optional<Number> expression(const Expression& e, const Registers& registers) {
    if (e.kind == Expression::Kind::reg) {
      if (loop_of(e.name, registers) != nullptr) return Number::number;
      return read_register(e.name, e.at, registers);
    }
    if (e.kind != Expression::Kind::binary) return number_of(e);
    const std::optional<Number> left = expression(e.operands[0], registers);
    const std::optional<Number> right = expression(e.operands[1], registers);
    if (left == Number::fraction || right == Number::fraction) {
      scope_.wrong(e.at, "floats are not computed with");
      return std::nullopt;
    }
    if (left && right && *left != *right) {
      scope_.wrong(e.operands[1].at, "a number and a BigInt do not mix");
      return std::nullopt;
    }
    return left ? left : right;
  }

  std::optional<Number> read_register(const std::string& reg, Position at,
                                      const Registers& registers) {
    if (registers.declared.count(reg) == 0) {
      scope_.wrong(at, "unknown register '{}'", reg);
      return std::nullopt;
    }
    if (registers.definite.count(reg) == 0)
      scope_.wrong(at, "register '{}' may have no value yet", reg);
    const auto known = registers.types.find(reg);
    return known == registers.types.end() ? std::nullopt : std::optional(known->second);
  }

  const Program& program_;
  Scope& scope_;
  std::uint64_t turns_ = 1;  // of the loops around what is being read
};

}  // namespace

std::set<std::string, std::less<>> check_block(const Program& program, const Block& block,
                                               Scope& scope) {
  return BlockChecker(program, scope).run(block).declared;
}

}  // namespace assay::litmus

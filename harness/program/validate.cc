#include "harness/program/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "harness/program/print.h"
#include "harness/program/validate_c.h"

namespace assay::litmus {
namespace {

// Words that strict mode reserves, and globals that the blocks use.
constexpr std::array<std::string_view, 68> kReserved{"Atomics",
                                                     "BigInt64Array",
                                                     "BigUint64Array",
                                                     "DataView",
                                                     "Float32Array",
                                                     "Float64Array",
                                                     "Infinity",
                                                     "Int16Array",
                                                     "Int32Array",
                                                     "Int8Array",
                                                     "NaN",
                                                     "SharedArrayBuffer",
                                                     "Uint16Array",
                                                     "Uint32Array",
                                                     "Uint8Array",
                                                     "Uint8ClampedArray",
                                                     "arguments",
                                                     "await",
                                                     "blocked",
                                                     "break",
                                                     "case",
                                                     "catch",
                                                     "class",
                                                     "const",
                                                     "continue",
                                                     "debugger",
                                                     "default",
                                                     "delete",
                                                     "do",
                                                     "else",
                                                     "enum",
                                                     "eval",
                                                     "export",
                                                     "extends",
                                                     "false",
                                                     "final",
                                                     "finally",
                                                     "for",
                                                     "function",
                                                     "globalThis",
                                                     "if",
                                                     "implements",
                                                     "import",
                                                     "in",
                                                     "instanceof",
                                                     "interface",
                                                     "let",
                                                     "new",
                                                     "null",
                                                     "package",
                                                     "private",
                                                     "protected",
                                                     "public",
                                                     "return",
                                                     "static",
                                                     "super",
                                                     "switch",
                                                     "this",
                                                     "throw",
                                                     "true",
                                                     "try",
                                                     "typeof",
                                                     "undefined",
                                                     "var",
                                                     "void",
                                                     "while",
                                                     "with",
                                                     "yield"};

// What JavaScript tells apart, and a float array from the others besides.
enum class Number : std::uint8_t { number, bigint, fraction };
constexpr std::array<std::string_view, 3> kNumberNames{"number", "BigInt", "float"};

Number number_of(ElementType type) {
  return is_bigint(type) ? Number::bigint : is_float(type) ? Number::fraction : Number::number;
}

// The registers of one block, as far as it has been read.
struct Registers {
  std::set<std::string, std::less<>> declared;
  std::set<std::string, std::less<>> maybe;     // assigned on some way here
  std::set<std::string, std::less<>> definite;  // assigned on every way here
  std::map<std::string, Number, std::less<>> types;
  std::vector<const Loop*> loops;  // around what is being read
};

class Validator {
 public:
  explicit Validator(const Program& program) : program_(program) {}

  SourceErrors run() {
    if (declarations()) {
      for (std::size_t i = 0; i < program_.agents.size(); ++i)
        registers_[static_cast<int>(i)] = block_of_agent(program_.agents[i]);
      registers_[kFinal] = block_of_agent(program_.final_block);
      condition(program_.condition);
      grades();
      for (const Hint& hint : program_.values) values(hint);
    }
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

  // -- declarations ----------------------------------------------------------------
  void name(const std::string& text, Position at) {
    if (std::count(kReserved.begin(), kReserved.end(), text) != 0)
      wrong(at, "'{}' is a reserved name", text);
  }

  void declare(const std::string& text, Position at) {
    name(text, at);
    if (!names_.insert(text).second) wrong(at, "'{}' is declared already", text);
  }

  // False: there are too many to look at the rest.
  bool declarations() {
    if (program_.buffers.size() > kMostBuffers) {
      wrong(program_.buffers[kMostBuffers].at, "more than {} buffers", kMostBuffers);
      return false;
    }
    if (program_.views.size() > kMostViews) {
      wrong(program_.views[kMostViews].at, "more than {} views", kMostViews);
      return false;
    }
    for (const Buffer& buffer : program_.buffers) {
      declare(buffer.name, buffer.at);
      bytes(buffer.byte_length, buffer.at);
    }
    for (const View& view : program_.views) {
      declare(view.name, view.at);
      if (view.buffer.empty()) bytes(view.own_bytes, view.at);
      if (const std::optional<std::uint64_t> room = bytes_behind(view)) extent(view, *room);
    }
    return true;
  }

  void bytes(std::uint64_t byte_length, Position at) {
    if (byte_length > kMostBufferBytes)
      wrong(at, "a buffer of {} bytes: at most {} here", byte_length, kMostBufferBytes);
  }

  std::optional<std::uint64_t> bytes_behind(const View& view) {
    if (view.buffer.empty()) return view.own_bytes;
    for (const Buffer& buffer : program_.buffers)
      if (buffer.name == view.buffer) return buffer.byte_length;
    wrong(view.at, "unknown buffer '{}'", view.buffer);
    return std::nullopt;
  }

  // The RangeErrors of ECMA-262's TypedArray constructor.
  void extent(const View& view, std::uint64_t byte_length) {
    const std::uint64_t size = view.data_view ? 1 : size_of(view.type);
    const std::string_view type = view.data_view ? "DataView" : litmus::name(view.type);
    if (view.byte_offset % size != 0)
      return wrong(view.at, "{}: byteOffset {} is no multiple of {}", type, view.byte_offset, size);
    if (!view.length && byte_length % size != 0)
      return wrong(view.at, "{}: byteLength {} is no multiple of {}", type, byte_length, size);
    if (view.byte_offset > byte_length)
      return wrong(view.at, "{}: byteOffset {} is beyond byteLength {}", type, view.byte_offset,
                   byte_length);
    const std::uint64_t room = (byte_length - view.byte_offset) / size;
    if (view.length && *view.length > room)
      return wrong(view.at, "{}: length {} exceeds the {} elements that follow", type, *view.length,
                   room);
    lengths_[view.name] = view.length.value_or(room);
    views_[view.name] = &view;
  }

  // -- statements ------------------------------------------------------------------
  Registers block_of_agent(const Block& statements) {
    Registers registers;
    block(statements, registers, false);
    return registers;
  }

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
    name(reg, at);
    if (nested)
      wrong(at, "declare '{}' with let before the branch: here it ends with the block", reg);
    if (names_.count(reg) != 0) wrong(at, "'{}' is a buffer or view: the register hides it", reg);
    if (loop_of(reg, registers) != nullptr)
      wrong(at, "'{}' is the variable of a loop: the register hides it", reg);
    if (registers.declared.size() == kMostRegisters && registers.declared.count(reg) == 0)
      return wrong(at, "more than {} registers", kMostRegisters);
    if (!registers.declared.insert(reg).second) wrong(at, "register '{}' is declared already", reg);
  }

  void branch(const Branch& taken, Position at, Registers& registers) {
    const std::optional<Number> type = read_register(taken.reg, at, registers);
    if (taken.value.kind == Expression::Kind::fraction)
      wrong(taken.value.at, "a branch compares with an integer");
    else if (type == Number::fraction)
      wrong(at, "a branch compares integers, and '{}' is a float", taken.reg);
    else if (type && *type != type_of_literal(taken.value))
      wrong(taken.value.at, "'{}' is never === a {}", taken.reg,
            kNumberNames[static_cast<std::size_t>(type_of_literal(taken.value))]);
    Registers otherwise = registers;
    block(taken.then, registers, true);
    block(taken.otherwise, otherwise, true);
    registers.maybe.insert(otherwise.maybe.begin(), otherwise.maybe.end());
    registers.types.insert(otherwise.types.begin(), otherwise.types.end());
    std::erase_if(registers.definite,
                  [&](const std::string& reg) { return otherwise.definite.count(reg) == 0; });
  }

  void repeat(const Loop& loop, Position at, Registers& registers) {
    name(loop.variable, at);
    if (names_.count(loop.variable) != 0 || registers.declared.count(loop.variable) != 0 ||
        loop_of(loop.variable, registers) != nullptr)
      wrong(at, "'{}' is declared already", loop.variable);
    if (loop.below > kMostTurns) wrong(at, "a loop of more than {} turns", kMostTurns);
    turns_ *= std::max<std::uint64_t>(1, loop.below);
    if (turns_ > kMostTurns) wrong(at, "loops of more than {} turns in all", kMostTurns);
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
    const auto known = views_.find(what.view);
    if (known == views_.end()) {
      if (std::none_of(program_.views.begin(), program_.views.end(),
                       [&](const View& view) { return view.name == what.view; }))
        wrong(at, "unknown view '{}'", what.view);
      return std::nullopt;
    }
    const View& view = *known->second;
    std::uint64_t last = what.index;
    if (!what.index_variable.empty()) {
      const Loop* const loop = loop_of(what.index_variable, registers);
      if (loop == nullptr)
        wrong(at, "expected an index: a number, or the variable of a loop around it");
      last = loop == nullptr || loop->below == 0 ? 0 : loop->below - 1;
    }
    if (what.data_view.has_value() != view.data_view) {
      if (view.data_view)
        wrong(at, "'{}' is a DataView: it has getInt8, setInt8 and the like", what.view);
      else
        wrong(at, "'{}' is a typed array: it has elements, v[i]", what.view);
      return std::nullopt;
    }
    const std::uint64_t length = lengths_[what.view];
    const ElementType type = what.data_view ? what.data_view->type : view.type;
    const std::uint64_t bytes = what.data_view ? size_of(type) : 1;
    if (last >= length || length - last < bytes)
      wrong(at, "index {} is out of range: '{}' has {} {}", last, what.view, length,
            view.data_view ? "bytes" : "elements");
    return type;
  }

  void access(const Access& what, Position at, Registers& registers, bool nested) {
    const std::optional<ElementType> type = element(what, at, registers);
    const bool plain = what.kind == AccessKind::plain_load || what.kind == AccessKind::plain_store;
    const bool waits = what.kind == AccessKind::wait || what.kind == AccessKind::notify;
    if (type && !plain && !is_atomic(*type))
      wrong(at, "Atomics refuse '{}', which is no array of integers", what.view);
    else if (type && waits && !is_waitable(*type))
      wrong(at, "Atomics.{} takes an Int32Array or a BigInt64Array", litmus::name(what.kind));
    const std::size_t wanted = operand_count(what.kind);
    if (what.kind == AccessKind::notify) {
      if (what.operands.size() > 1) wrong(at, "Atomics.notify takes 2 or 3 arguments");
    } else if (what.operands.size() != wanted) {
      wrong(at, "Atomics.{} takes {} arguments", litmus::name(what.kind), wanted + 2);
    }
    for (const Expression& operand : what.operands) this->operand(what, operand, type, registers);
    if (what.target == Access::Target::nothing) return;
    if (what.kind == AccessKind::store)
      wrong(at, "the value of Atomics.store is not supported yet");
    if (what.target == Access::Target::constant)
      declare_register(what.reg, at, registers, nested);
    else if (registers.declared.count(what.reg) == 0)
      wrong(at, "unknown register '{}': declare it with const or let", what.reg);
    if (registers.declared.count(what.reg) == 0) return;
    if (!registers.maybe.insert(what.reg).second && what.target == Access::Target::assigned)
      wrong(at, "register '{}' is assigned twice", what.reg);
    registers.definite.insert(what.reg);
    // What wait says and notify counts are numbers whatever the view holds.
    if (type &&
        !registers.types.emplace(what.reg, waits ? Number::number : number_of(*type)).second)
      if (registers.types.at(what.reg) != (waits ? Number::number : number_of(*type)))
        wrong(at, "register '{}' holds values of different kinds", what.reg);
  }

  void operand(const Access& what, const Expression& e, std::optional<ElementType> element_type,
               const Registers& registers) {
    if (what.kind == AccessKind::notify) {
      if (e.kind != Expression::Kind::number || e.value < 0)
        wrong(e.at, "Atomics.notify takes a count: a natural number");
      return;
    }
    const std::optional<Number> type = expression(e, registers);
    if (!type || !element_type) return;
    if (!is_atomic(*element_type)) {  // what is stored is converted, not cut off
      if (e.kind == Expression::Kind::binary)
        wrong(e.at, "'{}' takes a number or a register here", what.view);
      else if (*type == Number::bigint)
        wrong(e.at, "'{}' takes numbers, no BigInts", what.view);
      else if (*type == Number::fraction && !is_float(*element_type))
        wrong(e.at, "'{}' takes integers here", what.view);
    } else if (*type != number_of(*element_type)) {
      wrong(e.at, "'{}' is {} {}: expected a {}", what.view, article(*element_type),
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

  static Number type_of_literal(const Expression& e) {
    if (e.kind == Expression::Kind::fraction) return Number::fraction;
    return e.kind == Expression::Kind::bigint ? Number::bigint : Number::number;
  }

  // The kind of number; nothing after an error.
  std::optional<Number> expression(const Expression& e, const Registers& registers) {
    if (e.kind == Expression::Kind::reg) {
      if (loop_of(e.name, registers) != nullptr) return Number::number;
      return read_register(e.name, e.at, registers);
    }
    if (e.kind != Expression::Kind::binary) return type_of_literal(e);
    const std::optional<Number> left = expression(e.operands[0], registers);
    const std::optional<Number> right = expression(e.operands[1], registers);
    if (left == Number::fraction || right == Number::fraction) {
      wrong(e.at, "floats are not computed with");
      return std::nullopt;
    }
    if (left && right && *left != *right) {
      wrong(e.operands[1].at, "a number and a BigInt do not mix");
      return std::nullopt;
    }
    return left ? left : right;
  }

  std::optional<Number> read_register(const std::string& reg, Position at,
                                      const Registers& registers) {
    if (registers.declared.count(reg) == 0) {
      wrong(at, "unknown register '{}'", reg);
      return std::nullopt;
    }
    if (registers.definite.count(reg) == 0) wrong(at, "register '{}' may have no value yet", reg);
    const auto known = registers.types.find(reg);
    return known == registers.types.end() ? std::nullopt : std::optional(known->second);
  }

  void values(const Hint& hint) {
    const auto known = views_.find(hint.view);
    if (known == views_.end()) return wrong(hint.at, "unknown view '{}'", hint.view);
    if (known->second->data_view) return wrong(hint.at, "a hint names an element of an array");
    if (hint.index >= lengths_[hint.view])
      wrong(hint.at, "index {} is out of range: '{}' has {} elements", hint.index, hint.view,
            lengths_[hint.view]);
    const Number wanted = number_of(known->second->type);
    const Number given = type_of_literal(hint.value);
    if (given != wanted && !(wanted == Number::fraction && given == Number::number))
      wrong(hint.at, "'{}' holds no {}", hint.view, kNumberNames[static_cast<std::size_t>(given)]);
  }

  // -- conditions ------------------------------------------------------------------
  void grades() {
    std::map<std::string, std::uint64_t> lines;  // by printed condition
    for (const GradeLine& line : program_.grades) {
      condition(line.condition);
      const auto [first, fresh] = lines.emplace(print(line.condition), line.at.line);
      if (!fresh) wrong(line.at, "this outcome is graded already, in line {}", first->second);
    }
  }

  void condition(const Condition& c) {
    for (const Condition& operand : c.operands) condition(operand);
    if (c.kind != Condition::Kind::equals) return;
    if (c.agent == kLocation)
      return wrong(c.at, "'{}' is no register of an agent, such as 0:{}", c.reg, c.reg);
    const auto agent = registers_.find(c.agent);
    if (agent == registers_.end()) return wrong(c.at, "there is no agent {}", c.agent);
    if (agent->second.declared.count(c.reg) != 0) return;
    if (c.reg == kBlocked) {
      if (!waits(c.agent == kFinal ? program_.final_block
                                   : program_.agents[static_cast<std::size_t>(c.agent)]))
        wrong(c.at, "P{} never waits", c.agent);
      return;
    }
    if (c.agent == kFinal) return wrong(c.at, "the final block has no register '{}'", c.reg);
    wrong(c.at, "P{} has no register '{}'", c.agent, c.reg);
  }

  static bool waits(const Block& block) {
    return std::any_of(block.begin(), block.end(), [](const Statement& statement) {
      if (const auto* taken = std::get_if<Branch>(&statement.what))
        return waits(taken->then) || waits(taken->otherwise);
      if (const auto* loop = std::get_if<Loop>(&statement.what)) return waits(loop->body);
      const auto* access = std::get_if<Access>(&statement.what);
      return access != nullptr && access->kind == AccessKind::wait;
    });
  }

  const Program& program_;
  std::uint64_t turns_ = 1;  // of the loops around what is being read
  SourceErrors errors_;
  std::set<std::string, std::less<>> names_;  // of buffers and views
  std::map<std::string, std::uint64_t, std::less<>> lengths_;
  std::map<std::string, const View*, std::less<>> views_;  // that are well made
  std::map<int, Registers> registers_;                     // by agent
};

}  // namespace

SourceErrors validate(const Program& program) {
  return program.flavour == Flavour::c ? validate_c(program) : Validator(program).run();
}

}  // namespace assay::litmus

#include "harness/program/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "harness/program/print.h"

namespace assay::litmus {
namespace {

// Words that strict mode reserves, and globals that the blocks use.
constexpr std::array<std::string_view, 57> kReserved{
    "Atomics",    "BigInt64Array", "Int32Array", "SharedArrayBuffer",
    "arguments",  "await",         "blocked",    "break",
    "case",       "catch",         "class",      "const",
    "continue",   "debugger",      "default",    "delete",
    "do",         "else",          "enum",       "eval",
    "export",     "extends",       "false",      "final",
    "finally",    "for",           "function",   "if",
    "implements", "import",        "in",         "instanceof",
    "interface",  "let",           "new",        "null",
    "package",    "private",       "protected",  "public",
    "return",     "static",        "super",      "switch",
    "this",       "throw",         "true",       "try",
    "typeof",     "undefined",     "var",        "void",
    "while",      "with",          "yield",      "globalThis",
    "NaN"};

// The registers of one block, as far as it has been read.
struct Registers {
  std::set<std::string, std::less<>> declared;
  std::set<std::string, std::less<>> maybe;     // assigned on some way here
  std::set<std::string, std::less<>> definite;  // assigned on every way here
  std::map<std::string, ElementType, std::less<>> types;
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
    const std::uint64_t size = size_of(view.type);
    const std::string_view type = litmus::name(view.type);
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
    types_[view.name] = view.type;
  }

  // -- statements ------------------------------------------------------------------
  Registers block_of_agent(const Block& statements) {
    Registers registers;
    block(statements, registers, false);
    return registers;
  }

  void block(const Block& statements, Registers& registers, bool in_branch) {
    for (const Statement& statement : statements) {
      if (const auto* let = std::get_if<Let>(&statement.what)) {
        declare_register(let->reg, statement.at, registers, in_branch);
      } else if (const auto* branch_taken = std::get_if<Branch>(&statement.what)) {
        branch(*branch_taken, statement.at, registers);
      } else {
        access(std::get<Access>(statement.what), statement.at, registers, in_branch);
      }
    }
  }

  void declare_register(const std::string& reg, Position at, Registers& registers, bool in_branch) {
    name(reg, at);
    if (in_branch)
      wrong(at, "declare '{}' with let before the branch: here it ends with the block", reg);
    if (names_.count(reg) != 0) wrong(at, "'{}' is a buffer or view: the register hides it", reg);
    if (registers.declared.size() == kMostRegisters && registers.declared.count(reg) == 0)
      return wrong(at, "more than {} registers", kMostRegisters);
    if (!registers.declared.insert(reg).second) wrong(at, "register '{}' is declared already", reg);
  }

  void branch(const Branch& taken, Position at, Registers& registers) {
    const std::optional<ElementType> type = read_register(taken.reg, at, registers);
    if (type && *type != type_of_literal(taken.value))
      wrong(taken.value.at, "'{}' is never === a {}", taken.reg,
            *type == ElementType::int32 ? "BigInt" : "number");
    Registers otherwise = registers;
    block(taken.then, registers, true);
    block(taken.otherwise, otherwise, true);
    registers.maybe.insert(otherwise.maybe.begin(), otherwise.maybe.end());
    registers.types.insert(otherwise.types.begin(), otherwise.types.end());
    std::erase_if(registers.definite,
                  [&](const std::string& reg) { return otherwise.definite.count(reg) == 0; });
  }

  void access(const Access& what, Position at, Registers& registers, bool in_branch) {
    const auto known = types_.find(what.view);
    if (known == types_.end()) {
      if (std::none_of(program_.views.begin(), program_.views.end(),
                       [&](const View& view) { return view.name == what.view; }))
        wrong(at, "unknown view '{}'", what.view);
    } else if (what.index >= lengths_[what.view]) {
      wrong(at, "index {} is out of range: '{}' has {} elements", what.index, what.view,
            lengths_[what.view]);
    }
    const std::size_t wanted = operand_count(what.kind);
    if (what.operands.size() != wanted)
      wrong(at, "Atomics.{} takes {} arguments", litmus::name(what.kind), wanted + 2);
    for (const Expression& operand : what.operands) {
      const std::optional<ElementType> type = expression(operand, registers);
      if (type && known != types_.end() && *type != known->second)
        wrong(operand.at, "'{}' is {}: expected a {}", what.view,
              known->second == ElementType::int32 ? "an Int32Array" : "a BigInt64Array",
              known->second == ElementType::int32 ? "number" : "BigInt, such as 1n");
    }
    if (what.target == Access::Target::nothing) return;
    if (what.kind == AccessKind::store)
      wrong(at, "the value of Atomics.store is not supported yet");
    if (what.target == Access::Target::constant)
      declare_register(what.reg, at, registers, in_branch);
    else if (registers.declared.count(what.reg) == 0)
      wrong(at, "unknown register '{}': declare it with const or let", what.reg);
    if (registers.declared.count(what.reg) == 0) return;
    if (!registers.maybe.insert(what.reg).second && what.target == Access::Target::assigned)
      wrong(at, "register '{}' is assigned twice", what.reg);
    registers.definite.insert(what.reg);
    if (known != types_.end() && !registers.types.emplace(what.reg, known->second).second &&
        registers.types.at(what.reg) != known->second)
      wrong(at, "register '{}' holds numbers and BigInts", what.reg);
  }

  static std::size_t operand_count(AccessKind kind) {
    if (kind == AccessKind::plain_load || kind == AccessKind::load) return 0;
    return kind == AccessKind::compare_exchange ? 2 : 1;
  }

  static ElementType type_of_literal(const Expression& e) {
    return e.kind == Expression::Kind::bigint ? ElementType::bigint64 : ElementType::int32;
  }

  // The kind of number, as the element type that holds it; nothing after an error.
  std::optional<ElementType> expression(const Expression& e, const Registers& registers) {
    if (e.kind == Expression::Kind::reg) return read_register(e.name, e.at, registers);
    if (e.kind != Expression::Kind::binary) return type_of_literal(e);
    const std::optional<ElementType> left = expression(e.operands[0], registers);
    const std::optional<ElementType> right = expression(e.operands[1], registers);
    if (left && right && *left != *right) {
      wrong(e.operands[1].at, "a number and a BigInt do not mix");
      return std::nullopt;
    }
    return left ? left : right;
  }

  std::optional<ElementType> read_register(const std::string& reg, Position at,
                                           const Registers& registers) {
    if (registers.declared.count(reg) == 0) {
      wrong(at, "unknown register '{}'", reg);
      return std::nullopt;
    }
    if (registers.definite.count(reg) == 0) wrong(at, "register '{}' may have no value yet", reg);
    const auto known = registers.types.find(reg);
    return known == registers.types.end() ? std::nullopt : std::optional(known->second);
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
    const auto agent = registers_.find(c.agent);
    if (agent == registers_.end()) return wrong(c.at, "there is no agent {}", c.agent);
    if (agent->second.declared.count(c.reg) != 0) return;
    if (c.agent == kFinal) return wrong(c.at, "the final block has no register '{}'", c.reg);
    wrong(c.at, "P{} has no register '{}'", c.agent, c.reg);
  }

  const Program& program_;
  SourceErrors errors_;
  std::set<std::string, std::less<>> names_;  // of buffers and views
  std::map<std::string, std::uint64_t, std::less<>> lengths_;
  std::map<std::string, ElementType, std::less<>> types_;
  std::map<int, Registers> registers_;  // by agent
};

}  // namespace

SourceErrors validate(const Program& program) { return Validator(program).run(); }

}  // namespace assay::litmus

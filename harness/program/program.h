// A litmus test as a syntax tree: what a file in litmus/ says, nothing resolved.
//
// The blocks are JavaScript in strict mode, so every name and type rule is
// JavaScript's; validate.h checks them, compile.h resolves them.
//
// Thread safety: values only.
// Invariants: two trees are equal when they say the same, wherever in a file it
// stands. Expressions, conditions and branches nest at most kMaxNesting deep.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace assay::litmus {

inline constexpr int kMaxNesting = 64;

// Where a thing stands in its file, both from 1; columns count bytes.
struct Position {
  std::uint64_t line = 1;
  std::uint64_t column = 1;
  friend constexpr bool operator==(Position, Position) { return true; }
};

// -- declarations ---------------------------------------------------------------
enum class ElementType : std::uint8_t { int32, bigint64 };
inline constexpr std::array<std::string_view, 2> kElementTypeNames{"Int32Array", "BigInt64Array"};
constexpr std::string_view name(ElementType type) {
  return kElementTypeNames[static_cast<std::size_t>(type)];
}
constexpr std::uint64_t size_of(ElementType type) { return type == ElementType::int32 ? 4 : 8; }

// `const NAME = new SharedArrayBuffer(byte_length);`
struct Buffer {
  std::string name;
  std::uint64_t byte_length = 0;
  Position at;
  friend bool operator==(const Buffer&, const Buffer&) = default;
};

// `const NAME = new TYPE(buffer, byte_offset, length);`
struct View {
  std::string name;
  ElementType type = ElementType::int32;
  std::string buffer;  // empty: a SharedArrayBuffer of its own, of own_bytes
  std::uint64_t own_bytes = 0;
  std::uint64_t byte_offset = 0;
  std::optional<std::uint64_t> length;  // elements; without: all that follow
  Position at;
  friend bool operator==(const View&, const View&) = default;
};

// -- statements -----------------------------------------------------------------
enum class Operator : std::uint8_t { add, sub, bit_and, bit_xor, bit_or };
inline constexpr std::array<char, 5> kOperatorSigns{'+', '-', '&', '^', '|'};

struct Expression {
  enum class Kind : std::uint8_t { number, bigint, reg, binary };
  Kind kind = Kind::number;
  std::int64_t value = 0;            // of number, bigint
  std::string name;                  // of reg
  Operator op = Operator::add;       // of binary
  std::vector<Expression> operands;  // of binary: two
  Position at;
  friend bool operator==(const Expression&, const Expression&) = default;
};

// plain_load is `v[i]`, plain_store is `v[i] = e`; the others are Atomics.…
enum class AccessKind : std::uint8_t {
  plain_load,
  plain_store,
  load,
  store,
  exchange,
  add,
  sub,
  bit_and,
  bit_or,
  bit_xor,
  compare_exchange
};
inline constexpr std::array<std::string_view, 11> kAccessNames{
    "", "", "load", "store", "exchange", "add", "sub", "and", "or", "xor", "compareExchange"};
constexpr std::string_view name(AccessKind kind) {
  return kAccessNames[static_cast<std::size_t>(kind)];
}

struct Statement;

// An access of one element, and where its value goes.
struct Access {
  enum class Target : std::uint8_t { nothing, constant, assigned };  // -, `const r =`, `r =`
  Target target = Target::nothing;
  std::string reg;  // empty: nothing
  AccessKind kind = AccessKind::plain_load;
  std::string view;
  std::uint64_t index = 0;
  std::vector<Expression> operands;  // what follows the index
  friend bool operator==(const Access&, const Access&) = default;
};

// `let r;`
struct Let {
  std::string reg;
  friend bool operator==(const Let&, const Let&) = default;
};

// `if (reg === value) { … } else { … }`
struct Branch {
  std::string reg;
  Expression value;  // a number or a bigint
  std::vector<Statement> then;
  std::vector<Statement> otherwise;
  friend bool operator==(const Branch&, const Branch&);
};

struct Statement {
  std::variant<Access, Let, Branch> what;
  Position at;
  friend bool operator==(const Statement&, const Statement&) = default;
};
inline bool operator==(const Branch& a, const Branch& b) {
  return a.reg == b.reg && a.value == b.value && a.then == b.then && a.otherwise == b.otherwise;
}

// -- the question ---------------------------------------------------------------
inline constexpr int kFinal = -1;  // the final block, where an agent's number stands

struct Condition {
  enum class Kind : std::uint8_t { equals, conjunction, disjunction, negation };
  Kind kind = Kind::equals;
  int agent = 0;                    // of equals: agent:reg=value
  std::string reg;                  //
  std::int64_t value = 0;           //
  std::vector<Condition> operands;  // negation: one; conjunction, disjunction: two or more
  Position at;
  friend bool operator==(const Condition&, const Condition&) = default;
};

enum class Quantifier : std::uint8_t { exists, not_exists, forall };
inline constexpr std::array<std::string_view, 3> kQuantifierNames{"exists", "~exists", "forall"};

enum class Grade : std::uint8_t { acceptable, interesting, forbidden };
inline constexpr std::array<std::string_view, 3> kGradeNames{"ACCEPTABLE", "INTERESTING",
                                                             "FORBIDDEN"};
constexpr std::string_view name(Grade grade) {
  return kGradeNames[static_cast<std::size_t>(grade)];
}

// `FORBIDDEN 1:r0=1 /\ 1:r1=0 "the flag was seen, so the data must be"`
struct GradeLine {
  Grade grade = Grade::acceptable;
  Condition condition;
  std::string sentence;
  Position at;
  friend bool operator==(const GradeLine&, const GradeLine&) = default;
};

// What the grades are judged by. Without a line: es.
enum class Model : std::uint8_t { es, es2017, sc };
inline constexpr std::array<std::string_view, 3> kModelNames{"es", "es2017", "sc"};

// `races none`: no execution that the ECMAScript model allows has a data race;
// `races some`: at least one has.
enum class RaceClaim : std::uint8_t { none, some };
inline constexpr std::array<std::string_view, 2> kRaceClaimNames{"none", "some"};

using Block = std::vector<Statement>;

struct Program {
  std::string name;
  std::string description;  // a sentence; may be empty
  std::vector<Buffer> buffers;
  std::vector<View> views;
  std::vector<Block> agents;  // P0, P1, …
  Block final_block;          // runs after all agents ended
  Quantifier quantifier = Quantifier::exists;
  Condition condition;
  std::vector<GradeLine> grades;  // empty: not a graded test
  std::vector<Model> models;
  std::optional<RaceClaim> races;
  friend bool operator==(const Program&, const Program&) = default;
};

}  // namespace assay::litmus

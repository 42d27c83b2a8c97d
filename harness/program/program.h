// A litmus test as a syntax tree: what a file in litmus/ says, nothing resolved.
//
// There are two flavours: JavaScript in strict mode over typed arrays, and the C
// subset that herd reads. Both have one tree, so that what judges and prints them is
// written once; validate.h checks each by its language's rules, code.h resolves them.
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
enum class ElementType : std::uint8_t {
  int8,
  uint8,
  uint8_clamped,
  int16,
  uint16,
  int32,
  uint32,
  bigint64,
  biguint64,
  float32,
  float64
};
inline constexpr std::array<std::string_view, 11> kElementTypeNames{
    "Int8Array",      "Uint8Array",   "Uint8ClampedArray", "Int16Array",
    "Uint16Array",    "Int32Array",   "Uint32Array",       "BigInt64Array",
    "BigUint64Array", "Float32Array", "Float64Array"};
constexpr std::string_view name(ElementType type) {
  return kElementTypeNames[static_cast<std::size_t>(type)];
}
constexpr std::uint64_t size_of(ElementType type) {
  constexpr std::array<std::uint64_t, 11> kSizes{1, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8};
  return kSizes[static_cast<std::size_t>(type)];
}
constexpr bool is_bigint(ElementType type) {
  return type == ElementType::bigint64 || type == ElementType::biguint64;
}
constexpr bool is_float(ElementType type) {
  return type == ElementType::float32 || type == ElementType::float64;
}
// Atomics take these: the integers but the clamped one.
constexpr bool is_atomic(ElementType type) {
  return !is_float(type) && type != ElementType::uint8_clamped;
}
// Atomics.wait and notify take these.
constexpr bool is_waitable(ElementType type) {
  return type == ElementType::int32 || type == ElementType::bigint64;
}

// `const NAME = new SharedArrayBuffer(byte_length);`
struct Buffer {
  std::string name;
  std::uint64_t byte_length = 0;
  Position at;
  friend bool operator==(const Buffer&, const Buffer&) = default;
};

// `const NAME = new TYPE(buffer, byte_offset, length);`, or a DataView, whose length is
// in bytes.
struct View {
  std::string name;
  ElementType type = ElementType::int32;
  bool data_view = false;  // then it has no type
  std::string buffer;      // empty: a SharedArrayBuffer of its own, of own_bytes
  std::uint64_t own_bytes = 0;
  std::uint64_t byte_offset = 0;
  std::optional<std::uint64_t> length;  // elements; without: all that follow
  Position at;
  friend bool operator==(const View&, const View&) = default;
};

// C: `[x] = 1;`, `atomic_int x = 1;` between the braces. What is not there is 0.
struct Location {
  enum class Type : std::uint8_t { unsaid, plain, atomic };
  std::string name;
  Type type = Type::unsaid;
  std::int64_t value = 0;
  Position at;
  friend bool operator==(const Location&, const Location&) = default;
};

// C: `atomic_int* x`, of an agent.
struct Parameter {
  std::string name;
  bool atomic = false;
  Position at;
  friend bool operator==(const Parameter&, const Parameter&) = default;
};

// -- statements -----------------------------------------------------------------
enum class Operator : std::uint8_t { add, sub, bit_and, bit_xor, bit_or };
inline constexpr std::array<char, 5> kOperatorSigns{'+', '-', '&', '^', '|'};

struct Expression {
  enum class Kind : std::uint8_t { number, bigint, reg, binary, fraction };
  Kind kind = Kind::number;
  std::int64_t value = 0;            // of number, bigint; of a fraction, a double's bits
  std::string name;                  // of reg
  Operator op = Operator::add;       // of binary
  std::vector<Expression> operands;  // of binary: two
  Position at;
  friend bool operator==(const Expression&, const Expression&) = default;
};

// plain_load is `v[i]` or `*x`, plain_store is `v[i] = e` or `*x = e`, compute is
// `int r = e` (C); the others are calls.
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
  compare_exchange,
  wait,
  notify,
  fence,
  compute
};
inline constexpr std::array<std::string_view, 15> kAccessNames{
    "",       "",    "load", "store", "exchange",        "add",
    "sub",    "and", "or",   "xor",   "compareExchange", "wait",
    "notify", "",    ""};
constexpr std::string_view name(AccessKind kind) {
  return kAccessNames[static_cast<std::size_t>(kind)];
}

// C's memory orders. `implicit` is what an access without `_explicit` has.
enum class MemoryOrder : std::uint8_t { implicit, relaxed, acquire, release, acq_rel, seq_cst };
inline constexpr std::array<std::string_view, 6> kMemoryOrderNames{"",
                                                                   "memory_order_relaxed",
                                                                   "memory_order_acquire",
                                                                   "memory_order_release",
                                                                   "memory_order_acq_rel",
                                                                   "memory_order_seq_cst"};
constexpr std::string_view name(MemoryOrder order) {
  return kMemoryOrderNames[static_cast<std::size_t>(order)];
}

struct Statement;

// How a DataView is accessed: `d.getInt16(0, true)`.
struct DataViewAccess {
  ElementType type = ElementType::int8;
  bool little_endian = false;
  friend bool operator==(const DataViewAccess&, const DataViewAccess&) = default;
};

// An access of one element, and where its value goes.
struct Access {
  // -, `const r =` (C: `int r =`), `r =`
  enum class Target : std::uint8_t { nothing, constant, assigned };
  Target target = Target::nothing;
  std::string reg;  // empty: nothing
  AccessKind kind = AccessKind::plain_load;
  std::string view;                  // C: the pointer
  std::uint64_t index = 0;           // bytes in a DataView
  std::string index_variable;        // of a loop; empty: the index is a number
  std::vector<Expression> operands;  // what follows the index
  std::optional<DataViewAccess> data_view;
  // C only.
  MemoryOrder order = MemoryOrder::implicit;
  MemoryOrder failure = MemoryOrder::implicit;  // of compare_exchange
  std::string expected;                         // of compare_exchange: `&r`
  bool weak = false;                            // compare_exchange may fail spuriously
  friend bool operator==(const Access&, const Access&) = default;
};

// `let r;`
struct Let {
  std::string reg;
  friend bool operator==(const Let&, const Let&) = default;
};

// `if (reg === value) { … } else { … }`, or with !==
struct Branch {
  std::string reg;
  bool differs = false;
  Expression value;  // a number or a bigint
  std::vector<Statement> then;
  std::vector<Statement> otherwise;
  friend bool operator==(const Branch&, const Branch&);
};

// `for (let variable = from; variable < below; variable++) { … }`
struct Loop {
  std::string variable;
  std::uint64_t from = 0;
  std::uint64_t below = 0;
  std::vector<Statement> body;
  friend bool operator==(const Loop&, const Loop&);
};

struct Statement {
  std::variant<Access, Let, Branch, Loop> what;
  Position at;
  friend bool operator==(const Statement&, const Statement&) = default;
};
inline bool operator==(const Branch& a, const Branch& b) {
  return a.reg == b.reg && a.differs == b.differs && a.value == b.value && a.then == b.then &&
         a.otherwise == b.otherwise;
}
inline bool operator==(const Loop& a, const Loop& b) {
  return a.variable == b.variable && a.from == b.from && a.below == b.below && a.body == b.body;
}

// -- the question ---------------------------------------------------------------
// Where an agent's number stands.
inline constexpr int kFinal = -1;     // the final block
inline constexpr int kLocation = -2;  // C: what a location holds when all agents ended

// `0:blocked`, the name of what is true where agent 0 ended parked.
inline constexpr std::string_view kBlocked = "blocked";

struct Condition {
  enum class Kind : std::uint8_t { equals, conjunction, disjunction, negation };
  Kind kind = Kind::equals;
  int agent = 0;                    // of equals: agent:reg=value
  std::string reg;                  // kBlocked: `agent:blocked`
  std::int64_t value = 0;           //
  bool fraction = false;            // the value is a double's bits
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

// What the grades are judged by. Without a line: es, or rc11 for C.
enum class Model : std::uint8_t { es, es2017, sc, rc11, tso, c20 };
inline constexpr std::array<std::string_view, 6> kModelNames{"es",   "es2017", "sc",
                                                             "rc11", "tso",    "c20"};
constexpr std::string_view name(Model model) {
  return kModelNames[static_cast<std::size_t>(model)];
}

// `races none`: no execution that the ECMAScript model (C: rc11) allows has a data race;
// `races some`: at least one has.
enum class RaceClaim : std::uint8_t { none, some };
inline constexpr std::array<std::string_view, 2> kRaceClaimNames{"none", "some"};

using Block = std::vector<Statement>;

// `values x[0] 42`: what a read of that element may have made of thin air.
struct Hint {
  std::string view;
  std::uint64_t index = 0;
  Expression value;
  Position at;
  friend bool operator==(const Hint&, const Hint&) = default;
};

// C: `locations [x; 0:r0;]`, what an outcome shows besides what the condition names.
struct Observed {
  int agent = kLocation;
  std::string name;
  Position at;
  friend bool operator==(const Observed&, const Observed&) = default;
};

enum class Flavour : std::uint8_t { js, c };

struct Program {
  Flavour flavour = Flavour::js;
  std::string name;
  std::string description;                         // a sentence; may be empty
  std::vector<Buffer> buffers;                     // JS
  std::vector<View> views;                         // JS
  std::vector<Location> locations;                 // C
  std::vector<Block> agents;                       // P0, P1, …
  std::vector<std::vector<Parameter>> parameters;  // C: of each agent
  Block final_block;                               // JS: runs after all agents ended
  std::vector<Observed> observed;                  // C
  std::optional<Condition> filter;                 // C: other outcomes do not count
  Quantifier quantifier = Quantifier::exists;
  Condition condition;
  std::vector<GradeLine> grades;  // empty: not a graded test
  std::vector<Model> models;
  std::optional<RaceClaim> races;
  std::vector<Hint> values;  // JS
  friend bool operator==(const Program&, const Program&) = default;
};

// The models a file is judged by.
inline std::vector<Model> models_of(const Program& program) {
  if (!program.models.empty()) return program.models;
  return {program.flavour == Flavour::c ? Model::rc11 : Model::es};
}

}  // namespace assay::litmus

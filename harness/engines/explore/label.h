// What an agent is about to do: one operation, with everything about it that does not
// depend on the other agents.
//
// Thread safety: values only.
// Invariants: a label needs a value (`needs_value`) exactly where the agent cannot go on
// without being told one: what a read saw, what a choice gave, that a join is over.
// Reference: C++20 [atomics.order]; labels of execution graphs as in GenMC (PLDI 2019).
#pragma once

#include <cstdint>

#include "harness/world/order.h"
#include "harness/world/where.h"

namespace assay::explore {

using Value = std::uint64_t;
using Location = std::uint32_t;  // dense, by the order in which addresses were seen
inline constexpr Location kNowhere = ~Location{0};

enum class Verb : std::uint8_t {
  load,
  store,
  // read-modify-writes
  exchange,
  add,
  sub,
  bit_and,
  bit_or,
  bit_xor,
  compare_exchange,
  fence,
  spawn,
  join,
  choose,
  commit,  // bytes [0, value) of `location` are there from now on
  death,   // of the locations at addresses [value, expected)
  // Where an agent stops:
  blocked,    // in an await whose condition does not hold
  failed,     // a check of the case
  abandoned,  // the case gave the execution up
  threw,      // an exception left the agent
  end
};

struct Label {
  Verb verb = Verb::end;
  Order order = Order::relaxed;
  Order failure = Order::relaxed;  // of a compare-exchange that fails
  bool plain = false;              // not atomic: a race on it is a defect
  bool awaits = false;             // the agent goes on only with a value that pleases it
  std::uint16_t await = 0;         // which of its agent's awaits it is the condition of; 0: none
  bool timed = false;              // blocked: a deadline would end it
  bool sleeps = false;             // blocked: until somebody wakes it, whatever it would see
  bool is_birth = false;           // the store that begins the life of a location
  bool is_address = false;         // the values are addresses: shown by name
  std::uint8_t width = 8;          // bytes
  std::int16_t site = -1;          // of the ordering table; -1: none
  Location location = kNowhere;
  Location container = kNowhere;  // the shared bytes that the location is in
  // store, read-modify-writes: the operand; choose: how many; spawn, join: the agent
  Value value = 0;
  Value expected = 0;              // compare_exchange
  const char* text = nullptr;      // static: a check's sentence; what a location is
  const char* kind = "assertion";  // static: of what failed
  Where where{"", 0};
};

constexpr bool is_rmw(Verb verb) {
  return verb >= Verb::exchange && verb <= Verb::compare_exchange;
}
constexpr bool is_read(Verb verb) { return verb == Verb::load || is_rmw(verb); }
constexpr bool is_access(Verb verb) { return verb <= Verb::compare_exchange; }
constexpr bool is_stop(Verb verb) { return verb >= Verb::blocked; }
constexpr bool needs_value(Verb verb) {
  return is_read(verb) || verb == Verb::join || verb == Verb::choose || is_stop(verb);
}

constexpr bool acquires(Order o) {
  return o == Order::acquire || o == Order::acq_rel || o == Order::seq_cst;
}
constexpr bool releases(Order o) {
  return o == Order::release || o == Order::acq_rel || o == Order::seq_cst;
}

constexpr Value masked(Value value, std::uint8_t width) {
  return width >= 8 ? value : value & ((Value{1} << (8U * width)) - 1);
}

// Whether a read-modify-write that saw `seen` writes at all.
constexpr bool writes(const Label& label, Value seen) {
  return is_rmw(label.verb) && (label.verb != Verb::compare_exchange || seen == label.expected);
}

// What it then writes.
constexpr Value written(const Label& label, Value seen) {
  switch (label.verb) {
    case Verb::add:
      return masked(seen + label.value, label.width);
    case Verb::sub:
      return masked(seen - label.value, label.width);
    case Verb::bit_and:
      return seen & label.value;
    case Verb::bit_or:
      return seen | label.value;
    case Verb::bit_xor:
      return seen ^ label.value;
    default:
      return label.value;
  }
}

// The same operation, wherever it stands in the source.
constexpr bool same_operation(const Label& a, const Label& b) {
  return a.verb == b.verb && a.order == b.order && a.failure == b.failure && a.plain == b.plain &&
         a.width == b.width && a.location == b.location && a.value == b.value &&
         a.expected == b.expected && a.awaits == b.awaits;
}

}  // namespace assay::explore

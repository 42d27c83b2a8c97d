// Small random programs over a few shared bytes, for comparing the engine with its twin.
//
// Thread safety: values only.
// Invariants: what an agent does is a function of what it has read; the same seed makes the
// same program on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/world/order.h"

namespace assay::explore::twin {

inline constexpr int kLocations = 3;
inline constexpr int kMostAgents = 4;
inline constexpr int kMostOperations = 8;  // of a program: at most twice as many events

enum class Act : std::uint8_t {
  load,
  store,
  add,
  exchange,
  compare_exchange,
  fence,
  await_is,     // held up until it reads `value`
  await_is_not  // held up while it reads `value`
};

// Which of the values that an agent has read decides whether it does an operation.
enum class When : std::uint8_t { always, if_first, if_last };

struct Operation {
  Act act = Act::load;
  std::uint8_t location = 0;
  Order order = Order::relaxed;
  Order failure = Order::relaxed;  // of a compare-exchange
  bool plain = false;
  std::uint8_t value = 0;     // the operand
  std::uint8_t expected = 0;  // of a compare-exchange
  bool adds_seen = false;     // the operand is larger by what the agent read last
  When when = When::always;
  std::uint8_t only_if = 0;  // what that must have been for this to be done
  friend bool operator==(const Operation&, const Operation&) = default;
};

constexpr bool is_await(Act act) { return act >= Act::await_is; }
constexpr bool passes(const Operation& await, std::uint8_t seen) {
  return (seen == await.value) == (await.act == Act::await_is);
}

struct Program {
  std::vector<std::vector<Operation>> agents;

  std::size_t size() const;
  // In the notation of litmus tables, `Wrel x1; Racq y | if (first == 1) CASar/acq x0->2`:
  // na, rlx, acq, rel, ar, sc; all locations start as 0. `parse` reads it again.
  std::string text() const;
  // Precondition: well-formed; it is the source text of a test.
  static Program parse(std::string_view text);
  friend bool operator==(const Program&, const Program&) = default;
};

// What an agent has read so far, as far as it matters to what it does.
struct Seen {
  std::uint8_t first = 0;
  std::uint8_t last = 0;
  bool any = false;
  void read(std::uint8_t value) {
    if (!any) first = value;
    last = value;
    any = true;
  }
  bool lets(const Operation& o) const {
    return o.when == When::always || (o.when == When::if_first ? first : last) == o.only_if;
  }
  std::uint8_t operand(const Operation& o) const {
    return static_cast<std::uint8_t>(o.value + (o.adds_seen ? last : 0));
  }
};

// What random programs are made of.
struct Taste {
  bool has_plain = false;
  bool has_awaits = false;
};
Program random_program(std::uint64_t seed, Taste taste);

// All programs that are one step simpler.
std::vector<Program> simpler(const Program& program);

}  // namespace assay::explore::twin

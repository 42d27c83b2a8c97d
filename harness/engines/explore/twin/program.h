// Small random programs over a few shared bytes, for comparing the engine with its twin.
//
// Thread safety: values only.
// Invariants: what an agent does is a function of what it has read; the same seed makes the
// same program on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/world/order.h"

namespace assay::explore::twin {

inline constexpr int kLocations = 3;
inline constexpr int kMostAgents = 3;
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

struct Operation {
  Act act = Act::load;
  std::uint8_t location = 0;
  Order order = Order::relaxed;
  Order failure = Order::relaxed;  // of a compare-exchange
  bool plain = false;
  std::uint8_t value = 0;     // the operand
  std::uint8_t expected = 0;  // of a compare-exchange
  bool adds_seen = false;     // the operand is larger by what the agent read last
  bool is_conditional = false;
  std::uint8_t only_if = 0;  // what it must have read last for this to be done
};

constexpr bool is_await(Act act) { return act >= Act::await_is; }
constexpr bool passes(const Operation& await, std::uint8_t seen) {
  return (seen == await.value) == (await.act == Act::await_is);
}

struct Program {
  std::vector<std::vector<Operation>> agents;

  std::size_t size() const;
  std::string text() const;  // a line for each agent
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

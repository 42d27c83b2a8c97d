// One execution of a small program in a canonical form: of every agent the events, of
// every location the coherence order. Equal executions are equal bytes.
//
// Thread safety: values only.
// Invariants: what is not used is zero.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>

#include "harness/engines/explore/twin/program.h"

namespace assay::explore::twin {

inline constexpr std::uint8_t kInitialWrite = 0xff;  // as an agent: the initial value

// Which event: the how many'th of which agent.
struct Id {
  std::uint8_t agent = 0;
  std::uint8_t place = 0;
  friend auto operator<=>(const Id&, const Id&) = default;
};

struct Step {
  enum class Kind : std::uint8_t { none, read, write, fence };
  Kind kind = Kind::none;
  std::uint8_t location = 0;
  Order order = Order::relaxed;
  bool plain = false;
  bool is_rmw = false;     // part of a read-modify-write that succeeded
  std::uint8_t value = 0;  // read or written
  Id source;               // of a read
  friend auto operator<=>(const Step&, const Step&) = default;
};

struct Execution {
  static constexpr std::size_t kMostEvents = 2 * kMostOperations;

  std::array<std::uint8_t, kMostAgents> sizes{};
  std::array<std::array<Step, kMostEvents>, kMostAgents> agents{};
  std::array<std::uint8_t, kLocations> writes{};
  std::array<std::array<Id, kMostOperations>, kLocations> coherence{};
  friend auto operator<=>(const Execution&, const Execution&) = default;

  const Step& operator[](Id id) const { return agents[id.agent][id.place]; }
  Id append(int agent, const Step& step) {
    const auto a = static_cast<std::size_t>(agent);
    agents[a][sizes[a]] = step;
    return {static_cast<std::uint8_t>(agent), sizes[a]++};
  }
  // Puts a write at a place of the coherence order; others move on.
  void place(Id write, std::size_t index) {
    auto& order = coherence[(*this)[write].location];
    std::uint8_t& size = writes[(*this)[write].location];
    for (std::size_t i = size++; i > index; --i) order[i] = order[i - 1];
    order[index] = write;
  }
  std::string text() const;
};

}  // namespace assay::explore::twin

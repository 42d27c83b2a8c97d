// The ways through one agent: what it does, with what it reads left open.
//
// A path fixes each branch, each success or failure of a compare-exchange, and whether a
// wait does not sleep, is woken, or sleeps for ever. What it demands of the values read
// is kept with its steps, and as a `pinned` value where one read alone decides.
//
// Thread safety: values only; they point into the code, which outlives them.
// Invariants: no path contradicts itself in what is known without reading.
#pragma once

#include <optional>
#include <vector>

#include "harness/engines/axiomatic/event.h"
#include "harness/program/code.h"

namespace assay::axiomatic {

// What a step's instruction was chosen to do.
enum class Choice : std::uint8_t {
  none,
  equal,    // of a jump: left equals right
  unequal,  //
  success,  // of compare_exchange
  failure,
  not_equal,  // of wait
  woken,
  blocked
};

struct Step {
  const litmus::Instruction* at = nullptr;
  Choice choice = Choice::none;
  int event = -1;  // among the path's
};

struct Path {
  std::vector<Event> events;
  std::vector<Step> steps;
  std::uint64_t assigned = 0;  // registers that get a value
  bool blocked = false;        // ends parked
};

inline constexpr std::size_t kMostPaths = 4096;  // of an agent

// Nothing: there are too many paths or events.
std::optional<std::vector<Path>> paths_of(const litmus::AgentCode& code);

}  // namespace assay::axiomatic

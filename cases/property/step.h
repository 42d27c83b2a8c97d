// One step of a random program: an operation of the core with its arguments.
//
// Thread safety: values only.
// Invariants: every combination of arguments is a valid step; what cannot be done in
// the state it meets is left out by whoever runs it, so shrinking needs no care.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "harness/subject/waiter_table.h"

namespace assay::property {

enum class Verb : std::uint8_t {
  load,
  store,
  add,
  sub,
  bit_and,
  bit_or,
  bit_xor,
  exchange,
  compare_exchange,
  plain_get,
  plain_set,
  wait,
  wait_no_time,
  notify,
  terminate,
  // Of programs only; what is above is also done one after the other (sequential_model_test).
  wait_a_while,
  grow,
  length,
  locked_add,
  kCount
};

// Which members of a step a verb uses.
enum Takes : std::uint8_t {
  kTakesNothing = 0,
  kTakesCell = 1,
  kTakesValue = 2,
  kTakesCount = 4,
  kTakesAgent = 8
};

struct VerbRow {
  std::string_view word;  // as programs are written
  std::uint8_t takes;
};

// compareExchange expects 0. lockedAdd adds to plain data under a lock made of Atomics.
inline constexpr std::array<VerbRow, static_cast<std::size_t>(Verb::kCount)> kVerbs{{
    {"load", kTakesCell},
    {"store", kTakesCell | kTakesValue},
    {"add", kTakesCell | kTakesValue},
    {"sub", kTakesCell | kTakesValue},
    {"and", kTakesCell | kTakesValue},
    {"or", kTakesCell | kTakesValue},
    {"xor", kTakesCell | kTakesValue},
    {"exchange", kTakesCell | kTakesValue},
    {"compareExchange", kTakesCell | kTakesValue},
    {"get", kTakesCell},
    {"set", kTakesCell | kTakesValue},
    {"wait", kTakesCell | kTakesValue},
    {"wait0us", kTakesCell | kTakesValue},
    {"notify", kTakesCell | kTakesCount},
    {"terminate", kTakesAgent},
    {"wait100us", kTakesCell | kTakesValue},
    {"grow", kTakesCell},
    {"length", kTakesNothing},
    {"lockedAdd", kTakesValue},
}};

constexpr const VerbRow& row(Verb verb) { return kVerbs[static_cast<std::size_t>(verb)]; }

inline constexpr std::size_t kCells = 3;      // at the beginning; one more index is out of range
inline constexpr std::size_t kMostCells = 5;  // after growth; one more index is never in range
inline constexpr std::size_t kSleepers = 3;   // agents that wait
inline constexpr Time kAWhile = 100'000;      // of wait100us

struct Step {
  Verb verb = Verb::load;
  std::size_t agent = 0;    // of wait in a sequence and of terminate
  std::size_t cell = 0;     // kCells: out of range; of grow: how many cells there shall be
  std::int64_t value = 0;   // to write, or expected
  std::uint64_t count = 0;  // of notify
  friend bool operator==(const Step&, const Step&) = default;
};

// A wait, whatever its time.
constexpr bool waits(Verb verb) {
  return verb == Verb::wait || verb == Verb::wait_no_time || verb == Verb::wait_a_while;
}

}  // namespace assay::property

// What a dataset and its workers take, step by step, in the core or in Node.
//
// One process measures one scenario; what it says is one Footprint, whoever measured.
//
// Thread safety: values only.
// Invariants: the readings stand in the order in which they were taken, with the names of
// their scenario (`steps_of`); all figures are bytes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

inline constexpr std::uint64_t kMegabyte = std::uint64_t{1} << 20U;

enum class Subject : std::uint8_t { core, node };
inline constexpr std::array<std::string_view, 2> kSubjectNames{"core", "Node"};
constexpr std::string_view name(Subject subject) {
  return kSubjectNames[static_cast<std::size_t>(subject)];
}

enum class Scenario : std::uint8_t {
  shared,   // the workers get a SharedArrayBuffer
  cloned,   // the workers get an ordinary ArrayBuffer, not transferred: a copy each
  teardown  // one worker holds a shared buffer while it is ended
};
inline constexpr std::array<std::string_view, 3> kScenarioNames{"shared", "cloned", "teardown"};
constexpr std::string_view name(Scenario scenario) {
  return kScenarioNames[static_cast<std::size_t>(scenario)];
}

// Of shared and cloned.
enum class Step : std::uint8_t {
  started,    // the workers, each has said so; nothing is allocated: the baseline
  allocated,  // the buffer, and every byte of it written
  received,   // by every worker, which has read every byte and holds a view
  ended       // all workers, torn down; the main agent has dropped its own handles
};
// Of teardown.
enum class TeardownStep : std::uint8_t {
  started,     // nothing is allocated: the baseline
  held,        // by the worker alone
  terminated,  // terminate() has returned; the worker was busy
  torn_down    // what terminate() promised
};
inline constexpr std::array<std::string_view, 4> kSteps{"started", "allocated", "received",
                                                        "ended"};
inline constexpr std::array<std::string_view, 4> kTeardownSteps{"started", "held", "terminated",
                                                                "torn down"};
constexpr std::span<const std::string_view, 4> steps_of(Scenario scenario) {
  return scenario == Scenario::teardown ? kTeardownSteps : kSteps;
}

struct Reading {
  std::string step;
  std::int64_t external = 0;  // what the engine itself counts outside of its heaps
  std::optional<std::int64_t> array_buffers{};  // Node: of these, the bytes of buffers
  std::int64_t resident = 0;                    // what the operating system counts
  friend bool operator==(const Reading&, const Reading&) = default;
};

struct Footprint {
  Subject subject = Subject::core;
  std::string version;  // of Node; empty for the core
  Scenario scenario = Scenario::shared;
  std::vector<Reading> readings;
  friend bool operator==(const Footprint&, const Footprint&) = default;

  const Reading& at(Step step) const { return readings[static_cast<std::size_t>(step)]; }
  const Reading& at(TeardownStep step) const { return readings[static_cast<std::size_t>(step)]; }
};

// What is measured.
struct Dataset {
  std::uint64_t bytes = 80 * kMegabyte;
  std::uint64_t workers = 8;
  friend bool operator==(const Dataset&, const Dataset&) = default;
};

}  // namespace assay

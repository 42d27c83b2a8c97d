// The executions of a program: what agents write down, and what is kept of it.
//
// It is no part of the World: nothing here schedules, and within an execution nothing is
// allocated that outlives it, as a simulated heap demands.
//
// Thread safety: agent i records by its own number; begin and finish run alone.
// Invariants: the first defect wins, and its history is kept.
// `record` and `tick` are read-modify-writes on one clock, so what returned before another
// operation began also happens before it.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "cases/property/history.h"

namespace assay::property {

// Operations by what came of them.
using Distribution = std::array<std::array<std::uint64_t, static_cast<std::size_t>(Answer::kCount)>,
                                static_cast<std::size_t>(Verb::kCount)>;

// Agents never end up where nobody can wake them: the one after the program's last does.
class ProgramRun {
 public:
  explicit ProgramRun(const Program& program) : program_(program) {}
  ProgramRun(const ProgramRun&) = delete;
  ProgramRun& operator=(const ProgramRun&) = delete;

  const std::vector<Step>& steps(std::size_t agent) const { return program_.agents[agent]; }
  std::size_t agents() const { return program_.agents.size(); }

  // -- in an execution ---------------------------------------------------------
  void begin();
  std::uint64_t tick() { return clock_.fetch_add(1) + 1; }
  void record(const Event& event);
  // A static text.
  void fail(const char* defect);
  bool failed() const { return failing_.load() != nullptr; }
  void finish();

  // -- afterwards --------------------------------------------------------------
  const char* defect() const { return defect_; }  // null: none
  std::uint64_t execution() const { return defective_; }
  History history() const;  // of the defective execution
  const Distribution& distribution() const { return distribution_; }

  // The one that runs now: a case is made from no arguments.
  static ProgramRun*& current();

 private:
  // What the last agent does beside its final look: one notify a sleeper.
  static constexpr std::size_t kMostEvents = 64;
  struct Log {
    std::array<Event, kMostEvents> events;
    std::size_t count = 0;
  };
  using Logs = std::array<Log, kMostAgents + 1>;
  static History history_of(const Logs& logs);

  const Program& program_;
  Logs logs_;
  Logs kept_;
  std::atomic<std::uint64_t> clock_{0};
  std::atomic<const char*> failing_{nullptr};
  std::uint64_t begun_ = 0;
  std::uint64_t defective_ = 0;
  const char* defect_ = nullptr;
  Distribution distribution_{};
};

}  // namespace assay::property

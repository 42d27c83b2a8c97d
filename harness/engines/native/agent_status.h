// Who runs, who sleeps: how real threads find out that they are deadlocked,
// without a clock.
//
// An execution is stuck when every agent has ended, sleeps without a deadline and
// without a token, or joins an agent that has not ended. Only a running agent can
// give a token, so a state in which nobody runs never changes again.
//
// Thread safety: each agent sets its own status; anyone may ask `stuck`.
// Invariants: an agent is `running` from before it takes a token until after it
// decided to sleep; so a token that was given is seen as a token or as a runner.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "harness/world/futex_parker.h"

namespace assay {

inline constexpr int kMaxAgents = 16;

class AgentStatuses {
 public:
  // All unused: `count` agents will run.
  void start(int count);

  void run(int agent);
  void sleep(int agent, const FutexParker& at);
  void join(int agent, int other);
  void end(int agent);
  bool ended(int agent) const;

  // True: nobody runs, and nobody ever will. Exact, at the price of two reads of
  // everything; ask rarely.
  bool stuck() const;

 private:
  enum class Kind : std::uint8_t { unused, running, sleeping, joining, ended };

  struct Slot {
    // Counts changes in its upper bits, so that two equal reads mean no change.
    std::atomic<std::uint64_t> word{0};
    std::atomic<const FutexParker*> parker{nullptr};
    std::atomic<int> joined{-1};
  };

  void set(int agent, Kind kind);
  static Kind kind_of(std::uint64_t word) { return static_cast<Kind>(word & 7U); }

  std::array<Slot, kMaxAgents> slots_;
};

}  // namespace assay

// Where the agents of a sampled litmus test meet, round after round.
//
// It is instantiated per World, so that a World watched by ThreadSanitizer gets a
// rendezvous that is watched too.
//
// Thread safety: each agent calls with its own number.
// Invariants: what an agent did before a meeting happens before what any does after
// it. Between two meetings nothing orders the agents.
#pragma once

#include <sched.h>

#include <atomic>
#include <cstdint>
#include <vector>

#include "harness/world/world.h"

namespace assay::litmus {

template <World W>
class Rendezvous {
 public:
  // `spins`: how often an agent looks before it yields its core.
  Rendezvous(std::size_t agents, int spins) : places_(agents), spins_(spins) {}

  void meet(std::size_t agent) {
    std::atomic<std::uint64_t>& own = places_[agent].meetings;
    const std::uint64_t meeting = own.load(std::memory_order_relaxed) + 1;
    own.store(meeting, std::memory_order_release);
    for (std::size_t other = 0; other < places_.size(); ++other)
      for (int i = 0; places_[other].meetings.load(std::memory_order_acquire) < meeting; ++i)
        if (i >= spins_) sched_yield();
  }

 private:
  struct alignas(64) Place {
    std::atomic<std::uint64_t> meetings{0};
  };
  std::vector<Place> places_;
  const int spins_;
};

}  // namespace assay::litmus

// Looking for something a little while before sleeping for it: what another core does at
// this moment is often there before the system could put an agent to sleep and wake it.
//
// Only what is free is spent. Not more agents spin at a time than there are cores besides
// one; nobody spins longer than a sleep may cost; who spun in vain spins half as long next
// time, and soon not at all, each time for longer; and who was put off its core while it
// spun, which means that others want it, stops at once and leaves it at that for a while.
//
// For the World that ships. Checking Worlds have no time of their own to spend.
//
// Thread safety: a BriefSpin belongs to one agent; SpareCores is shared.
// Invariants: `until` ends by itself: after kLongest, but for the time it is put off its
// core. It returns true only if `ready` did.
#pragma once

#include <atomic>
#include <utility>

#include "harness/world/pause.h"
#include "harness/world/time.h"

namespace assay {

// How many agents may spin at once.
class SpareCores {
 public:
  explicit SpareCores(int cores) : free_(cores) {}

  bool take() {
    // Relaxed: a number of permits; nothing is published by them.
    if (free_.fetch_sub(1, std::memory_order_relaxed) > 0) return true;
    give();
    return false;
  }
  void give() { free_.fetch_add(1, std::memory_order_relaxed); }

  // Of this process: the cores that it may run on, but one.
  static SpareCores& of_process();

 private:
  std::atomic<int> free_;
};

class BriefSpin {
 public:
  // Sleeping and being woken takes some 10 us where the other core is awake, and more than
  // 100 us in a virtual machine where it has halted.
  static constexpr Time kLongest = 100'000;  // ns
  static constexpr Time kShortest = 2'000;   // ns: below, spinning has not paid off
  static constexpr Time kPutOff = 20'000;    // ns between two looks at the clock
  // So many calls it does not spin, twice as many when it was in vain again.
  static constexpr unsigned kAbstains = 64;
  static constexpr unsigned kLongestPause = 1U << 12U;

  template <class Ready>
  bool until(Ready ready, SpareCores& cores = SpareCores::of_process()) {
    if (abstains_ != 0) {
      --abstains_;
      return false;
    }
    if (!cores.take()) return false;
    const bool found = look(ready);
    cores.give();
    return found;
  }

 private:
  template <class Ready>
  bool look(Ready ready) {
    constexpr int kLooks = 8;  // for each look at the clock
    const Time began = monotonic_now();
    for (Time now = began;;) {
      for (int i = 0; i < kLooks; ++i) {
        if (ready()) {
          patience_ = kLongest;
          pause_ = kAbstains;
          return true;
        }
        pause_processor();
      }
      const Time before = std::exchange(now, monotonic_now());
      if (now - began < patience_ && now - before <= kPutOff) continue;
      patience_ /= 2;
      if (patience_ < kShortest || now - before > kPutOff) abstain();
      return false;
    }
  }

  void abstain() {
    patience_ = kLongest;
    abstains_ = pause_;
    if (pause_ < kLongestPause) pause_ *= 2;
  }

  Time patience_ = kLongest;
  unsigned abstains_ = 0;       // calls to come
  unsigned pause_ = kAbstains;  // calls, when it is in vain next time
};

}  // namespace assay

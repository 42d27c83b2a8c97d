// A mutex whose slow path sleeps in the kernel: 0 free, 1 taken, 2 taken and somebody may
// sleep. The kernel's part is a count of wake-ups: whoever sleeps read it before they
// looked at the state for the last time.
// Reference: Drepper, Futexes are tricky (2011), mutex2.
#pragma once

#include "harness/engines/explore/classic/classic.h"

namespace assay::explore::classic {

enum class FutexFlaw { none, relaxed_slow_lock, relaxed_unlock, no_wake, does_not_look_again };

template <FutexFlaw kFlaw, int N>
struct futex_mutex {
  static constexpr CaseInfo kInfo{.name = "futex mutex", .agents = N};
  static constexpr auto kUnlock = kFlaw == FutexFlaw::relaxed_unlock ? relaxed : release;
  atomic<int> state;
  atomic<int> wakes;
  Protected data;

  void sleep_while_contended() {
    const int seen = wakes.load(acquire);
    if (kFlaw != FutexFlaw::does_not_look_again && state.load(relaxed) != 2) return;
    sleep_until([&] { return wakes.load(acquire) != seen; });
  }
  void wake() {
    if (kFlaw != FutexFlaw::no_wake) wakes.fetch_add(1, release);
  }
  void lock() {
    int seen = 0;
    if (state.compare_exchange_strong(seen, 1, acquire, relaxed)) return;
    if (seen != 2) seen = state.exchange(2, slow());
    while (seen != 0) {
      sleep_while_contended();
      // Woken up, an agent does not know whether others still sleep: 2.
      seen = state.exchange(2, slow());
    }
  }
  static constexpr std::memory_order slow() {
    return kFlaw == FutexFlaw::relaxed_slow_lock ? relaxed : acquire;
  }
  void unlock() {
    if (state.fetch_sub(1, kUnlock) == 1) return;
    state.store(0, kUnlock);
    wake();
  }
  void agent(int) {
    lock();
    data.enter();
    unlock();
  }
  void after() { data.expect(N); }
};

}  // namespace assay::explore::classic

// Test and test-and-set: spins on a load, then tries to take the lock.
// Reference: Rudolph and Segall, Dynamic decentralized cache schemes (1984).
#pragma once

#include "harness/engines/explore/classic/classic.h"

namespace assay::explore::classic {

enum class TtasFlaw { none, relaxed_lock, relaxed_unlock, no_atomic_set };

template <TtasFlaw kFlaw, int N>
struct ttas_lock {
  static constexpr CaseInfo kInfo{.name = "TTAS lock", .agents = N};
  atomic<int> taken;
  Protected data;

  bool try_take() {
    if (kFlaw == TtasFlaw::no_atomic_set) {
      taken.store(1, relaxed);
      return true;
    }
    int expected = 0;
    return taken.compare_exchange_strong(
        expected, 1, kFlaw == TtasFlaw::relaxed_lock ? relaxed : acquire, relaxed);
  }
  void agent(int) {
    do taken.await(0, relaxed);
    while (!try_take());
    data.enter();
    taken.store(0, kFlaw == TtasFlaw::relaxed_unlock ? relaxed : release);
  }
  void after() { data.expect(N); }
};

}  // namespace assay::explore::classic

// A flag is set by Atomics.store, then notified: whoever waits for it wakes, or
// never sleeps, and sees what was written before.
// Reference: invariants I1, I3; ecma262 issue 1119 (message passing through wait).
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W, std::size_t Agents>
struct NotifyWakesWaitersAfterAnAtomicStore {
  static constexpr CaseInfo kInfo{
      .name = Agents == 2 ? "notify_wakes_a_waiter_after_an_atomic_store"
                          : "notify_wakes_all_waiters_after_an_atomic_store",
      .claim = "no wake-up is lost after Atomics.store and notify, and wait sees what came before",
      .bounds = Agents == 2 ? "2 agents, 1 notify, 1 spurious wake-up each"
                            : "3 agents, 1 notify, 1 spurious wake-up each",
      .agents = static_cast<int>(Agents)};

  Stage<W, Agents, 1> stage;
  typename W::template Var<int> payload;
  std::array<typename W::template Var<bool>, Agents> woken;
  typename W::template Var<std::uint64_t> counted;

  void before() { stage.open(); }
  void agent(int me) {
    if (me == 0) {
      payload.set(1);
      stage.store(0, 0, 1);
      counted.set(stage.notify(0, 0));
      return;
    }
    const WaitResult result = stage.wait(me, 0, 0);
    woken[static_cast<std::size_t>(me)].set(result == WaitResult::ok);
    W::check(payload.get() == 1, "wait returned and does not see what came before notify");
    W::check(stage.load(me, 0) == 1, "wait returned and reads the old value");
  }
  void after() {
    std::uint64_t ok = 0;
    for (const auto& one : woken) ok += one.get() ? 1U : 0U;
    W::check(ok == counted.get(), "notify counted other than the waits that ended ok");
    stage.close();
  }
};

template <World W>
using NotifyWakesAWaiterAfterAnAtomicStore = NotifyWakesWaitersAfterAnAtomicStore<W, 2>;
template <World W>
using NotifyWakesAllWaitersAfterAnAtomicStore = NotifyWakesWaitersAfterAnAtomicStore<W, 3>;

}  // namespace assay::cases

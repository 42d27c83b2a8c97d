// A flag is set by plain indexing, then notified: whoever waits for it wakes, or
// never sleeps. The order is notify's own work; the store may be as plain as it
// likes.
// Reference: invariant I1; ecma262 issues 1680 and 1692.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct NotifyWakesAWaiterAfterAPlainStore {
  static constexpr CaseInfo kInfo{.name = "notify_wakes_a_waiter_after_a_plain_store",
                                  .claim = "no wake-up is lost after a plain store and notify",
                                  .bounds = "2 agents, 1 notify, 1 spurious wake-up each",
                                  .agents = 2,
                                  .races = Races::are_allowed};

  Stage<W, 2, 1> stage;
  typename W::template Var<int> payload;
  typename W::template Var<bool> woken;
  typename W::template Var<std::uint64_t> counted;

  void before() { stage.open(); }
  void agent(int me) {
    if (me == 0) {
      payload.set(1);
      stage.view(0).set(0, 1);
      counted.set(stage.notify(0, 0));
      return;
    }
    // A lost wake-up leaves this agent asleep: a deadlock. Where the plain store was
    // seen, nothing synchronized, and the payload must not be touched.
    const bool ok = stage.wait(1, 0, 0) == WaitResult::ok;
    woken.set(ok);
    if (ok) W::check(payload.get() == 1, "wait does not see what came before notify");
  }
  void after() {
    W::check(counted.get() == (woken.get() ? 1U : 0U), "notify counted other than what woke");
    stage.close();
  }
};

}  // namespace assay::cases

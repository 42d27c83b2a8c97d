// Nobody has waited or notified in this cluster: there is no table of waiters yet. Two
// waiters and a notifier need it at the same time. One table stays, and no wake-up is
// lost for it.
// Reference: invariant I1; site 28.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct TheFirstWaitMeetsTheFirstNotify {
  static constexpr CaseInfo kInfo{
      .name = "the_first_wait_meets_the_first_notify",
      .claim = "agents that need the table of waiters first make one, and lose no wake-up",
      .bounds = "3 agents, 1 store, 1 notify, 2 waits",
      .agents = 3,
      .races = Races::are_allowed,
      .spurious = 0,
      .native_executions = 8'000};

  Stage<W, 3, 1, 1> stage;

  void before() { stage.open_without_table(); }
  void agent(int me) {
    if (me == 0) {
      stage.view(0).set(0, 1);
      stage.notify(0, 0);
      return;
    }
    const WaitResult result = stage.wait(me, 0, 0);
    W::check(result == WaitResult::ok || result == WaitResult::not_equal, "woken, or never slept");
  }
  void after() {
    W::check(stage.sleepers(0, 0) == 0, "someone is left in the list");
    stage.close();
  }
};

}  // namespace assay::cases

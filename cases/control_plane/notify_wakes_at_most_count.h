// Two agents sleep; notify of 0 wakes none, of 1 one, of all the rest.
// Reference: ECMA-262, Atomics.notify, count; nova PR 905.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct NotifyWakesAtMostCount {
  static constexpr CaseInfo kInfo{.name = "notify_wakes_at_most_count",
                                  .claim = "notify wakes as many as there are, up to its count",
                                  .bounds = "3 agents, notifies of 0, 1 and all",
                                  .agents = 3,
                                  .native_executions = 4'000};

  Stage<W, 3, 1> stage;

  void before() { stage.open(); }
  void agent(int me) {
    if (me != 0) {
      W::check(stage.wait(me, 0, 0) == WaitResult::ok, "the value never changes");
      return;
    }
    stage.await_sleepers(0, 0, 2);
    W::check(stage.notify(0, 0, 0) == 0, "notify of 0 wakes nobody");
    W::check(stage.notify(0, 0, 1) == 1, "notify of 1 wakes one of two");
    W::check(stage.notify(0, 0) == 1, "notify of all wakes the other");
  }
  void after() {
    W::check(stage.notify(0, 0) == 0, "nobody is left");
    stage.close();
  }
};

}  // namespace assay::cases

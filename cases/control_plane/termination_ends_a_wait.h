// An agent that waits without a deadline is asked to end, before it sleeps or while it
// does: it ends, and leaves no waiter behind.
// Reference: invariant I9; site 23.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct TerminationEndsAWait {
  static constexpr CaseInfo kInfo{.name = "termination_ends_a_wait",
                                  .claim = "a terminated agent leaves its wait and its list",
                                  .bounds = "2 agents, 1 termination, 1 spurious wake-up each",
                                  .agents = 2};

  Stage<W, 2, 1> stage;

  void before() { stage.open(); }
  void agent(int me) {
    if (me == 0) {
      if (W::choose(2) == 1) stage.await_sleepers(0, 0, 1);
      stage.record(1).terminate();
      return;
    }
    W::check(stage.wait(1, 0, 0) == WaitResult::terminated, "nothing else ends this wait");
  }
  void after() {
    W::check(stage.sleepers(0, 0) == 0, "a terminated agent is left in the list");
    W::check(stage.notify(0, 0) == 0, "notify counts a terminated agent");
    stage.close();
  }
};

}  // namespace assay::cases

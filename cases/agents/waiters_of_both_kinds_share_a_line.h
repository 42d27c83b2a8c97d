// An agent waits asynchronously, then another sleeps at the same place: the first notify of
// one settles the first, the second wakes the other.
// Reference: invariant I4; ECMA-262, WaiterList Objects; sites 11 and 24.
#pragma once

#include "cases/agents/agents_stage.h"

namespace assay::cases {

template <World W>
struct WaitersOfBothKindsShareALine {
  static constexpr CaseInfo kInfo{
      .name = "waiters_of_both_kinds_share_a_line",
      .claim = "first come, first served, over waiters that sleep and waiters that do not",
      .bounds = "2 agents, 1 wait of each kind, 2 notifies of 1",
      .agents = 2,
      .spurious = 0};

  AgentsStage<W, 2> stage;

  void before() {
    stage.open_with_views();
    stage.begin_wait(0);
  }
  void agent(int me) {
    if (me == 1) {
      W::check(must<W>(atomics::wait(stage.cluster, stage.agent(1).record(), stage.view(1), 0,
                                     0)) == WaitResult::ok,
               "a notify wakes it");
      stage.agent(1).tear_down();
      return;
    }
    auto& self = stage.agent(0);
    W::await([&] { return stage.waiters(0) == 2; });
    W::check(stage.notify(0, 1) == 1, "the first in line");
    W::check(stage.waiters(0) == 1, "who sleeps came later");
    const Event<W> event = self.next();
    W::check(event.kind == EventKind::settled && event.result == WaitResult::ok, "settled");
    W::check(stage.notify(0, 1) == 1, "the second in line");
    self.tear_down();
  }
  void after() { stage.close(); }
};

}  // namespace assay::cases

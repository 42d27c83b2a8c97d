// An agent waits twice at one place, asynchronously; two others notify one waiter each, at
// once: the waits are settled in the order in which they began.
// Reference: invariant I4; ECMA-262, DoNotify, NotifyWaiter; site 24.
#pragma once

#include "cases/agents/agents_stage.h"

namespace assay::cases {

template <World W>
struct AsynchronousWaitsSettleInOrder {
  static constexpr CaseInfo kInfo{
      .name = "asynchronous_waits_settle_in_order",
      .claim = "what racing notifies settle is settled in the order of the waits",
      .bounds = "3 agents, 2 asynchronous waits, 2 notifies of 1",
      .agents = 3,
      .spurious = 0};

  AgentsStage<W, 3> stage;

  void before() {
    stage.open_with_views();
    stage.begin_wait(0);
    stage.begin_wait(0);
  }
  void agent(int me) {
    if (me == 0) {
      for (Ticket ticket = 1; ticket <= 2; ++ticket)
        W::check(stage.agent(0).next().ticket == ticket, "in the order of the waits");
      return;
    }
    W::check(stage.notify(me, 1) == 1, "one of the two");
  }
  // How agents end beside each other is asked elsewhere.
  void after() {
    for (auto& agent : stage.agents) agent->tear_down();
    stage.close();
  }
};

}  // namespace assay::cases

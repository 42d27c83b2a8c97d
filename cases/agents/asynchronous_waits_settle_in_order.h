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
  std::array<typename AgentsStage<W, 3>::View*, 3> views{};

  void before() {
    stage.open();
    stage.cluster.waiters.prepare();
    const SharedBuffer<W>& buffer = stage.buffer(1);
    for (int i = 0; i < 3; ++i) views[static_cast<std::size_t>(i)] = &stage.view(i, buffer);
    views[0]->set(0, 0);
    for (int i = 0; i < 2; ++i)
      W::check(must<W>(stage.agent(0).wait_async(*views[0], 0, 0)).async, "it waits");
  }
  void agent(int me) {
    if (me == 0) {
      for (Ticket ticket = 1; ticket <= 2; ++ticket)
        W::check(stage.agent(0).next().ticket == ticket, "in the order of the waits");
      return;
    }
    W::check(must<W>(atomics::notify(stage.cluster, stage.agent(me).record(),
                                     *views[static_cast<std::size_t>(me)], 0, 1)) == 1,
             "one of the two");
  }
  // How agents end beside each other is asked elsewhere.
  void after() {
    for (auto& agent : stage.agents) agent->tear_down();
    stage.close();
  }
};

}  // namespace assay::cases

// An agent is torn down with a waitAsync pending while another notifies: the waiter is
// taken back, or its letter is waited for; afterwards no list has it and notify counts none.
// Reference: invariants I3 and I9, over asynchronous waiters; site 24.
#pragma once

#include "cases/agents/agents_stage.h"

namespace assay::cases {

template <World W>
struct ATornDownAgentSettlesNothing {
  static constexpr CaseInfo kInfo{
      .name = "a_torn_down_agent_settles_nothing",
      .claim = "an agent that ends leaves no asynchronous waiter behind, claimed or not",
      .bounds = "2 agents, 1 asynchronous wait, 1 notify, 1 teardown",
      .agents = 2,
      .spurious = 0};

  AgentsStage<W, 2> stage;
  typename AgentsStage<W, 2>::View* other = nullptr;

  void before() {
    stage.open();
    stage.cluster.waiters.prepare();
    const SharedBuffer<W>& buffer = stage.buffer(1);
    other = &stage.view(1, buffer);
    auto& mine = stage.view(0, buffer);
    mine.set(0, 0);
    W::check(must<W>(stage.agent(0).wait_async(mine, 0, 0)).async, "it waits");
  }
  void agent(int me) {
    if (me == 0) return stage.agent(0).tear_down();
    const auto notify = [&] {
      return must<W>(atomics::notify(stage.cluster, stage.agent(1).record(), *other, 0));
    };
    W::check(notify() <= 1, "one waiter");
    W::check(notify() == 0, "which is counted once");
  }
  void after() {
    W::check(stage.cluster.waiters.waiters(stage.agent(1).record(), other->block(), 0) == 0,
             "no waiter is left behind");
    stage.agent(1).tear_down();
    stage.close();
  }
};

}  // namespace assay::cases

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

  void before() {
    stage.open_with_views();
    stage.begin_wait(0);
  }
  void agent(int me) {
    if (me == 0) return stage.agent(0).tear_down();
    W::check(stage.notify(1) <= 1, "one waiter");
    W::check(stage.notify(1) == 0, "which is counted once");
  }
  void after() {
    W::check(stage.waiters(1) == 0, "no waiter is left behind");
    stage.agent(1).tear_down();
    stage.close();
  }
};

}  // namespace assay::cases

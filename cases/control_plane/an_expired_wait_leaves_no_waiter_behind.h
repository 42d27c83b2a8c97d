// A deadline passes while another agent notifies: afterwards nobody is in the list.
// Reference: invariants I3, I9; wasm-micro-runtime PR 2016.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct AnExpiredWaitLeavesNoWaiterBehind {
  static constexpr CaseInfo kInfo{
      .name = "an_expired_wait_leaves_no_waiter_behind",
      .claim = "after wait returned, its agent is in no list",
      .bounds = "2 agents, 1 notify, 1 deadline, 1 spurious wake-up each",
      .agents = 2,
      .native_executions = 4'000};

  Stage<W, 2, 1> stage;
  typename W::template Var<bool> woken;
  typename W::template Var<std::uint64_t> counted;

  void before() { stage.open(); }
  void agent(int me) {
    constexpr atomics::Milliseconds kSoon = 0.01;
    if (me == 0)
      counted.set(stage.notify(0, 0));
    else
      woken.set(stage.wait(1, 0, 0, kSoon) == WaitResult::ok);
  }
  void after() {
    W::check(counted.get() == (woken.get() ? 1U : 0U), "notify counted other than what woke");
    W::check(stage.sleepers(0, 0) == 0, "an agent that returned is in the list");
    W::check(stage.notify(0, 0) == 0, "notify wakes an agent that returned");
    stage.close();
  }
};

}  // namespace assay::cases

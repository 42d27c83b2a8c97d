// An agent is woken and waits again at once, in the same place of its record, while
// the notifier that woke it may still be at work.
// Reference: site 13; use after return.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct AWokenAgentCanWaitAgain {
  static constexpr CaseInfo kInfo{.name = "a_woken_agent_can_wait_again",
                                  .claim = "a notifier does not touch a waiter that it has woken",
                                  .bounds = "2 agents, 1 notify, 2 waits with a deadline",
                                  .agents = 2,
                                  .native_executions = 8'000};

  Stage<W, 2, 1> stage;
  typename W::template Var<std::uint64_t> counted;
  typename W::template Var<std::uint64_t> woken;

  void before() { stage.open(); }
  void agent(int me) {
    constexpr atomics::Milliseconds kSoon = 0.02;
    if (me == 0) {
      counted.set(stage.notify(0, 0, 1));
      return;
    }
    std::uint64_t ok = 0;
    for (int round = 0; round < 2; ++round)
      ok += stage.wait(1, 0, 0, kSoon) == WaitResult::ok ? 1U : 0U;
    woken.set(ok);
  }
  void after() {
    W::check(woken.get() == counted.get(), "notify counted other than the waits that ended ok");
    W::check(stage.sleepers(0, 0) == 0, "someone is left in the list");
    stage.close();
  }
};

}  // namespace assay::cases

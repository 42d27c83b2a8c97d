// A termination and a notify of one race for two sleepers: the notify is not lost
// on the one that ends.
// Reference: invariants I3, I9.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct TerminationSwallowsNoNotify {
  static constexpr CaseInfo kInfo{
      .name = "termination_swallows_no_notify",
      .claim = "a terminated agent takes no notify from a live one, and the count is exact",
      .bounds = "4 agents, 1 notify of 1, 1 termination, 1 deadline, 1 spurious wake-up each",
      .agents = 4,
      .native_executions = 4'000};

  Stage<W, 4, 1> stage;
  typename W::template Var<std::uint64_t> counted;
  std::array<typename W::template Var<bool>, 4> woken;

  void before() { stage.open(); }
  void agent(int me) {
    constexpr atomics::Milliseconds kSoon = 0.02;
    switch (me) {
      case 0:
        counted.set(stage.notify(0, 0, 1));
        return;
      case 1:
        stage.record(2).terminate();
        return;
      default:
        break;
    }
    const WaitResult result = stage.wait(me, 0, 0, me == 3 ? kSoon : atomics::kForever);
    W::check(me == 2 || result != WaitResult::terminated, "nobody terminated this agent");
    woken[static_cast<std::size_t>(me)].set(result == WaitResult::ok);
  }
  void after() {
    const std::uint64_t ok = (woken[2].get() ? 1U : 0U) + (woken[3].get() ? 1U : 0U);
    W::check(ok == counted.get(), "notify counted other than the waits that ended ok");
    W::check(stage.sleepers(0, 0) == 0, "someone is left in the list");
    stage.close();
  }
};

}  // namespace assay::cases

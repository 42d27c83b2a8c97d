// Two agents wait with a deadline, a third notifies one: whatever wins, the waits
// that end ok are those that notify counted.
// Reference: invariants I2, I3; sites 10-12.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct EveryOkWasCountedByANotify {
  static constexpr CaseInfo kInfo{
      .name = "every_ok_was_counted_by_a_notify",
      .claim = "the waits that end ok are as many as notify returned, with deadlines racing",
      .bounds = "3 agents, 1 notify of 1, 2 deadlines, 1 spurious wake-up each",
      .agents = 3,
      .native_executions = 8'000};

  Stage<W, 3, 1> stage;
  typename W::template Var<std::uint64_t> counted;
  std::array<typename W::template Var<bool>, 3> woken;

  void before() { stage.open(); }
  void agent(int me) {
    constexpr atomics::Milliseconds kSoon = 0.02;
    if (me == 0) {
      counted.set(stage.notify(0, 0, 1));
      return;
    }
    const WaitResult result = stage.wait(me, 0, 0, kSoon);
    W::check(result == WaitResult::ok || result == WaitResult::timed_out,
             "the value never changes, so wait ends ok or timed-out");
    woken[static_cast<std::size_t>(me)].set(result == WaitResult::ok);
  }
  void after() {
    const std::uint64_t ok = (woken[1].get() ? 1U : 0U) + (woken[2].get() ? 1U : 0U);
    W::check(ok == counted.get(), "notify counted other than the waits that ended ok");
    W::check(stage.sleepers(0, 0) == 0, "someone is left in the list");
    stage.close();
  }
};

}  // namespace assay::cases

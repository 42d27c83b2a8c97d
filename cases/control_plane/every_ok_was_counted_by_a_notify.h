// Agents wait with a deadline, another notifies one: whatever wins, the waits that end ok
// are those that notify counted.
// Reference: invariants I2, I3; sites 10-12.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

// Two waiters, or one whose parker may also wake for nothing.
template <World W, std::size_t Waiters>
struct EveryOkWasCounted {
  static constexpr bool kTwo = Waiters == 2;
  static constexpr CaseInfo kInfo{
      .name = kTwo ? "every_ok_was_counted_by_a_notify" : "a_spurious_wake_up_is_no_ok",
      .claim = "the waits that end ok are as many as notify returned, with deadlines racing",
      .bounds = kTwo ? "3 agents, 1 notify of 1, 2 deadlines"
                     : "2 agents, 1 notify of 1, 1 deadline, 1 spurious wake-up each",
      .agents = static_cast<int>(1 + Waiters),
      .spurious = kTwo ? 0 : 1,
      .native_executions = 8'000};

  Stage<W, 1 + Waiters, 1> stage;
  typename W::template Var<std::uint64_t> counted;
  std::array<typename W::template Var<bool>, 1 + Waiters> woken;

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
    std::uint64_t ok = 0;
    for (const auto& one : woken) ok += one.get() ? 1U : 0U;
    W::check(ok == counted.get(), "notify counted other than the waits that ended ok");
    W::check(stage.sleepers(0, 0) == 0, "someone is left in the list");
    stage.close();
  }
};

template <World W>
using EveryOkWasCountedByANotify = EveryOkWasCounted<W, 2>;
template <World W>
using ASpuriousWakeUpIsNoOk = EveryOkWasCounted<W, 1>;

}  // namespace assay::cases

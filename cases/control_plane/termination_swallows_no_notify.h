// A termination and a notify of one race for a sleeper: the notify is not lost on the one
// that ends.
// Reference: invariants I3, I9.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

// Two agents sleep; the third terminates one and notifies one, in either order, then wakes
// whoever is left.
template <World W>
struct TerminationSwallowsNoNotify {
  static constexpr CaseInfo kInfo{
      .name = "termination_swallows_no_notify",
      .claim = "a terminated agent takes no notify from a live one, and the count is exact",
      .bounds = "3 agents, 2 notifies, 1 termination before or after the first",
      .agents = 3,
      .spurious = 0,
      .native_executions = 8'000};

  Stage<W, 3, 1> stage;
  typename W::template Var<std::uint64_t> counted;
  std::array<typename W::template Var<bool>, 3> woken;

  void before() { stage.open(); }
  void agent(int me) {
    if (me == 0) {
      stage.await_sleepers(0, 0, 2);
      const bool terminates_first = W::choose(2) == 1;
      if (terminates_first) stage.record(1).terminate();
      const std::uint64_t first = stage.notify(0, 0, 1);
      W::check(first == 1, "one of two sleepers is not terminated");
      if (!terminates_first) stage.record(1).terminate();
      counted.set(first + stage.notify(0, 0));
      return;
    }
    const WaitResult result = stage.wait(me, 0, 0);
    W::check(result == WaitResult::ok || (me == 1 && result == WaitResult::terminated),
             "nobody terminated this agent");
    woken[static_cast<std::size_t>(me)].set(result == WaitResult::ok);
  }
  void after() {
    const std::uint64_t ok = (woken[1].get() ? 1U : 0U) + (woken[2].get() ? 1U : 0U);
    W::check(ok == counted.get(), "notify counted other than the waits that ended ok");
    W::check(stage.sleepers(0, 0) == 0, "someone is left in the list");
    stage.close();
  }
};

// They come from two agents, at once.
template <World W>
struct TerminationRacesWithNotify {
  static constexpr CaseInfo kInfo{
      .name = "termination_races_with_notify",
      .claim = "of a notify and a termination at once, the one that wins decides the wait",
      .bounds = "3 agents, 1 notify of 1, 1 termination, 1 spurious wake-up each",
      .agents = 3,
      .native_executions = 4'000};

  Stage<W, 3, 1> stage;
  typename W::template Var<std::uint64_t> counted;
  typename W::template Var<bool> woken;

  void before() { stage.open(); }
  void agent(int me) {
    if (me == 0) return counted.set(stage.notify(0, 0, 1));
    if (me == 1) return stage.record(2).terminate();
    const WaitResult result = stage.wait(2, 0, 0);
    W::check(result == WaitResult::ok || result == WaitResult::terminated,
             "the value never changes, so wait ends ok or terminated");
    woken.set(result == WaitResult::ok);
  }
  void after() {
    W::check((woken.get() ? 1U : 0U) == counted.get(),
             "notify counted a wait that ended otherwise");
    W::check(stage.sleepers(0, 0) == 0, "someone is left in the list");
    stage.close();
  }
};

}  // namespace assay::cases

// A wait that times out took at least its timeout, fractions of a millisecond
// included, whatever woke it meanwhile.
// Reference: invariant I5; ECMA-262, DoWait.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct WaitIsNeverEarly {
  static constexpr CaseInfo kInfo{.name = "wait_is_never_early",
                                  .claim = "a wait that times out took at least its timeout",
                                  .bounds = "2 agents, 1 deadline each, 1 spurious wake-up each",
                                  .agents = 2,
                                  .native_executions = 400};

  Stage<W, 2, 1> stage;

  void before() { stage.open(); }
  void agent(int me) {
    constexpr Time kNanoseconds = 700'000;
    constexpr atomics::Milliseconds kMilliseconds = 0.7;
    const Time start = W::now();
    const WaitResult result = stage.wait(me, 0, 0, kMilliseconds);
    W::check(result == WaitResult::timed_out, "nobody notifies, nothing changes");
    W::check(W::now() - start >= kNanoseconds, "the wait returned early");
  }
  void after() { stage.close(); }
};

}  // namespace assay::cases

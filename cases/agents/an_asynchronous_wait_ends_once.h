// A waitAsync with a deadline, and a notify: one of them ends it, and notify has counted it
// exactly where it was the notify.
// Reference: invariants I2, I3 and I5, over asynchronous waiters; sites 12 and 24.
#pragma once

#include "cases/agents/agents_stage.h"

namespace assay::cases {

template <World W>
struct AnAsynchronousWaitEndsOnce {
  static constexpr CaseInfo kInfo{
      .name = "an_asynchronous_wait_ends_once",
      .claim = "a waitAsync ends ok where notify counted it, else at its deadline",
      .bounds = "2 agents, 1 asynchronous wait with a deadline, 1 notify",
      .agents = 2,
      .spurious = 0,
      .native_executions = 8'000};

  AgentsStage<W, 2> stage;
  typename W::template Var<int> counted{0};
  typename W::template Var<int> settled{0};
  typename W::template Var<int> before_notify{0};

  void before() {
    stage.open_with_views();
    constexpr atomics::Milliseconds kSoon = 0.02;
    stage.begin_wait(0, kSoon);
  }
  void agent(int me) {
    if (me == 1) {
      before_notify.set(1);
      counted.set(static_cast<int>(stage.notify(1)));
    } else {
      const Event<W> event = stage.agent(0).next();
      W::check(event.kind == EventKind::settled && event.ticket == 1, "it ends");
      if (event.result == WaitResult::ok) {
        W::check(before_notify.get() == 1, "what came before notify is seen");
        settled.set(1);
      }
    }
    stage.agent(me).tear_down();
  }
  void after() {
    W::check(counted.get() == settled.get(), "counted where it ended ok");
    stage.close();
  }
};

}  // namespace assay::cases

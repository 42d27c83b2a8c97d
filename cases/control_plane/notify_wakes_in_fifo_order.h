// Two agents fall asleep one after the other; two notifies of one wake them in that
// order.
// Reference: invariant I4.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct NotifyWakesInFifoOrder {
  static constexpr CaseInfo kInfo{.name = "notify_wakes_in_fifo_order",
                                  .claim = "who sleeps longest is woken first",
                                  .bounds = "3 agents, 2 notifies of 1",
                                  .agents = 3,
                                  .native_executions = 4'000};

  static constexpr std::size_t kGate = 0;
  static constexpr std::size_t kTickets = 1;
  Stage<W, 3, 2> stage;
  std::array<typename W::template Var<std::int32_t>, 3> ticket;

  void before() { stage.open(); }
  void agent(int me) {
    if (me == 0) {
      stage.await_sleepers(0, kGate, 2);
      for (std::int32_t i = 1; i <= 2; ++i) {
        W::check(stage.notify(0, kGate, 1) == 1, "somebody sleeps, notify of one wakes one");
        W::await([&] { return stage.load(0, kTickets) == i; });
      }
      return;
    }
    if (me == 2) stage.await_sleepers(2, kGate, 1);
    const WaitResult result = stage.wait(me, kGate, 0);
    W::check(result == WaitResult::ok, "the value never changes, so wait ends ok");
    ticket[static_cast<std::size_t>(me)].set(stage.add(me, kTickets, 1));
  }
  void after() {
    W::check(ticket[1].get() == 0 && ticket[2].get() == 1, "the second sleeper woke first");
    stage.close();
  }
};

}  // namespace assay::cases

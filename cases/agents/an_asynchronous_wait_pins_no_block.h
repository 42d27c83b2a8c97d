// An agent has two asynchronous waits on a buffer whose last handle another agent drops:
// the bytes are gone; the wait with a deadline still times out; the other is forgotten.
// Reference: core semantics, waitAsync and a dead block; invariants I8 and I10; site 16.
#pragma once

#include "cases/agents/agents_stage.h"

namespace assay::cases {

template <World W>
struct AnAsynchronousWaitPinsNoBlock {
  static constexpr CaseInfo kInfo{
      .name = "an_asynchronous_wait_pins_no_block",
      .claim = "a pending waitAsync holds no bytes; it times out, or is forgotten with its block",
      .bounds = "2 agents, 2 asynchronous waits, 1 with a deadline",
      .agents = 2,
      .spurious = 0};

  AgentsStage<W, 2> stage;

  void before() {
    stage.open_with_views();
    constexpr atomics::Milliseconds kSoon = 0.02;
    stage.begin_wait(0);
    stage.begin_wait(0, kSoon);
    stage.agent(0).heap().drop_all();
  }
  void agent(int me) {
    if (me == 1) {
      stage.agent(1).heap().let_go(stage.view(1));
      W::check(stage.cluster.blocks.account().bytes() == 0, "no waiter holds the bytes");
      stage.agent(1).tear_down();
      return;
    }
    Event<W> event = stage.agent(0).next();
    if (event.kind == EventKind::closed) event = stage.agent(0).next();  // the other's end
    W::check(event.kind == EventKind::settled && event.ticket == 2 &&
                 event.result == WaitResult::timed_out,
             "the deadline is what ends it");
    stage.agent(0).tear_down();
  }
  void after() { stage.close(); }
};

}  // namespace assay::cases

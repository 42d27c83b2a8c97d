// Operations that end in an error leave no reference, no waiter and no write behind.
// Reference: core semantics, "a failed operation changes nothing"; quickjs-ng 1610.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct AFailedOperationChangesNothing {
  static constexpr CaseInfo kInfo{.name = "a_failed_operation_changes_nothing",
                                  .claim = "an operation that fails leaves nothing behind",
                                  .bounds = "2 agents, 4 failures each",
                                  .agents = 2};

  Stage<W, 2, 2> stage;

  void before() { stage.open(); }
  void agent(int me) {
    W::check(!Int32Array<W>::create(stage.buffer, 2).ok(), "a misaligned view");
    W::check(!Int32Array<W>::create(stage.buffer, 4, 2).ok(), "a view that is too long");
    W::check(!atomics::store(stage.view(me), 2, 1).ok(), "a store out of range");
    W::check(!atomics::wait(stage.cluster, stage.record(me), stage.view(me), 2, 0).ok(),
             "a wait out of range");
  }
  void after() {
    W::check(stage.load(0, 0) == 0 && stage.load(0, 1) == 0, "a failed store wrote");
    W::check(stage.sleepers(0, 1) == 0, "a failed wait sleeps");
    stage.close();  // a reference left behind is a leak
  }
};

}  // namespace assay::cases

// A wait whose value differs returns at once and is in no list.
// Reference: invariant I6.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct NotEqualNeverEnqueues {
  static constexpr CaseInfo kInfo{.name = "not_equal_never_enqueues",
                                  .claim = "a wait that ends not-equal was in no list",
                                  .bounds = "2 agents, 1 wait each",
                                  .agents = 2};

  Stage<W, 2, 1> stage;

  void before() { stage.open(); }
  void agent(int me) {
    W::check(stage.wait(me, 0, 5) == WaitResult::not_equal, "the cell holds 0, not 5");
    W::check(stage.notify(me, 0) == 0, "nobody ever sleeps here");
  }
  void after() {
    W::check(stage.sleepers(0, 0) == 0, "a wait that did not sleep is in the list");
    stage.close();
  }
};

}  // namespace assay::cases

// Store buffering through wait: each agent stores to its own cell and then waits,
// for no time, on the other's. The comparison is a seq-cst read: one of them sees
// the other's store.
// Reference: site 9; ECMA-262, DoWait reads with SeqCst.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct WaitComparesInTheTotalOrder {
  static constexpr CaseInfo kInfo{
      .name = "wait_compares_in_the_total_order",
      .claim = "the comparison inside wait takes part in the total order",
      .bounds = "2 agents, 1 store and 1 wait of 0 ms each",
      .agents = 2};

  Stage<W, 2, 2> stage;  // neighbouring cells: two buckets, two locks
  std::array<typename W::template Var<bool>, 2> missed;

  void before() { stage.open(); }
  void agent(int me) {
    const auto own = static_cast<std::size_t>(me);
    stage.store(me, own, 1);
    missed[own].set(stage.wait(me, 1 - own, 0, 0) == WaitResult::timed_out);
  }
  void after() {
    W::check(!(missed[0].get() && missed[1].get()), "both waits missed the other's store");
    stage.close();
  }
};

}  // namespace assay::cases

// Store buffering with a failed Atomics.compareExchange as the load.
// Reference: SB; ECMA-262, SC-atomics axiom: the failed one is a seq-cst read.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct AFailedCompareExchangeForbidsStoreBuffering {
  static constexpr CaseInfo kInfo{
      .name = "a_failed_compare_exchange_forbids_store_buffering",
      .claim =
          "of two agents that store and then fail to compare-exchange the other's cell, one "
          "sees the other",
      .bounds = "2 agents, 1 store and 1 compareExchange each",
      .plane = Plane::data,
      .agents = 2};

  Stage<W, 2, 2> stage;
  std::array<typename W::template Var<std::int32_t>, 2> seen;

  void before() { stage.open(); }
  void agent(int me) {
    constexpr std::int32_t kNever = 9;  // no cell ever holds it, so nothing is exchanged
    const auto own = static_cast<std::size_t>(me);
    stage.store(me, own, 1);
    seen[own].set(must<W>(atomics::compare_exchange(stage.view(me), 1 - own, kNever, 2)));
  }
  void after() {
    W::check(seen[0].get() == 1 || seen[1].get() == 1, "both missed the other's store");
    stage.close();
  }
};

}  // namespace assay::cases

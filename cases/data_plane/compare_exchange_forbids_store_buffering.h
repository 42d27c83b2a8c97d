// Store buffering with a successful Atomics.compareExchange as the store.
// Reference: SB with read-modify-writes; ECMA-262, SC-atomics axiom.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct CompareExchangeForbidsStoreBuffering {
  static constexpr CaseInfo kInfo{
      .name = "compare_exchange_forbids_store_buffering",
      .claim =
          "of two agents that compare-exchange and then load the other's cell, one sees the "
          "other",
      .bounds = "2 agents, 1 compareExchange and 1 load each",
      .plane = Plane::data,
      .agents = 2};

  Stage<W, 2, 2> stage;
  std::array<typename W::template Var<std::int32_t>, 2> seen;

  void before() { stage.open(); }
  void agent(int me) {
    const auto own = static_cast<std::size_t>(me);
    const std::int32_t found = must<W>(atomics::compare_exchange(stage.view(me), own, 0, 1));
    W::check(found == 0, "nobody else writes this cell");
    seen[own].set(stage.load(me, 1 - own));
  }
  void after() {
    W::check(seen[0].get() + seen[1].get() != 0, "both agents missed the other's store");
    stage.close();
  }
};

}  // namespace assay::cases

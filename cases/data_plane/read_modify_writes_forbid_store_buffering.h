// Store buffering with Atomics.exchange as the store.
// Reference: SB with read-modify-writes; ECMA-262, SC-atomics axiom.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct ReadModifyWritesForbidStoreBuffering {
  static constexpr CaseInfo kInfo{
      .name = "read_modify_writes_forbid_store_buffering",
      .claim = "of two agents that exchange and then load the other's cell, one sees the other",
      .bounds = "2 agents, 1 exchange and 1 load each",
      .plane = Plane::data,
      .agents = 2};

  Stage<W, 2, 2> stage;
  std::array<typename W::template Var<std::int32_t>, 2> seen;

  void before() { stage.open(); }
  void agent(int me) {
    const auto own = static_cast<std::size_t>(me);
    must<W>(atomics::exchange(stage.view(me), own, 1));
    seen[own].set(stage.load(me, 1 - own));
  }
  void after() {
    W::check(seen[0].get() + seen[1].get() != 0, "both agents missed the other's exchange");
    stage.close();
  }
};

}  // namespace assay::cases

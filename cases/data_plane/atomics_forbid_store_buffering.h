// Store buffering: each agent stores to its own cell and loads the other's. Both
// loads cannot miss both stores, because Atomics have one total order.
// Reference: SB+sc; ECMA-262, SC-atomics axiom.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct AtomicsForbidStoreBuffering {
  static constexpr CaseInfo kInfo{
      .name = "atomics_forbid_store_buffering",
      .claim = "of two agents that store and then load the other's cell, one sees the other",
      .bounds = "2 agents, 1 store and 1 load each",
      .plane = Plane::data,
      .agents = 2,
      .native_executions = 100'000};

  Stage<W, 2, 2> stage;
  std::array<typename W::template Var<std::int32_t>, 2> seen;

  void before() { stage.open(); }
  void agent(int me) {
    stage.store(me, static_cast<std::size_t>(me), 1);
    seen[static_cast<std::size_t>(me)].set(stage.load(me, static_cast<std::size_t>(1 - me)));
  }
  void after() {
    W::check(seen[0].get() + seen[1].get() != 0, "both agents missed the other's store");
    stage.close();
  }
};

}  // namespace assay::cases

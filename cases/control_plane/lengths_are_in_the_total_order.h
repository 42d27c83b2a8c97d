// Two growable buffers; each agent grows one and reads the length of the other: store
// buffering between two lengths. Not both may find the other as it was.
// Reference: invariant I12; site 17; ECMA-262: reads of byteLength are seq-cst.
#pragma once

#include "cases/growing_stage.h"

namespace assay::cases {

template <World W>
struct LengthsAreInTheTotalOrder {
  static constexpr CaseInfo kInfo{
      .name = "lengths_are_in_the_total_order",
      .claim = "grow and byteLength take part in the total order of Atomics",
      .bounds = "2 agents, 2 buffers, 1 grow and 1 read each",
      .agents = 2};

  std::array<GrowingStage<W, 2>, 2> stages;
  std::array<typename W::template Var<std::size_t>, 2> seen;

  void before() {
    for (auto& stage : stages) stage.open(0, 1);
  }
  void agent(int me) {
    const auto own = static_cast<std::size_t>(me);
    const std::size_t other = 1 - own;
    W::check(stages[own].buffers[own].grow(stages[own].bytes(1)).ok(), "the grow succeeds");
    seen[own].set(stages[other].buffers[own].byte_length());
  }
  void after() {
    W::check(seen[0].get() != 0 || seen[1].get() != 0, "one agent sees the other's growth");
    for (auto& stage : stages) stage.close();
  }
};

}  // namespace assay::cases

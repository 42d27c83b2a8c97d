// Agents add, subtract and flip bits in one cell: every update counts once.
// Reference: ECMA-262, AtomicReadModifyWrite.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct ReadModifyWritesLoseNoUpdate {
  static constexpr CaseInfo kInfo{.name = "read_modify_writes_lose_no_update",
                                  .claim = "concurrent read-modify-writes of one cell all count",
                                  .bounds = "3 agents, 2 read-modify-writes each",
                                  .plane = Plane::data,
                                  .agents = 3};

  Stage<W, 3, 2> stage;

  void before() { stage.open(); }
  void agent(int me) {
    const std::int32_t bit = 1 << me;
    must<W>(atomics::bit_or(stage.view(me), 1, bit));
    if (me == 2)
      must<W>(atomics::sub(stage.view(me), 0, 5));
    else
      stage.add(me, 0, 10);
  }
  void after() {
    W::check(stage.load(0, 0) == 15, "an addition or subtraction was lost");
    W::check(stage.load(0, 1) == 7, "a bit was lost");
    stage.close();
  }
};

}  // namespace assay::cases

// Two agents each write a cell, two others read both in opposite orders: they agree
// which write came first.
// Reference: IRIW+sc; ECMA-262, SC-atomics axiom.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct IndependentReadsAgree {
  static constexpr CaseInfo kInfo{
      .name = "independent_reads_agree",
      .claim = "agents agree on the order of two independent Atomics.store",
      .bounds = "4 agents: 2 write once, 2 read twice",
      .plane = Plane::data,
      .agents = 4,
      .native_executions = 4'000};

  Stage<W, 4, 2> stage;
  std::array<typename W::template Var<std::int32_t>, 4> seen;

  void before() { stage.open(); }
  void agent(int me) {
    if (me < 2) {
      stage.store(me, static_cast<std::size_t>(me), 1);
      return;
    }
    const auto first = static_cast<std::size_t>(me - 2);
    seen[first * 2].set(stage.load(me, first));
    seen[first * 2 + 1].set(stage.load(me, 1 - first));
  }
  void after() {
    const bool first_says_x_first = seen[0].get() == 1 && seen[1].get() == 0;
    const bool second_says_y_first = seen[2].get() == 1 && seen[3].get() == 0;
    W::check(!(first_says_x_first && second_says_y_first), "the readers disagree on the order");
    stage.close();
  }
};

}  // namespace assay::cases

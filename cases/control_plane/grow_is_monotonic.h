// Two agents grow a buffer to different lengths. The larger grow succeeds whatever
// happens; the smaller one succeeds or finds the buffer longer already. No agent ever
// sees a length shrink.
// Reference: invariant I12; site 19; ECMA-262, SharedArrayBuffer.prototype.grow.
#pragma once

#include "cases/growing_stage.h"

namespace assay::cases {

template <World W>
struct GrowIsMonotonic {
  static constexpr CaseInfo kInfo{
      .name = "grow_is_monotonic",
      .claim = "of racing grows the larger succeeds, and a length never shrinks",
      .bounds = "2 agents, 1 grow each",
      .agents = 2};

  GrowingStage<W, 2> stage;
  bool smaller_grew = false;

  void before() { stage.open(1, 4); }
  void agent(int me) {
    const SharedBuffer<W>& buffer = stage.buffers[static_cast<std::size_t>(me)];
    const std::size_t wanted = me == 0 ? stage.bytes(4) : stage.bytes(2);
    const bool grew = buffer.grow(wanted).ok();
    if (me == 0) W::check(grew, "the larger grow succeeds");
    if (me == 1) smaller_grew = grew;
    const std::size_t first = buffer.byte_length();
    const std::size_t second = buffer.byte_length();
    W::check(first >= wanted, "the buffer is at least as long as it was grown");
    W::check(second >= first, "a length never shrinks");
  }
  void after() {
    W::check(stage.buffers[0].byte_length() == stage.bytes(4), "the largest length stays");
    stage.close();
  }
};

}  // namespace assay::cases

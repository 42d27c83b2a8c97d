// An agent grows an empty buffer; another indexes it meanwhile. An element is out of
// range, or it is there, and zero; and what is written there stays.
// Reference: invariant I12; sites 18 and 19.
#pragma once

#include "cases/growing_stage.h"

namespace assay::cases {

template <World W>
struct GrownBytesAreThereAndZero {
  static constexpr CaseInfo kInfo{
      .name = "grown_bytes_are_there_and_zero",
      .claim = "bytes below the length are accessible, and zero until they are written",
      .bounds = "2 agents, 1 grow, 2 reads, 1 write",
      .agents = 2};

  GrowingStage<W, 2> stage;
  bool wrote = false;

  void before() { stage.open(0, 2); }
  void agent(int me) {
    if (me == 0) {
      W::check(stage.buffers[0].grow(stage.bytes(2)).ok(), "the grow succeeds");
      return;
    }
    const std::optional<std::int32_t> last = stage.views[1].get(1);
    const std::optional<std::int32_t> first = stage.views[1].get(0);
    W::check(last.value_or(0) == 0 && first.value_or(0) == 0, "a grown element is zero");
    W::check(first.has_value() || !last.has_value(), "a length that was seen stays");
    wrote = stage.views[1].set(1, 5);
  }
  void after() {
    W::check(stage.views[1].get(1) == (wrote ? 5 : 0), "the grown element keeps its value");
    stage.close();
  }
};

}  // namespace assay::cases

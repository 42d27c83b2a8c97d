// An agent grows the buffer and writes to the new element through its own view; the
// other, once it sees the length, reads that element through a view that is older than
// the growth. grow publishes: what was written before it is there.
// Reference: invariant I12; sites 17 and 19.
#pragma once

#include "cases/growing_stage.h"

namespace assay::cases {

template <World W>
struct EveryViewSeesTheGrowth {
  static constexpr CaseInfo kInfo{
      .name = "every_view_sees_the_growth",
      .claim =
          "the length stands in the block: every view and handle sees it, and what came before",
      .bounds = "2 agents, 1 grow, 1 plain element written before it",
      .agents = 2,
      .races = Races::are_defects};

  GrowingStage<W, 2> stage;

  void before() {
    stage.open(1, 2);
    stage.views[0].set(0, 0);
  }
  void agent(int me) {
    if (me == 0) {
      stage.views[0].set(0, 7);
      W::check(stage.buffers[0].grow(stage.bytes(2)).ok(), "the grow succeeds");
      W::check(stage.views[0].length() == 2, "the agent that grows sees it");
      return;
    }
    if (stage.buffers[1].byte_length() == stage.bytes(1)) return;
    W::check(stage.views[1].length() == 2, "a view sees the length that its buffer has");
    W::check(stage.views[1].get(0) == 7, "what was written before grow is there");
  }
  void after() {
    W::check(stage.views[1].length() == 2, "an old view sees the growth");
    stage.close();
  }
};

}  // namespace assay::cases

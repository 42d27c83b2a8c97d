// Two agents use their views and drop them; the buffer object is long gone. The
// bytes live until the last drop and are freed once.
// Reference: invariant I10; sites 14 and 15.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct TheLastReferenceFreesTheBlock {
  static constexpr CaseInfo kInfo{
      .name = "the_last_reference_frees_the_block",
      .claim = "a block lives until its last view is dropped, and is freed once",
      .bounds = "2 agents, 1 view each",
      .agents = 2};

  Stage<W, 2, 2> stage;

  void before() {
    stage.open();
    stage.buffer.drop();
  }
  void agent(int me) {
    const auto own = static_cast<std::size_t>(me);
    W::check(stage.view(me).set(own, 5), "the cell is in range");
    W::check(stage.view(me).get(own) == 5, "an agent reads its own write");
    stage.view(me).drop();
  }
  void after() {}
};

}  // namespace assay::cases

// One agent drops the last strong reference while another turns a weak one into a
// strong one: it gets living bytes or nothing. The header goes with the last
// weak reference.
// Reference: invariant I10; site 16.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct ADeadBlockIsNeverResurrected {
  static constexpr CaseInfo kInfo{.name = "a_dead_block_is_never_resurrected",
                                  .claim = "a weak reference yields living bytes or nothing",
                                  .bounds = "3 agents, 1 drop, 2 upgrades each",
                                  .agents = 3};

  Stage<W, 1, 1> stage;
  std::array<WeakBuffer<W>, 3> weak;

  void before() {
    stage.open();
    stage.view(0).drop();
    for (auto& one : weak) one = must<W>(WeakBuffer<W>::of(stage.buffer));
  }
  void agent(int me) {
    WeakBuffer<W>& mine = weak[static_cast<std::size_t>(me)];
    if (me == 0) {
      stage.buffer.drop();
    } else {
      for (int i = 0; i < 2; ++i) {
        SharedBuffer<W> strong = mine.upgrade();
        if (strong.empty()) continue;
        W::check(strong.byte_length() == 4, "a living block");
        W::check(strong.block().bytes().template load<std::int32_t>(0, at::cell_load) == 0,
                 "living bytes");
        strong.drop();
      }
    }
    mine.drop();
  }
  void after() { W::check(stage.buffer.empty(), "the last strong reference is gone"); }
};

}  // namespace assay::cases

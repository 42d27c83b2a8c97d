// One message with a buffer goes to two agents: each gets the buffer, once.
// Reference: HTML, BroadcastChannel; invariant I10.
#pragma once

#include "cases/agents/agents_stage.h"

namespace assay::cases {

template <World W>
struct ABroadcastReachesEverybody {
  static constexpr CaseInfo kInfo{
      .name = "a_broadcast_reaches_everybody",
      .claim = "each receiver of a broadcast gets the same buffer, and its own handle of it",
      .bounds = "3 agents, 1 broadcast to 2",
      .agents = 3,
      .spurious = 0};

  AgentsStage<W, 3> stage;

  void before() { stage.open(); }
  void agent(int me) {
    if (me == 0) {
      Draft<W> draft;
      const std::array<Port<W>*, 2> ports{stage.to[1], stage.to[2]};
      must<W>(broadcast<W>(draft.buffer(stage.buffer(1)), ports));
    } else {
      Event<W> event = stage.message(me);
      const bool whole = event.message.buffers.size() == 1 && event.message.is_shared(0) &&
                         !event.message.shared(0).empty();
      W::check(whole && event.message.shared(0).byte_length() == sizeof(std::int32_t),
               "the buffer is there");
      event.message.drop();
    }
  }
  // How agents end beside each other is asked elsewhere.
  void after() {
    for (auto& agent : stage.agents) agent->tear_down();
    stage.close();
  }
};

}  // namespace assay::cases

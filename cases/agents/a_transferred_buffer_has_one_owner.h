// An ordinary buffer in the transfer list moves: its sender has none any more, and its
// receiver's writes race with nobody's.
// Reference: seed row S4; HTML, StructuredSerializeWithTransfer.
#pragma once

#include "cases/agents/agents_stage.h"

namespace assay::cases {

template <World W>
struct ATransferredBufferHasOneOwner {
  static constexpr CaseInfo kInfo{
      .name = "a_transferred_buffer_has_one_owner",
      .claim = "a transferred buffer is its receiver's alone, and was zero when it was made",
      .bounds = "2 agents, 1 transfer",
      .agents = 2,
      .spurious = 0};

  AgentsStage<W, 2> stage;

  void before() { stage.open(); }
  void agent(int me) {
    if (me == 0) {
      auto& mine =
          stage.agent(0).heap().hold(must<W>(ArrayBuffer<W>::create(stage.cluster.blocks, 2)));
      W::check(mine.bytes()[1] == std::byte{0}, "new bytes are zero");
      mine.bytes()[0] = std::byte{7};
      Draft<W> draft;
      stage.post(*stage.to[1], draft.buffer(mine).transfer(mine));
      W::check(mine.detached() && mine.byte_length() == 0, "the sender's is detached");
      W::check(mine.bytes().empty(), "and shows nothing");
    } else {
      Event<W> event = stage.message(1);
      ArrayBuffer<W>& mine = event.message.owned(0);
      W::check(mine.byte_length() == 2 && mine.bytes()[0] == std::byte{7}, "the bytes came");
      mine.bytes()[0] = std::byte{8};
      event.message.drop();
    }
    stage.agent(me).tear_down();
  }
  void after() { stage.close(); }
};

}  // namespace assay::cases

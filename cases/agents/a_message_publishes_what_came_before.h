// An agent writes shared bytes by plain indexing and posts the buffer, with a view of it;
// the receiver reads them through the view that arrived.
// Reference: seed rows S3 and S6; ECMA-262, host-synchronizes-with; site 21.
#pragma once

#include "cases/agents/agents_stage.h"

namespace assay::cases {

template <World W>
struct AMessagePublishesWhatCameBefore {
  static constexpr CaseInfo kInfo{
      .name = "a_message_publishes_what_came_before",
      .claim = "a posted buffer is the receiver's too, with what was written before the post",
      .bounds = "2 agents, 1 message, 1 spurious wake-up each",
      .agents = 2};

  AgentsStage<W, 2> stage;

  void before() { stage.open(); }
  void agent(int me) {
    if (me == 0) {
      SharedBuffer<W>& buffer = stage.buffer(2);
      auto& view = stage.view(0, buffer);
      view.set(1, 7);
      Draft<W> draft;
      stage.post(*stage.to[1], draft.buffer(buffer).view(view));
    } else {
      Event<W> event = stage.message(1);
      W::check(event.message.buffers.size() == 1, "a buffer and its view name one block");
      auto& view =
          stage.agent(1).heap().hold(must<W>(event.message.template array<std::int32_t>(1)));
      event.message.drop();
      W::check(view.get(1) == 7, "what was written before the post");
    }
    stage.agent(me).tear_down();
  }
  void after() { stage.close(); }
};

}  // namespace assay::cases

// An agent posts a buffer to one that is about to end, or has ended: whether the message is
// refused, left unread or dropped, it gives back what it holds.
// Reference: invariants I10 and I11; sites 15 and 21.
#pragma once

#include "cases/agents/agents_stage.h"

namespace assay::cases {

template <World W>
struct AnUndeliveredMessagePinsNothing {
  static constexpr CaseInfo kInfo{
      .name = "an_undelivered_message_pins_nothing",
      .claim = "a message that nobody reads gives back the references of its buffers",
      .bounds = "2 agents, 1 message, 1 teardown each",
      .agents = 2,
      .spurious = 0};

  AgentsStage<W, 2> stage;

  void before() { stage.open(); }
  void agent(int me) {
    if (me == 0) {
      Draft<W> draft;
      stage.post(*stage.to[1], draft.buffer(stage.buffer(1)));
    }
    stage.agent(me).tear_down();
  }
  void after() { stage.close(); }
};

}  // namespace assay::cases

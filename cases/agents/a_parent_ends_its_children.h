// An agent starts one that waits for ever, and ends: it asks its child to end, and waits
// for no more than that.
// Reference: HTML, "terminate a worker"; invariant I9; sites 13 and 23.
#pragma once

#include "cases/agents/agents_stage.h"

namespace assay::cases {

template <World W>
struct AParentEndsItsChildren {
  static constexpr CaseInfo kInfo{
      .name = "a_parent_ends_its_children",
      .claim = "an agent that ends takes those along that it started, parked or not",
      .bounds = "1 agent and 1 that it starts, 1 wait without a deadline",
      .agents = 1,
      .spawnable = 1,
      .spurious = 0};

  AgentsStage<W, 1> stage;

  void before() {
    stage.open();
    stage.cluster.waiters.prepare();
  }
  void agent(int /*me*/) {
    auto& parent = stage.agent(0);
    SharedBuffer<W>& buffer = stage.buffer(1);
    stage.view(0, buffer).set(0, 0);
    auto& child = parent.start(CanBlock::yes, [this](auto& self, Port<W>& port) {
      port.start();
      Event<W> event = self.next();
      if (event.kind != EventKind::message) return;  // asked to end before it looked
      auto& view = self.heap().hold(must<W>(event.message.template array<std::int32_t>(0)));
      event.message.drop();
      const auto result = atomics::wait(stage.cluster, self.record(), view, 0, 0);
      W::check(result.value() == WaitResult::terminated, "nothing else ends this wait");
    });
    Draft<W> draft;
    stage.post(child.port(), draft.view(stage.view(0, buffer)));
    parent.tear_down();
  }
  void after() { stage.close(); }
};

}  // namespace assay::cases

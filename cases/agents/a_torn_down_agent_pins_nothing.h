// An agent that holds the last view of a buffer is asked to end. The bytes are there until
// it has been torn down, which is its own to do; then they are gone.
// Reference: seed row S12; invariants I9 and I10; site 23.
#pragma once

#include "cases/agents/agents_stage.h"

namespace assay::cases {

template <World W>
struct ATornDownAgentPinsNothing {
  static constexpr CaseInfo kInfo{
      .name = "a_torn_down_agent_pins_nothing",
      .claim = "a terminated agent holds its buffers until it is torn down, and no longer",
      .bounds = "2 agents, 1 view, 1 termination, 1 spurious wake-up",
      .agents = 2};

  AgentsStage<W, 2> stage;
  typename W::template Var<bool> has_ended{false};
  std::uint64_t whole = 0;

  void before() {
    stage.open();
    const SharedBuffer<W>& buffer = stage.buffer(1);
    stage.view(1, buffer);
    stage.agent(0).heap().drop_all();
    whole = stage.cluster.blocks.account().bytes();
    W::check(whole == sizeof(std::int32_t), "a view holds its block");
    stage.cluster.roster.keep(stage.agent(1).seat());
  }
  void agent(int me) {
    if (me == 1) {
      W::check(stage.agent(1).next().kind == EventKind::terminated, "nothing else happens");
      W::check(stage.cluster.blocks.account().bytes() == whole, "held until its teardown");
      has_ended.set(true);
      stage.agent(1).tear_down();
      return;
    }
    Seat<W>& other = stage.agent(1).seat();
    other.record.terminate();
    W::await([&] { return other.ended.load(at::agent_observe) != 0; });
    W::check(has_ended.get(), "what it did comes before its end");
    W::check(stage.cluster.blocks.account().bytes() == 0, "gone with its holder");
    stage.cluster.roster.leave(other);
    stage.agent(0).tear_down();
  }
  void after() { stage.close(); }
};

}  // namespace assay::cases

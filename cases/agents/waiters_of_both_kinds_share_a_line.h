// An agent waits asynchronously, then another sleeps at the same place: the first notify of
// one settles the first, the second wakes the other.
// Reference: invariant I4; ECMA-262, WaiterList Objects; sites 11 and 24.
#pragma once

#include "cases/agents/agents_stage.h"

namespace assay::cases {

template <World W>
struct WaitersOfBothKindsShareALine {
  static constexpr CaseInfo kInfo{
      .name = "waiters_of_both_kinds_share_a_line",
      .claim = "first come, first served, over waiters that sleep and waiters that do not",
      .bounds = "2 agents, 1 wait of each kind, 2 notifies of 1",
      .agents = 2,
      .spurious = 0};

  AgentsStage<W, 2> stage;
  std::array<typename AgentsStage<W, 2>::View*, 2> views{};

  void before() {
    stage.open();
    stage.cluster.waiters.prepare();
    const SharedBuffer<W>& buffer = stage.buffer(1);
    for (int i = 0; i < 2; ++i) views[static_cast<std::size_t>(i)] = &stage.view(i, buffer);
    views[0]->set(0, 0);
    W::check(must<W>(stage.agent(0).wait_async(*views[0], 0, 0)).async, "it waits");
  }
  void agent(int me) {
    if (me == 1) {
      W::check(must<W>(atomics::wait(stage.cluster, stage.agent(1).record(), *views[1], 0, 0)) ==
                   WaitResult::ok,
               "a notify wakes it");
      stage.agent(1).tear_down();
      return;
    }
    auto& self = stage.agent(0);
    W::await([&] { return sleepers() == 2; });
    W::check(notify() == 1, "the first in line");
    W::check(sleepers() == 1, "who sleeps came later");
    const Event<W> event = self.next();
    W::check(event.kind == EventKind::settled && event.result == WaitResult::ok, "settled");
    W::check(notify() == 1, "the second in line");
    self.tear_down();
  }
  void after() { stage.close(); }

  std::uint64_t sleepers() {
    return stage.cluster.waiters.waiters(stage.agent(0).record(), views[0]->block(), 0);
  }
  std::uint64_t notify() {
    return must<W>(atomics::notify(stage.cluster, stage.agent(0).record(), *views[0], 0, 1));
  }
};

}  // namespace assay::cases

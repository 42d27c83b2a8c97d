// What the cases about agents set up: agents over one cluster, with a channel from the
// first to each other one.
//
// Thread safety: `open` and `close` run alone; agent i is its own thread's.
// Invariants: after `close` every reference is given back.
#pragma once

#include <array>

#include "cases/stage.h"
#include "harness/subject/agents/agent.h"

namespace assay::cases {

template <World W, std::size_t Agents>
struct AgentsStage {
  static constexpr std::size_t kBuckets = 2;
  using AgentOf = Agent<W, kBuckets>;
  using View = TypedArray<W, std::int32_t>;

  Cluster<W, kBuckets> cluster;
  std::array<AgentOf*, Agents> agents{};
  std::array<Port<W>*, Agents> to{};    // of agent 0, to agent i
  std::array<Port<W>*, Agents> from{};  // of agent i, to agent 0
  std::array<View*, Agents> views{};    // of agent i, after `open_with_views`

  void open() {
    for (auto& agent : agents) agent = W::template make<AgentOf>(cluster, CanBlock::yes);
    for (std::size_t i = 1; i < Agents; ++i) {
      const auto [mine, theirs] = agents[0]->open_channel(agents[i]->seat());
      to[i] = mine;
      from[i] = &agents[i]->adopt(theirs);
      to[i]->start();
      from[i]->start();
    }
  }
  // With the table of waiters there already, and for each agent a view of one zero cell.
  void open_with_views() {
    open();
    cluster.waiters.prepare();
    const SharedBuffer<W>& shared = buffer(1);
    for (std::size_t i = 0; i < Agents; ++i) views[i] = &view(static_cast<int>(i), shared);
    views[0]->set(0, 0);  // the first access fixes the width of a cell in checking Worlds
  }
  // Agents tear themselves down.
  void close() {
    for (auto& agent : agents) W::template destroy<AgentOf>(agent);
    cluster.roster.clear();
    W::check(cluster.blocks.account().bytes() == 0, "bytes are charged that nobody holds");
    W::check(cluster.blocks.account().reserved() == 0, "address space that nobody holds");
  }

  AgentOf& agent(int i) { return *agents[static_cast<std::size_t>(i)]; }

  // A buffer of `cells` zero cells, on the heap of agent 0.
  SharedBuffer<W>& buffer(std::size_t cells) {
    return agent(0).heap().hold(
        must<W>(SharedBuffer<W>::create(cluster.blocks, cells * sizeof(std::int32_t))));
  }
  // A view of it, on the heap of agent i.
  View& view(int i, const SharedBuffer<W>& buffer) {
    return agent(i).heap().hold(must<W>(View::create(buffer)));
  }

  // At the cell of `open_with_views`, by agent i.
  void begin_wait(int i, atomics::Milliseconds timeout = atomics::kForever) {
    W::check(must<W>(agent(i).wait_async(view(i), 0, 0, timeout)).async, "it waits");
  }
  std::uint64_t notify(int i, std::uint64_t count = kAllWaiters) {
    return must<W>(atomics::notify(cluster, agent(i).record(), view(i), 0, count));
  }
  std::uint64_t waiters(int i) {
    return cluster.waiters.waiters(agent(i).record(), view(i).block(), 0);
  }
  View& view(int i) { return *views[static_cast<std::size_t>(i)]; }

  void post(Port<W>& port, const Draft<W>& draft) { must<W>(port.post(draft)); }
  // The next event, which is a message.
  Event<W> message(int i) {
    Event<W> event = agent(i).next();
    W::check(event.kind == EventKind::message, "the next event is a message");
    return event;
  }
};

}  // namespace assay::cases

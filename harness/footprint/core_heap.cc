#include "harness/footprint/core_heap.h"

#include "harness/subject/agents/agent.h"
#include "harness/world/production.h"

namespace assay {
namespace {

using W = Production;

template <class Handle>
void hold(Agent<W>& self, Result<Handle> made) {
  if (made.ok()) self.heap().hold(std::move(made.value()));
}

// The dataset in a view that differs from worker to worker.
void wrap(Agent<W>& self, const SharedBuffer<W>& dataset, std::uint64_t number) {
  switch (number % 3) {
    case 0:
      return hold(self, TypedArray<W, std::uint8_t>::create(dataset));
    case 1:
      return hold(self, Int32Array<W>::create(dataset));
    default:
      return hold(self, DataView<W>::create(dataset));
  }
}

void say_done(Port<W>& port) {
  (void)port.post(Draft<W>().number(1));  // numbers can always be cloned
}

// A worker: wraps what it gets, and holds it until it is ended.
void work(Agent<W>& self, Port<W>& parent, std::uint64_t number) {
  parent.start();
  if (number == 1) hold(self, ArrayBuffer<W>::create(self.cluster().blocks, kOwnBytes));
  for (;;) {
    Event<W> event = self.next();
    if (event.kind == EventKind::terminated) return;
    if (event.kind == EventKind::message) {
      for (std::size_t i = 0; i < event.message.buffers.size(); ++i) {
        auto& buffer = self.heap().hold(std::move(event.message.shared(i)));
        if (i == 0) wrap(self, buffer, number);
        if (i == 1) hold(self, Int32Array<W>::create(buffer));
      }
      say_done(parent);
    }
    event.message.drop();
  }
}

CensusAgent row_of(std::string agent, const std::vector<Wrapper>& wrappers) {
  CensusAgent row{.agent = std::move(agent), .wrappers = {}};
  for (const Wrapper& each : wrappers) {
    row.wrappers.push_back({.constructor = std::string(each.constructor),
                            .bytes = static_cast<std::int64_t>(each.bytes),
                            .store = each.block});
    row.attributed += static_cast<std::int64_t>(each.own_bytes);
  }
  return row;
}

Result<HeapCensus> census_of(Agent<W>& main, const Dataset& dataset) {
  Cluster<W>& cluster = main.cluster();
  Result<SharedBuffer<W>> made = SharedBuffer<W>::create(cluster.blocks, dataset.bytes);
  if (!made.ok()) return made.error();
  auto& data = main.heap().hold(std::move(made.value()));
  made = SharedBuffer<W>::create(cluster.blocks, kTurnsBytes);
  if (!made.ok()) return made.error();
  auto& turns = main.heap().hold(std::move(made.value()));
  hold(main, TypedArray<W, double>::create(data));

  std::vector<Worker<W, kDefaultBuckets>*> workers;
  for (std::uint64_t number = 1; number <= dataset.workers; ++number) {
    auto& worker = main.start(
        CanBlock::yes, [number](Agent<W>& self, Port<W>& parent) { work(self, parent, number); });
    worker.port().start();
    workers.push_back(&worker);
    Draft<W> draft;
    draft.buffer(data);
    if (number == 1) draft.buffer(turns);
    if (const auto posted = worker.port().post(draft); !posted.ok()) return posted.error();
    main.next().message.drop();  // done
  }

  HeapCensus census{.agents = {row_of("main", main.heap().rows())}, .stores = {}};
  for (auto* const worker : workers) {
    main.inspect(worker->seat());
    census.agents.push_back(
        row_of("worker " + std::to_string(census.agents.size()), main.next().wrappers));
  }
  const auto add_store = [&census](BlockId id, std::string what, std::size_t bytes) {
    const auto all = static_cast<std::int64_t>(bytes);
    census.stores.push_back({.id = id, .what = std::move(what), .bytes = all, .attributed = all});
  };
  add_store(data.id(), "dataset", data.byte_length());
  add_store(turns.id(), "turns", turns.byte_length());
  // Bytes of their own are the agents'.
  CensusStore own{.id = 0, .what = "own"};
  for (const CensusAgent& each : census.agents) own.bytes += each.attributed;
  census.stores.push_back(own);
  census.external = static_cast<std::int64_t>(cluster.blocks.account().bytes());
  return census;
}

}  // namespace

Result<HeapCensus> take_census_of_core(const Dataset& dataset) {
  Cluster<W> cluster;
  Agent<W> main(cluster, CanBlock::yes);
  Result<HeapCensus> census = census_of(main, dataset);
  main.tear_down();
  return census;
}

}  // namespace assay

// What most cases set up: a cluster, an agent record and a view for each agent,
// all over one zeroed buffer.
//
// Thread safety: `open` and `close` run alone; agent i uses its own record and view.
// Invariants: after `close` every reference is given back.
#pragma once

#include <array>

#include "harness/engines/case.h"
#include "harness/subject/wait_notify.h"

namespace assay::cases {

// The value of a result that cannot be an error here; else the execution ends.
template <World W, class T>
T must(Result<T> result) {
  if (!result.ok()) W::abandon("an operation failed that cannot");
  return std::move(result.value());
}

// Two buckets: neighbouring cells are in different ones, as at full size.
template <World W, std::size_t Agents, std::size_t Cells, std::size_t Buckets = 2,
          Element T = std::int32_t>
struct Stage {
  Cluster<W, Buckets> cluster;
  std::array<AgentRecord<W>, Agents> agents;
  SharedBuffer<W> buffer;
  std::array<TypedArray<W, T>, Agents> views;

  // With the table of waiters there already: how it is made is a question of its own.
  void open() {
    open_without_table();
    cluster.waiters.prepare();
  }
  void open_without_table() {
    buffer = must<W>(SharedBuffer<W>::create(cluster.blocks, Cells * sizeof(T)));
    for (auto& view : views) view = must<W>(TypedArray<W, T>::create(buffer));
    // The first access fixes the width of a cell in checking Worlds.
    for (std::size_t i = 0; i < Cells; ++i) views[0].set(i, 0);
  }
  void close() {
    for (auto& view : views) view.drop();
    buffer.drop();
  }

  T load(int me, std::size_t cell) { return must<W>(atomics::load(view(me), cell)); }
  void store(int me, std::size_t cell, T value) { must<W>(atomics::store(view(me), cell, value)); }
  T add(int me, std::size_t cell, T value) { return must<W>(atomics::add(view(me), cell, value)); }
  WaitResult wait(int me, std::size_t cell, T expected,
                  atomics::Milliseconds timeout = atomics::kForever) {
    return must<W>(atomics::wait(cluster, record(me), view(me), cell, expected, timeout));
  }
  std::uint64_t notify(int me, std::size_t cell, std::uint64_t count = kAllWaiters) {
    return must<W>(atomics::notify(cluster, record(me), view(me), cell, count));
  }
  // How many agents sleep at a cell.
  std::uint64_t sleepers(int me, std::size_t cell) {
    return cluster.waiters.waiters(record(me), view(me).block(), view(me).byte_index(cell));
  }
  void await_sleepers(int me, std::size_t cell, std::uint64_t count) {
    W::await([&] { return sleepers(me, cell) >= count; });
  }

  AgentRecord<W>& record(int me) { return agents[static_cast<std::size_t>(me)]; }
  TypedArray<W, T>& view(int me) { return views[static_cast<std::size_t>(me)]; }
};

}  // namespace assay::cases

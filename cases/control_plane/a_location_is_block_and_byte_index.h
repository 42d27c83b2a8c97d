// A waiter is found through any view of its byte, and through no other block.
// Reference: invariant I7; WebKit PR 8060.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct ALocationIsBlockAndByteIndex {
  static constexpr CaseInfo kInfo{
      .name = "a_location_is_block_and_byte_index",
      .claim = "notify finds a waiter by block and byte index, whatever view names it",
      .bounds = "2 agents, 2 blocks, 1 waiter",
      .agents = 2,
      .native_executions = 4'000};

  static constexpr std::size_t kCell = 2;  // byte 8: element 1 of a BigInt64Array
  Stage<W, 2, 4, 1> stage;                 // one bucket: all locations meet
  SharedBuffer<W> other;
  Int32Array<W> other_view;
  BigInt64Array<W> wide_view;

  void before() {
    stage.open();
    other = must<W>(SharedBuffer<W>::create(stage.cluster.blocks, 16));
    other_view = must<W>(Int32Array<W>::create(other));
    wide_view = must<W>(BigInt64Array<W>::create(stage.buffer));
  }
  void agent(int me) {
    if (me == 1) {
      W::check(stage.wait(1, kCell, 0) == WaitResult::ok, "the value never changes");
      return;
    }
    stage.await_sleepers(0, kCell, 1);
    W::check(stage.notify(0, kCell - 1) == 0, "nobody sleeps at the cell before");
    W::check(must<W>(atomics::notify(stage.cluster, stage.record(0), other_view, kCell)) == 0,
             "nobody sleeps in the other block");
    W::check(must<W>(atomics::notify(stage.cluster, stage.record(0), wide_view, 1)) == 1,
             "the same byte through a wider view");
  }
  void after() {
    other_view.drop();
    wide_view.drop();
    other.drop();
    stage.close();
  }
};

}  // namespace assay::cases

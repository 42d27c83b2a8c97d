// An agent copies a buffer that another one grows meanwhile into one that has room for
// what was there first. It copies that, or finds that it does not fit; never does it
// write past the end.
// Reference: invariant I12; site 20.
#pragma once

#include "cases/growing_stage.h"
#include "harness/subject/bulk.h"

namespace assay::cases {

template <World W>
struct ABulkCopyFetchesALengthOnce {
  static constexpr CaseInfo kInfo{
      .name = "a_bulk_copy_fetches_a_length_once",
      .claim = "what a copy checked is what it copies, however the buffer grows meanwhile",
      .bounds = "2 agents, 1 grow, 1 set of up to 2 elements",
      .agents = 2};

  GrowingStage<W, 2> stage;
  SharedBuffer<W> target;
  TypedArray<W, std::int32_t> before_the_guard;
  TypedArray<W, std::int32_t> guard;

  void before() {
    stage.open(1, 2);
    stage.views[0].set(0, 5);
    target = must<W>(SharedBuffer<W>::create(stage.blocks, stage.bytes(2)));
    before_the_guard = must<W>(TypedArray<W, std::int32_t>::create(target, 0, 1));
    guard = must<W>(TypedArray<W, std::int32_t>::create(target, stage.bytes(1), 1));
    before_the_guard.set(0, 1);
    guard.set(0, 2);
  }
  void agent(int me) {
    if (me == 0) {
      W::check(stage.buffers[0].grow(stage.bytes(2)).ok(), "the grow succeeds");
      return;
    }
    const bool copied = bulk::set(before_the_guard, stage.views[1]).ok();
    W::check(before_the_guard.get(0) == (copied ? 5 : 1), "all was copied, or nothing");
    W::check(guard.get(0) == 2, "nothing is written past the end");
  }
  void after() {
    before_the_guard.drop();
    guard.drop();
    target.drop();
    stage.close();
  }
};

}  // namespace assay::cases

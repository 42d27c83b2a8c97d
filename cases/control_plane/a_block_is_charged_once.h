// Two agents grow one buffer, hold it through handles and views, and wait on it. The
// account has its length, once; and nothing when the last of them is gone.
// Reference: invariant I11; site 26.
#pragma once

#include "cases/growing_stage.h"
#include "harness/subject/wait_notify.h"

namespace assay::cases {

template <World W>
struct ABlockIsChargedOnce {
  static constexpr CaseInfo kInfo{
      .name = "a_block_is_charged_once",
      .claim = "the account has each block's length once, growth included, and nothing at the end",
      .bounds = "2 agents, 1 block, 1 grow and 1 wait each",
      .agents = 2,
      .native_executions = 4'000};

  GrowingStage<W, 2> stage;
  Cluster<W, 1> cluster;
  std::array<AgentRecord<W>, 2> records;
  MemoryAccount<W>& account = stage.blocks.account();

  void before() {
    stage.open(1, 4);
    stage.views[0].set(0, 0);
    cluster.waiters.prepare();
    W::check(account.bytes() == stage.bytes(1), "the length at creation");
    W::check(account.reserved() == stage.bytes(4), "the address space of the whole");
  }
  void agent(int me) {
    const auto own = static_cast<std::size_t>(me);
    const SharedBuffer<W>& buffer = stage.buffers[own];
    (void)buffer.grow(me == 0 ? stage.bytes(4) : stage.bytes(2));  // too late for the less
    Result<SharedBuffer<W>> another = buffer.share();
    const Result<WaitResult> waited =
        atomics::wait(cluster, records[own], stage.views[own], 0, 0, 0);
    W::check(waited.ok() && waited.value() == WaitResult::timed_out, "a wait without time");
    W::check(account.bytes() <= stage.bytes(4), "no more than there is");
    must<W>(std::move(another)).drop();
  }
  void after() {
    W::check(account.bytes() == stage.bytes(4), "the length in the end");
    W::check(account.reserved() == stage.bytes(4), "the address space of the whole");
    W::check(account.peak().bytes == stage.bytes(4), "the most is the end");
    W::check(account.peak().block == stage.buffers[0].id(), "and this block's");
    stage.close();
    W::check(account.bytes() == 0, "bytes are charged that nobody holds");
    W::check(account.reserved() == 0, "address space is taken that nobody holds");
    W::check(account.peak().bytes == stage.bytes(4), "a peak stays");
  }
};

}  // namespace assay::cases

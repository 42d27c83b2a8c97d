// Three agents take a bucket's lock in turn: one at a time, and each sees what the
// last one wrote.
// Reference: site 6.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W, std::size_t Agents>
struct BucketLockExcludesAgents {
  static constexpr CaseInfo kInfo{
      .name = Agents == 3 ? "bucket_lock_excludes" : "bucket_lock_excludes_four",
      .claim = "one agent at a time holds a bucket, and sees it as the last one left it",
      .bounds = Agents == 3 ? "3 agents, 1 section each" : "4 agents, 1 section each",
      .agents = static_cast<int>(Agents),
      .native_executions = 8'000};

  BucketLock<W> lock;
  std::array<AgentRecord<W>, Agents> agents;
  typename W::template Var<int> inside;
  typename W::template Var<int> sections;

  void before() {}
  void agent(int me) {
    lock.acquire(agents[static_cast<std::size_t>(me)]);
    W::check(inside.get() == 0, "two agents hold the lock");
    inside.set(1);
    sections.set(sections.get() + 1);
    inside.set(0);
    lock.release();
  }
  void after() { W::check(sections.get() == static_cast<int>(Agents), "a section was lost"); }
};

template <World W>
using BucketLockExcludes = BucketLockExcludesAgents<W, 3>;
template <World W>
using BucketLockExcludesFour = BucketLockExcludesAgents<W, 4>;

}  // namespace assay::cases

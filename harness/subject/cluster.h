// An agent cluster: the agents that may share memory, and what they share for
// it: the waiter table, the source and the account of their blocks, their seats.
//
// Thread safety: all members may be used by any agent of the cluster.
// Invariants: outlives every block, buffer and agent of the cluster.
// Reference: ECMA-262, Agent Clusters.
#pragma once

#include "harness/subject/roster.h"
#include "harness/subject/waiter_table.h"

namespace assay {

// Enough that 64 busy locations rarely meet; a bucket is one or two cache lines.
inline constexpr std::size_t kDefaultBuckets = 256;

template <World W, std::size_t Buckets = kDefaultBuckets>
struct Cluster {
  using WorldType = W;

  // `budget`: bytes of address space that the blocks may reserve together.
  explicit Cluster(std::uint64_t budget = MemoryAccount<W>::kNoBudget) : blocks(budget) {}

  BlockSource<W> blocks;  // and their account
  WaiterTable<W, Buckets> waiters;
  Roster<W> roster;
};

}  // namespace assay

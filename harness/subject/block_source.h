// Where the blocks of an agent cluster come from: an id for each, and the account that
// they go on.
//
// Thread safety: any agent.
// Invariants: an id is handed out once (I8); outlives every block of its cluster.
// Reference: ECMA-262, Agent Clusters; site 27.
#pragma once

#include "harness/subject/memory_account.h"

namespace assay {

template <World W>
class BlockSource {
 public:
  // `budget`: bytes of address space that its blocks may reserve together.
  explicit BlockSource(std::uint64_t budget = MemoryAccount<W>::kNoBudget) : account_(budget) {}

  // Relaxed: ids only have to differ.
  BlockId next_id() { return next_.fetch_add(1, at::block_id); }
  MemoryAccount<W>& account() { return account_; }

 private:
  typename W::template Atomic<BlockId> next_{1};
  MemoryAccount<W> account_;
};

}  // namespace assay

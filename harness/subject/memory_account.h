// What the blocks of an agent cluster take: address space, within a budget, and bytes
// of memory; and the moment at which it was most.
//
// An engine asks `bytes` whether it is time to collect garbage: blocks that nobody
// holds any more stand there until their handles are finalised. It reports `peak`
// where memory runs short.
//
// Each block is counted once, however many handles, views and agents hold it: by the
// block itself, as its length grows, until its last reference goes (block.h). Bytes are
// those that were asked for, not pages.
//
// Thread safety: any agent.
// Invariants:
// - reserved() <= budget(), however many agents reserve at once.
// - bytes() has a block's length as soon as its creation or its grow returns, and
//   reserved() its whole address space before that; neither is ever below zero, and
//   both return to zero with the last block (I11).
// - peak().bytes is the most that bytes() ever was, as soon as the charge returns.
// Reference: V8's Isolate::AdjustAmountOfExternalAllocatedMemory and its limit of
// reserved address space; sites 25 and 26.
#pragma once

#include <cstdint>
#include <limits>

#include "harness/subject/snapshot.h"

namespace assay {

// Never the same for two blocks of a cluster; 0 names none.
using BlockId = std::uint64_t;

// The largest bytes() so far, and whose creation or growth made it.
struct MemoryPeak {
  std::uint64_t bytes = 0;
  BlockId block = 0;
  std::uint64_t block_bytes = 0;  // the length that it had by that
  friend bool operator==(const MemoryPeak&, const MemoryPeak&) = default;
};

template <World W>
class MemoryAccount {
 public:
  static constexpr std::uint64_t kNoBudget = std::numeric_limits<std::uint64_t>::max();

  explicit MemoryAccount(std::uint64_t budget = kNoBudget) : budget_(budget) {}

  // -- address space ---------------------------------------------------------------
  std::uint64_t budget() const { return budget_; }
  std::uint64_t reserved() const { return reserved_.load(at::budget_peek); }

  // False, and nothing taken: the budget does not have so much left.
  bool reserve(std::uint64_t bytes, Where where = {}) {
    std::uint64_t taken = reserved_.load(at::budget_peek, where);
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::budget_checked_then_added)) {
        if (bytes > budget_ - taken) return false;
        reserved_.fetch_add(bytes, at::budget_give, where);
        return true;
      }
    // Relaxed: a number that bounds itself; what is reserved is nobody else's to see.
    while (bytes <= budget_ - taken)
      if (reserved_.compare_exchange(taken, taken + bytes, at::budget_take, at::budget_take_fail,
                                     where))
        return true;
    return false;
  }
  void unreserve(std::uint64_t bytes, Where where = {}) {
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::account_never_refunds)) return;
    reserved_.fetch_sub(bytes, at::budget_give, where);
  }

  // -- memory ----------------------------------------------------------------------
  std::uint64_t bytes() const { return bytes_.load(at::account_read); }
  MemoryPeak peak(Where where = {}) const {
    const auto [bytes, block, block_bytes] = peak_.read(where);
    return {bytes, block, block_bytes};
  }

  // `more` bytes by a block that has `block_bytes` with them.
  void charge(std::uint64_t more, BlockId block, std::uint64_t block_bytes, Where where = {}) {
    // Relaxed: each sum in the counter's order is somebody's, the greatest too.
    const std::uint64_t sum = bytes_.fetch_add(more, at::account_add, where) + more;
    // Mostly the peak is elsewhere; then nobody takes turns.
    if (sum <= peak_.word(0, where)) return;
    peak_.replace_if([sum](const auto& now) { return sum > now[0]; }, {sum, block, block_bytes},
                     where);
  }
  void refund(std::uint64_t bytes, Where where = {}) {
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::account_never_refunds)) return;
    // Relaxed: after each charge of the block, for its last reference goes after them.
    bytes_.fetch_sub(bytes, at::account_sub, where);
  }

 private:
  const std::uint64_t budget_;
  typename W::template Atomic<std::uint64_t> reserved_{0};
  typename W::template Atomic<std::uint64_t> bytes_{0};
  Snapshot<W, 3> peak_;
};

}  // namespace assay

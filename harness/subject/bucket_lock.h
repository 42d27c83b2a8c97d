// The lock of a bucket of waiters: one word, first come first served.
//
// The word is 0, kHeld, or the newest queued agent with kHeld set; each queued
// agent links to the one queued before it. The owner hands the lock to the
// oldest by granting it, so nobody is overtaken once queued. Written out here
// instead of taken from the World, because its orders are sites like all others
// (site 6).
//
// Thread safety: `acquire` by an agent that does not hold the lock; `release` by
// the one that does. The links of queued agents belong to the holder.
// Invariants:
// - At most one agent holds the lock; what it wrote is seen by the next holder.
// - A release sequence runs through the word: every change of it is a
//   read-modify-write, so one acquiring read sees the links of all queued agents.
#pragma once

#include <cstdint>

#include "harness/subject/agent_record.h"

namespace assay {

template <World W>
class BucketLock {
 public:
  void acquire(AgentRecord<W>& me) {
    std::uintptr_t seen = kFree;
    // Acquire, pairs with lock.drop: the bucket as its last owner left it.
    if (word_.compare_exchange(seen, kHeld, at::lock_take, at::lock_take_fail)) return;
    while (!take_or_queue(me, seen)) {
    }
  }

  void release() {
    std::uintptr_t seen = kHeld;
    // Release, pairs with lock.take. Where agents queued: acquire, pairs with
    // lock.queue, for their links are read next.
    if (word_.compare_exchange(seen, kFree, at::lock_drop, at::lock_drop_fail)) return;
    AgentRecord<W>* const heir = take_oldest(seen);
    // Release, pairs with lock.granted: the bucket as I leave it.
    heir->lock_granted.store(1, at::lock_grant);
    heir->parker.unpark();
  }

 private:
  static constexpr std::uintptr_t kFree = 0;
  static constexpr std::uintptr_t kHeld = 1;

  // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast,performance-no-int-to-ptr): tagged
  static std::uintptr_t queued(AgentRecord<W>& newest) {
    return reinterpret_cast<std::uintptr_t>(&newest) | kHeld;
  }
  static AgentRecord<W>* newest_of(std::uintptr_t word) {
    return reinterpret_cast<AgentRecord<W>*>(word & ~kHeld);
  }
  // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast,performance-no-int-to-ptr)

  // One attempt, by what the word was last seen to be. True: the lock is mine.
  bool take_or_queue(AgentRecord<W>& me, std::uintptr_t& seen) {
    if (seen == kFree)
      return word_.compare_exchange(seen, kHeld, at::lock_take, at::lock_take_fail);
    me.lock_below.set(newest_of(seen));
    me.lock_granted.store(0, at::lock_reset);  // relaxed: published by lock.queue
    // Release, pairs with lock.drop.fail and lock.pop.fail: my link.
    if (!word_.compare_exchange(seen, queued(me), at::lock_queue, at::lock_queue_fail))
      return false;
    // Acquire, pairs with lock.grant: the bucket as its last owner left it.
    while (me.lock_granted.load(at::lock_granted) == 0) me.parker.park(kNever);
    return true;
  }

  // Takes the agent that queued first off the queue. `seen` is the word, not kHeld.
  AgentRecord<W>* take_oldest(std::uintptr_t seen) {
    for (;;) {
      AgentRecord<W>* above = nullptr;
      AgentRecord<W>* oldest = newest_of(seen);
      while (AgentRecord<W>* const below = oldest->lock_below.get()) {
        above = oldest;
        oldest = below;
      }
      if (above != nullptr) {
        above->lock_below.set(nullptr);
        return oldest;
      }
      // The only one: it leaves by the word itself. Relaxed: the owner publishes
      // nothing here. Where another queued meanwhile: acquire, for its link.
      if (word_.compare_exchange(seen, kHeld, at::lock_pop, at::lock_pop_fail)) return oldest;
    }
  }

  typename W::template Atomic<std::uintptr_t> word_{kFree};
};

}  // namespace assay

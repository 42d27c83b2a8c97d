// The waiter table of an agent cluster: who sleeps at which location, and how
// notify finds them.
//
// A location is (block id, byte index). Locations hash to buckets; a bucket has
// its own lock, list and count, so traffic at one location does not stall
// another (I15). No allocation and no destructor runs under a lock (I16), nor a
// system call for those that sleep: notify claims them under the lock and wakes them
// after it.
//
// How no wake-up is lost (I1). The bucket's count is one half of a Dekker pair:
//   wait:    count += 1 ; read the value        (count.enter, wait.value)
//   notify:  write the value ; count += 0       (a store of any kind, count.check)
// Both sides are read-modify-writes of one word, so one comes first: either notify
// finds a waiter counted, or wait, which acquires what notify released, reads what was
// written. Hence notify without waiters takes no lock.
//
// Nor is there a shortcut where the table does not exist yet: a notify that found none
// would be half of a second Dekker pair, by a load that nothing keeps behind the store
// that it announces. So wait and notify both make the table, and only then ask.
//
// Who decides a wait. The waiter's state leaves `waiting` by one compare-exchange:
// to `claimed` by the notify that counts it, to `timed_out` or `terminated` by its
// own agent. A claimed waiter is always notified, so the sum of what notify
// returns is the number of waits that end `ok` (I2, I3, I9).
//
// A waiter without an agent that sleeps, of waitAsync, stands in the same list (I4); its
// notify posts a letter to the agent instead of waking it, and does so under the lock,
// so that the letters of several notifies are in the order of the list.
//
// Thread safety: all calls by any agent, with its own record.
// Invariants: I1-I7, I9, I15, I16 of the core's semantics; after `wait` returns
// its agent is in no list.
// Reference: ECMA-262, WaiterList Objects, Atomics.wait, Atomics.notify.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "harness/subject/bucket_lock.h"
#include "harness/subject/lazy.h"
#include "harness/subject/waiter_list.h"

namespace assay {

enum class WaitResult : std::uint8_t { ok, not_equal, timed_out, terminated };

// A notify without a count wakes all.
inline constexpr std::uint64_t kAllWaiters = std::numeric_limits<std::uint64_t>::max();

template <World W, std::size_t Buckets>
class WaiterTable {
  static_assert(Buckets > 0);

 public:
  // Sleeps at (block, byte_index) while the cell there holds `expected`, until a
  // notify, the deadline on W's clock, or the agent's termination. A deadline of 0
  // never sleeps. Precondition: the caller holds `block` for the whole call, and
  // the cell is inside it and aligned.
  template <class T>
  WaitResult wait(AgentRecord<W>& me, Block<W>& block, std::size_t byte_index, T expected,
                  Time deadline) {
    Bucket& bucket = bucket_of(block.id(), byte_index);
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::compare_before_lock) &&
          block.bytes().template load<T>(byte_index, at::wait_value) != expected)
        return WaitResult::not_equal;

    bucket.lock.acquire(me);
    const WaitResult entered = enter(me.waiter, bucket, block, byte_index, expected, deadline);
    bucket.lock.release();
    if (entered != WaitResult::ok) return entered;
    return sleep(me, bucket, deadline);
  }

  // As `wait`, for a waiter with a letter, and without sleeping: `ok` means that it is
  // enqueued, until a notify posts its letter to `me` or `withdraw` takes it out.
  template <class T>
  WaitResult enqueue(AgentRecord<W>& me, Waiter<W>& waiter, Block<W>& block, std::size_t byte_index,
                     T expected, Time deadline) {
    Bucket& bucket = bucket_of(block.id(), byte_index);
    bucket.lock.acquire(me);
    const WaitResult entered = enter(waiter, bucket, block, byte_index, expected, deadline);
    bucket.lock.release();
    return entered;
  }
  // False: a notify has claimed the waiter, and its letter is there or on its way.
  // Precondition: enqueued by `me`.
  bool withdraw(AgentRecord<W>& me, Waiter<W>& waiter, WaitState to) {
    if (!withdraw(waiter, to)) return false;
    retire(me, waiter, bucket_of(waiter.block.get(), waiter.byte_index.get()));
    return true;
  }

  // Wakes up to `count` waiters of (block, byte_index), first come first woken, and
  // returns how many.
  std::uint64_t notify(AgentRecord<W>& me, Block<W>& block, std::size_t byte_index,
                       std::uint64_t count) {
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::count_ignored)) count = kAllWaiters;
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::no_table_is_nobody) && !buckets_.exists()) return 0;
    Bucket& bucket = bucket_of(block.id(), byte_index);
    // Release, pairs with count.enter: the store that this notify announces came first,
    // then the question who is here. Acquire, pairs with count.leave and with itself: a
    // notify of nobody is a critical section too, ordered after those that are over.
    if (bucket.count.fetch_add(0, at::count_check) == 0) return 0;

    bucket.lock.acquire(me);
    Claimed claimed = claim(bucket, location(block.id(), byte_index), count);
    bucket.lock.release();
    wake(claimed);
    return claimed.count;
  }

  // Makes the table now, instead of in the first wait or notify.
  void prepare() { buckets_.get(); }

  // How many agents sleep at a location. For tests and inspection.
  std::uint64_t waiters(AgentRecord<W>& me, Block<W>& block, std::size_t byte_index) {
    Bucket& bucket = bucket_of(block.id(), byte_index);
    bucket.lock.acquire(me);
    std::uint64_t found = 0;
    for (Waiter<W>* w = bucket.list.first(); w != nullptr; w = w->next.get())
      if (is_at(*w, location(block.id(), byte_index))) ++found;
    bucket.lock.release();
    return found;
  }

 private:
  struct Location {
    BlockId block;
    std::size_t byte_index;
  };

  // Aligned, so that buckets do not share a cache line.
  struct alignas(64) Bucket {
    BucketLock<W> lock;
    typename W::template Atomic<std::uint32_t> count{0};
    WaiterList<W> list;
  };

  // Waiters that one notify owns, linked by `next` in order of arrival.
  struct Claimed {
    Waiter<W>* first = nullptr;
    Waiter<W>* last = nullptr;
    std::uint64_t count = 0;
  };

  static Location location(BlockId block, std::size_t byte_index) { return {block, byte_index}; }

  static bool is_at(const Waiter<W>& waiter, const Location& location) {
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::location_without_block))
        return waiter.byte_index.get() == location.byte_index;
    return waiter.block.get() == location.block && waiter.byte_index.get() == location.byte_index;
  }

  Bucket& bucket_of(BlockId block, std::size_t byte_index) {
    // Neighbouring cells go to neighbouring buckets, blocks start anywhere.
    constexpr std::uint64_t kGolden = 0x9E37'79B9'7F4A'7C15;
    constexpr unsigned kHigh = 32;
    return buckets_
        .get()[(((block * kGolden) >> kHigh) + byte_index / sizeof(std::int32_t)) % Buckets];
  }

  // Under the lock: counts, compares, and enqueues. `ok` means enqueued.
  template <class T>
  WaitResult enter(Waiter<W>& waiter, Bucket& bucket, Block<W>& block, std::size_t byte_index,
                   T expected, Time deadline) {
    bool counted_late = false;
    bool compared_before = false;
    bool enqueues_anyway = false;
    if constexpr (W::kHasMutants) {
      counted_late = W::mutated(Mutant::register_after_compare);
      compared_before = W::mutated(Mutant::compare_before_lock);
      enqueues_anyway = W::mutated(Mutant::not_equal_stays_linked);
    }
    // Acquire, pairs with count.check: I am here, then I read.
    if (!counted_late) bucket.count.fetch_add(1, at::count_enter);
    // Seq-cst, pairs with cell.store: the comparison is an Atomics.load.
    const bool equal =
        compared_before || block.bytes().template load<T>(byte_index, at::wait_value) == expected;
    if (counted_late) bucket.count.fetch_add(1, at::count_enter);

    if (!equal && !enqueues_anyway) {
      leave(bucket);
      return WaitResult::not_equal;
    }
    if (equal && deadline == 0) {
      leave(bucket);
      return WaitResult::timed_out;
    }
    waiter.state.store(value(WaitState::waiting), at::state_reset);
    waiter.block.set(block.id());
    waiter.byte_index.set(byte_index);
    bucket.list.push_back(waiter);
    return equal ? WaitResult::ok : WaitResult::not_equal;
  }

  // Under the lock and after the unlink: a count that is too large only costs a notify
  // the lock (site 10). Release, pairs with count.check: who takes no lock is after this.
  void leave(Bucket& bucket) { bucket.count.fetch_sub(1, at::count_leave); }

  WaitResult sleep(AgentRecord<W>& me, Bucket& bucket, Time deadline) {
    Waiter<W>& waiter = me.waiter;
    bool parked = false;
    for (;;) {
      // Acquire, pairs with state.publish: what came before notify is seen here.
      const auto state = static_cast<WaitState>(waiter.state.load(at::state_observe));
      if (state == WaitState::notified) return WaitResult::ok;
      bool looks = true;
      if constexpr (W::kHasMutants) looks = !parked || !W::mutated(Mutant::terminate_seen_once);
      if (state == WaitState::waiting && looks && me.must_end()) {
        if (withdraw(waiter, WaitState::terminated))
          return retired(me, bucket, WaitResult::terminated);
        if constexpr (W::kHasMutants)
          if (W::mutated(Mutant::terminate_swallows)) return WaitResult::terminated;
        continue;  // claimed first: this agent owes that notify an `ok`
      }
      // A claimed waiter is about to be notified: its deadline has lost.
      const bool woken = me.parker.park(state == WaitState::waiting ? deadline : kNever);
      parked = true;
      if constexpr (W::kHasMutants)
        if (W::mutated(Mutant::park_without_loop) && woken)
          return retired(me, bucket, WaitResult::ok);
      if (!woken && withdraw(waiter, WaitState::timed_out))
        return retired(me, bucket, WaitResult::timed_out);
    }
  }

  // The agent's own way out of `waiting`. False: a notify claimed it.
  bool withdraw(Waiter<W>& waiter, WaitState to) {
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::expire_without_winner)) return true;
    // Relaxed: nothing is published, and a loser reads state.observe next.
    std::uint32_t expected = value(WaitState::waiting);
    return waiter.state.compare_exchange(expected, value(to), at::state_withdraw,
                                         at::state_withdraw_fail);
  }

  WaitResult retired(AgentRecord<W>& me, Bucket& bucket, WaitResult result) {
    retire(me, me.waiter, bucket);
    return result;
  }
  // A withdrawn waiter leaves its list.
  void retire(AgentRecord<W>& me, Waiter<W>& waiter, Bucket& bucket) {
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::expired_stays_linked)) return;
    bucket.lock.acquire(me);
    if (waiter.linked.get()) {
      bucket.list.unlink(waiter);
      leave(bucket);
    }
    bucket.lock.release();
  }

  // Under the lock: takes up to `count` waiters of a location out of the list. A
  // waiter that withdrew meanwhile is left to its own agent, and not counted.
  Claimed claim(Bucket& bucket, const Location& where, std::uint64_t count) {
    Claimed claimed;
    bool newest_first = false;
    bool counts_withdrawn = false;
    if constexpr (W::kHasMutants) {
      newest_first = W::mutated(Mutant::newest_first);
      counts_withdrawn = W::mutated(Mutant::counts_withdrawn);
      if (W::mutated(Mutant::leave_before_unlink)) bucket.count.exchange(0, at::count_leave);
    }
    Waiter<W>* next = nullptr;
    for (Waiter<W>* w = newest_first ? bucket.list.last() : bucket.list.first();
         w != nullptr && claimed.count < count; w = next) {
      next = newest_first ? w->previous.get() : w->next.get();
      if (!is_at(*w, where)) continue;
      // Relaxed: the waiter's fields came by the lock; who loses reads nothing.
      std::uint32_t expected = value(WaitState::waiting);
      if (!w->state.compare_exchange(expected, value(WaitState::claimed), at::state_claim,
                                     at::state_claim_fail)) {
        if (counts_withdrawn) ++claimed.count;
        continue;
      }
      bucket.list.unlink(*w);
      bool already_left = false;
      if constexpr (W::kHasMutants) already_left = W::mutated(Mutant::leave_before_unlink);
      if (!already_left) leave(bucket);
      if (w->letter != nullptr && !settles_late())
        settle(claimed, *w);
      else
        append(claimed, *w);
    }
    return claimed;
  }

  static bool settles_late() {
    if constexpr (W::kHasMutants) return W::mutated(Mutant::async_settles_late);
    return false;
  }

  // Under the lock, unlike a wake-up: what several notifies settle is settled in the order
  // of the list. The post is the last touch of the waiter, which its agent frees; that
  // agent closes its inbox only after the letter of each claimed waiter.
  static void settle(Claimed& claimed, Waiter<W>& waiter) {
    waiter.agent->inbox.post(*waiter.letter);
    ++claimed.count;
  }

  static void append(Claimed& claimed, Waiter<W>& waiter) {
    waiter.next.set(nullptr);
    if (claimed.last != nullptr)
      claimed.last->next.set(&waiter);
    else
      claimed.first = &waiter;
    claimed.last = &waiter;
    ++claimed.count;
  }

  // Without the lock. The publishing store is the last touch of a waiter: its agent may
  // return at once and wait elsewhere (site 13). The record is the agent's, and outlives
  // this.
  static void wake(const Claimed& claimed) {
    for (Waiter<W>* w = claimed.first; w != nullptr;) {
      AgentRecord<W>* const sleeper = w->agent;
      Waiter<W>* next = w->next.get();
      if constexpr (W::kHasMutants)
        if (w->letter != nullptr) {
          sleeper->inbox.post(*w->letter);
          w = next;
          continue;
        }
      // Release, pairs with state.observe: what came before notify.
      w->state.store(value(WaitState::notified), at::state_publish);
      if constexpr (W::kHasMutants)
        if (W::mutated(Mutant::touch_after_publish)) next = w->next.get();
      sleeper->parker.unpark();
      w = next;
    }
  }

  static constexpr std::uint32_t value(WaitState state) {
    return static_cast<std::uint32_t>(state);
  }

  using Table = std::array<Bucket, Buckets>;
  Lazy<W, Table> buckets_;  // most clusters never wait
};

}  // namespace assay

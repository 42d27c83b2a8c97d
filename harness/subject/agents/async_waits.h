// Atomics.waitAsync: the waits of an agent that goes on meanwhile.
//
// A waiter stands in the table's list with those that sleep, first come first served. A
// notify that claims it posts its letter to the agent; a deadline is the agent's own to
// look at, between its events. The waiter names its block by id and keeps the header only:
// a wait pins no bytes, and no block that later has the address wakes it (I8, I10).
//
// Thread safety: the waits of an agent are used by it alone.
// Invariants:
// - Each wait that began ends once: by its letter, its deadline or `withdraw_all`; or it is
//   forgotten, because its block has died and no deadline is set.
// - A claimed waiter is freed only after its letter has come.
// Reference: ECMA-262, Atomics.waitAsync, DoWait; sites 16 and 24.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "harness/subject/wait_notify.h"

namespace assay {

// Which of its waits an agent means; 1 for its first. Never the same twice.
using Ticket = std::uint64_t;

// `async: false, value` or `async: true` and a ticket for what will come.
struct AsyncWait {
  bool async = false;
  WaitResult value = WaitResult::ok;
  Ticket ticket = 0;
};

template <World W>
struct AsyncWaiter : Letter<W> {
  AsyncWaiter(AgentRecord<W>& agent, Block<W>& of, Time until, Ticket number)
      : Letter<W>(LetterKind::settled),
        waiter(agent, this),
        block(of),
        deadline(until),
        ticket(number) {}
  Waiter<W> waiter;
  Block<W>& block;  // its header, held weakly
  Time deadline;
  const Ticket ticket;
};

template <World W, std::size_t Buckets>
class AsyncWaits {
 public:
  AsyncWaits(Cluster<W, Buckets>& cluster, AgentRecord<W>& me) : cluster_(cluster), me_(me) {}

  // RangeError: the index, or a reference count is exhausted. An agent that must not block
  // may do this.
  template <WaitableElement T>
  Result<AsyncWait> begin(const TypedArray<W, T>& view, std::uint64_t index, T expected,
                          atomics::Milliseconds timeout, Where where) {
    const Result<std::size_t> at_byte = atomics::validate_access("waitAsync", view, index, where);
    if (!at_byte.ok()) return at_byte.error();
    const Time deadline = atomics::deadline_after<W>(timeout);
    Block<W>& block = view.block();
    if (!hold(block))
      return Error(ErrorKind::range_error,
                   "Atomics.waitAsync: more than 2^30 references to the block");
    auto* const waiter = W::template make<AsyncWaiter<W>>(me_, block, deadline, next_ticket_);
    const WaitResult entered = cluster_.waiters.template enqueue<T>(
        me_, waiter->waiter, block, at_byte.value(), expected, deadline);
    if (entered != WaitResult::ok) {
      free(waiter);
      return AsyncWait{false, entered, 0};
    }
    pending_.push_back(waiter);
    return AsyncWait{true, WaitResult::ok, next_ticket_++};
  }

  bool none() const { return pending_.empty(); }

  // The letter of one has come. Its ticket.
  Ticket settle(Letter<W>& letter) { return end(static_cast<AsyncWaiter<W>*>(&letter)); }

  // The first that has passed its deadline has ended; nothing where there is none.
  std::optional<Ticket> expire() {
    const auto first = earliest();
    if (first == pending_.end() || (*first)->deadline > W::now()) return {};
    bool withdrawn = cluster_.waiters.withdraw(me_, (*first)->waiter, WaitState::timed_out);
    if constexpr (W::kHasMutants) withdrawn = withdrawn || W::mutated(Mutant::async_expires_anyway);
    if (withdrawn) return end(*first);
    (*first)->deadline = kNever;  // claimed: its letter is on its way
    return {};
  }
  // The earliest deadline; kNever where none is set.
  Time deadline() const {
    const auto first = earliest();
    return first == pending_.end() ? kNever : (*first)->deadline;
  }

  // Frees those that nothing can end any more.
  void forget_dead() {
    withdraw_each([](const AsyncWaiter<W>& waiter) {
      return waiter.deadline == kNever && waiter.block.is_dead();
    });
  }

  // Takes back all that no notify has claimed: the agent ends. The others: their letters
  // are still to come, `none` tells when they have.
  void withdraw_all() {
    withdraw_each([](const AsyncWaiter<W>&) { return true; });
  }

 private:
  using Waiters = std::vector<AsyncWaiter<W>*>;

  // Those that `which` chooses and no notify has claimed.
  template <class Which>
  void withdraw_each(Which which) {
    for (std::size_t i = 0; i < pending_.size();) {
      AsyncWaiter<W>* const waiter = pending_[i];
      if (which(*waiter) && cluster_.waiters.withdraw(me_, waiter->waiter, WaitState::terminated))
        end(waiter);
      else
        ++i;
    }
  }

  auto earliest() const {
    const auto first =
        std::min_element(pending_.begin(), pending_.end(),
                         [](const auto* a, const auto* b) { return a->deadline < b->deadline; });
    return first != pending_.end() && (*first)->deadline == kNever ? pending_.end() : first;
  }

  Ticket end(AsyncWaiter<W>* waiter) {
    const Ticket ticket = waiter->ticket;
    pending_.erase(std::remove(pending_.begin(), pending_.end(), waiter), pending_.end());
    free(waiter);
    return ticket;
  }

  static bool hold(Block<W>& block) {
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::async_pins_its_block)) return block.retain();
    return block.retain_weak();
  }
  static void free(AsyncWaiter<W>* waiter) {
    Block<W>& block = waiter->block;
    W::template destroy<AsyncWaiter<W>>(waiter);
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::async_pins_its_block)) return block.release();
    block.release_weak();
  }

  Cluster<W, Buckets>& cluster_;
  AgentRecord<W>& me_;
  Waiters pending_;  // in the order in which they began
  Ticket next_ticket_ = 1;
};

}  // namespace assay

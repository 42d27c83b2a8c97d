// What the core keeps of an agent: where it sleeps, whether it may block,
// whether it has to end, what was posted to it, and its one place in a waiter list.
//
// Thread safety: the owner's thread uses everything; others use `parker`,
// `granted`, `terminate`, `inbox.post` and, under the rules of bucket_lock.h and
// waiter_table.h, the links.
// Invariants: a record outlives every agent that may still unpark it: records are
// freed only after the cluster has no agent inside wait, notify or terminate; until
// then roster.h gives them to other agents. An agent sleeps at one location at a time.
// Reference: ECMA-262, Agent Records; sites 13 and 23.
#pragma once

#include <cstddef>
#include <cstdint>

#include "harness/subject/block.h"
#include "harness/subject/inbox.h"
#include "harness/world/world.h"

namespace assay {

template <World W>
struct AgentRecord;

// Whose turn it is to decide a wait. Exactly one compare-exchange leaves
// `waiting` (site 12).
enum class WaitState : std::uint32_t {
  waiting,
  claimed,    // by a notify that counted it and will publish `notified`
  notified,   // the waiter may return; the notifier does not touch it again
  timed_out,  // withdrawn by its own agent
  terminated  // withdrawn by its own agent
};

// A place in a waiter list. Its links belong to the holder of the bucket's lock
// while it is linked, then to the notify that claimed it, then to its agent.
template <World W>
struct Waiter {
  explicit Waiter(AgentRecord<W>& owner, Letter<W>* settles = nullptr)
      : agent(&owner), letter(settles) {}

  AgentRecord<W>* const agent;
  // Of an asynchronous wait: what a notify posts to its agent. Null: the agent sleeps.
  Letter<W>* const letter;
  typename W::template Atomic<std::uint32_t> state{};
  typename W::template Var<Waiter*> next{nullptr};
  typename W::template Var<Waiter*> previous{nullptr};
  typename W::template Var<bool> linked{false};
  typename W::template Var<BlockId> block{0};
  typename W::template Var<std::size_t> byte_index{0};
};

enum class CanBlock : bool { no, yes };

template <World W>
struct AgentRecord {
  explicit AgentRecord(CanBlock may_block = CanBlock::yes) : can_block(may_block) {}
  AgentRecord(const AgentRecord&) = delete;
  AgentRecord& operator=(const AgentRecord&) = delete;

  // Asks the agent to end. It leaves `wait` in bounded time with `terminated`,
  // unless a notify claimed it first. Any agent may ask, any number of times.
  void terminate() {
    if constexpr (W::kHasMutants) {
      if (W::mutated(Mutant::terminate_unparks_first)) {
        parker.unpark();
        terminate_requested.store(1, at::terminate_request);
        return;
      }
    }
    // Relaxed: the token of the parker carries the flag. A park that began before
    // the store is ended by the token, and the flag is read before each park.
    terminate_requested.store(1, at::terminate_request);
    parker.unpark();
  }

  bool must_end() const {
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::terminate_ignored)) return false;
    return terminate_requested.load(at::terminate_observe) != 0;
  }

  CanBlock can_block;  // [[CanBlock]]; constant while an agent has the record
  typename W::Parker parker;
  Inbox<W> inbox{parker};
  typename W::template Atomic<std::uint32_t> terminate_requested{0};

  // Of the bucket lock: my turn has come; who queued before me.
  typename W::template Atomic<std::uint32_t> lock_granted{0};
  typename W::template Var<AgentRecord*> lock_below{nullptr};

  Waiter<W> waiter{*this};
};

}  // namespace assay

// The agents of a cluster: a seat for each, used again by a later agent when nobody needs
// it any more.
//
// Who wakes an agent touches its parker after the agent may have gone on, and ended. So a
// seat's memory stays a seat's as long as the cluster lives: a late token goes to the next
// agent on the seat, for which it is a wake-up for nothing. How many seats there are is
// bounded by how many agents were alive at once.
//
// Thread safety: all by any agent, `keep` and `leave` by one that holds the seat; `clear`
// alone.
// Invariants: a seat has a new agent only after its last holder left; every use of the
// seat before that happens before. What `take` returns looks as if it were new.
// Reference: type-stable memory (Greenwald and Cheriton, 1996).
#pragma once

#include <cstdint>

#include "harness/subject/agent_record.h"

namespace assay {

template <World W>
struct Seat {
  AgentRecord<W> record;
  typename W::template Atomic<std::uint32_t> holders{1};
  typename W::template Atomic<std::uint32_t> ended{0};  // its agent was torn down
  typename W::template Var<Seat*> below{nullptr};       // in the list of free ones
};

template <World W>
class Roster {
 public:
  Roster() = default;
  Roster(const Roster&) = delete;
  Roster& operator=(const Roster&) = delete;
  ~Roster() {
    // Checking Worlds want no access in a destructor: call `clear` there.
    if constexpr (!W::kHasMutants) clear();
  }

  // A seat with one holder, the caller.
  Seat<W>& take(CanBlock can_block) {
    Seat<W>* seat = take_free();
    if (seat == nullptr) {
      seat = W::template make<Seat<W>>();
    } else {
      // Relaxed: who tells others of the seat publishes it.
      seat->holders.store(1, at::seat_reset);
      seat->ended.store(0, at::seat_reset);
      seat->record.terminate_requested.store(0, at::seat_reset);
      seat->record.inbox.open();
    }
    seat->record.can_block = can_block;
    return *seat;
  }

  // Another holder. Relaxed: the caller is one.
  void keep(Seat<W>& seat) { seat.holders.fetch_add(1, at::seat_keep); }

  // Acquire-release, pairs with itself: every use of the seat happens before its next.
  void leave(Seat<W>& seat) {
    if (seat.holders.fetch_sub(1, at::seat_leave) != 1) return;
    take_turn();
    seat.below.set(free_.get());
    free_.set(&seat);
    end_turn();
  }

  // Frees the seats that nobody holds, which are all as soon as the agents have gone.
  void clear() {
    while (Seat<W>* const gone = take_free()) W::template destroy<Seat<W>>(gone);
  }

 private:
  // Null: there is none.
  Seat<W>* take_free() {
    take_turn();
    Seat<W>* const first = free_.get();
    if (first != nullptr) free_.set(first->below.get());
    end_turn();
    return first;
  }

  // One agent at a time, for a few accesses. Nobody sleeps for it: an agent that starts or
  // ends has no record to sleep on.
  void take_turn() {
    for (;;) {
      std::uint32_t nobody = 0;
      // Acquire, pairs with seat.done: the list, and its seats, as they were left.
      if (turn_.compare_exchange(nobody, 1, at::seat_turn, at::seat_turn_fail)) return;
      // Relaxed: only a hint, the compare-exchange decides.
      W::await([&] { return turn_.load(at::seat_look) == 0; });
    }
  }
  // Release, pairs with seat.turn.
  void end_turn() { turn_.store(0, at::seat_done); }

  typename W::template Atomic<std::uint32_t> turn_{0};
  typename W::template Var<Seat<W>*> free_{nullptr};
};

}  // namespace assay

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
    // All of them, so that none is taken off a list that has changed and changed back.
    // Acquire, pairs with seat.free: the seats as their holders left them.
    Seat<W>* const first = seat(free_.exchange(0, at::seat_take));
    if (first == nullptr) {
      Seat<W>* const made = W::template make<Seat<W>>();
      made->record.can_block = can_block;
      return *made;
    }
    if (Seat<W>* const rest = first->below.get()) put_back(*rest, last_of(*rest));
    // Relaxed: who tells others of the seat publishes it.
    first->holders.store(1, at::seat_reset);
    first->ended.store(0, at::seat_reset);
    first->record.terminate_requested.store(0, at::seat_reset);
    first->record.inbox.open();
    first->record.can_block = can_block;
    return *first;
  }

  // Another holder. Relaxed: the caller is one.
  void keep(Seat<W>& seat) { seat.holders.fetch_add(1, at::seat_keep); }

  // Acquire-release, pairs with itself: every use of the seat happens before its next.
  void leave(Seat<W>& seat) {
    if (seat.holders.fetch_sub(1, at::seat_leave) == 1) put_back(seat, seat);
  }

  // Frees the seats that nobody holds, which are all as soon as the agents have gone.
  void clear() {
    Seat<W>* next = seat(free_.exchange(0, at::seat_take));
    while (next != nullptr) {
      Seat<W>* const gone = next;
      next = gone->below.get();
      W::template destroy<Seat<W>>(gone);
    }
  }

 private:
  // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast,performance-no-int-to-ptr): a word
  static Seat<W>* seat(std::uintptr_t word) { return reinterpret_cast<Seat<W>*>(word); }
  static std::uintptr_t word(Seat<W>& seat) { return reinterpret_cast<std::uintptr_t>(&seat); }
  // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast,performance-no-int-to-ptr)

  static Seat<W>& last_of(Seat<W>& first) {
    Seat<W>* last = &first;
    while (Seat<W>* const below = last->below.get()) last = below;
    return *last;
  }

  // A chain of free seats, on top of those there are.
  void put_back(Seat<W>& first, Seat<W>& last) {
    std::uintptr_t seen = 0;
    do {
      last.below.set(seat(seen));
      // Release, pairs with seat.take: the seats as they are left.
    } while (!free_.compare_exchange(seen, word(first), at::seat_free, at::seat_free_fail));
  }

  typename W::template Atomic<std::uintptr_t> free_{0};
};

}  // namespace assay

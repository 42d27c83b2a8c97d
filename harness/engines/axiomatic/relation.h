// A strict partial order over the events of an execution, kept transitively closed.
//
// Thread safety: a value.
// Invariants: no event is before itself; `after` and `before` are each other's inverse.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace assay::axiomatic {

inline constexpr std::size_t kMostEvents = 64;  // of one execution, with the initial write

using EventId = std::size_t;
using EventSet = std::uint64_t;  // a bit for each event

constexpr EventSet bit(EventId e) { return EventSet{1} << e; }
constexpr bool contains(EventSet set, EventId e) { return (set >> e & 1U) != 0; }

// Calls `visit` with each event of a set, ascending.
template <class Visit>
constexpr void for_each(EventSet set, Visit visit) {
  for (; set != 0; set &= set - 1) visit(static_cast<EventId>(std::countr_zero(set)));
}

// The same until `holds` does: whether it did for any.
template <class Holds>
constexpr bool any_of(EventSet set, Holds holds) {
  for (; set != 0; set &= set - 1)
    if (holds(static_cast<EventId>(std::countr_zero(set)))) return true;
  return false;
}

class Relation {
 public:
  explicit Relation(std::size_t events = 0) : events_(events) {}

  std::size_t events() const { return events_; }
  bool ordered(EventId a, EventId b) const { return contains(after_[a], b); }
  EventSet after(EventId e) const { return after_[e]; }
  EventSet before(EventId e) const { return before_[e]; }

  // Orders a before b and closes; false, and no change, where b is before a or is it.
  bool add(EventId a, EventId b) {
    if (a == b || ordered(b, a)) return false;
    if (ordered(a, b)) return true;
    const EventSet earlier = before_[a] | bit(a);
    const EventSet later = after_[b] | bit(b);
    for_each(earlier, [&](EventId e) { after_[e] |= later; });
    for_each(later, [&](EventId e) { before_[e] |= earlier; });
    return true;
  }

 private:
  std::size_t events_ = 0;
  std::array<EventSet, kMostEvents> after_{};
  std::array<EventSet, kMostEvents> before_{};
};

}  // namespace assay::axiomatic

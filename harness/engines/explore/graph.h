// An execution graph: the events of one execution, program order, reads-from and
// coherence order, in the order in which the search inserted them.
//
// An event's index is its stamp. A read's value is the value of what it reads from. Two
// vector clocks stand at each event, of what is before it in (po ∪ rf)+ and in happens-
// before; both are strict: without the event itself and without what its own reads-from
// brings in. So they never change, however a read that is last in its agent is answered.
//
// A read-modify-write that succeeds is two events: a read, and a write right after it in
// program order and in coherence order.
//
// Thread safety: one search's own.
// Invariants: an event's index is larger than those of its agent's earlier events; every
// `source` is in the graph or kInitial; co_index of a write is its place in the
// coherence order of its location, from 1, with the initial value at 0.
// Reference: TruSt (POPL 2022), section 3; RC11 (PLDI 2017), section 3.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "harness/engines/explore/unfolding.h"

namespace assay::explore {

using Event = std::int32_t;  // index in insertion order: the stamp
inline constexpr Event kInitial = -1;
using Agent = std::int32_t;
using Tick = std::uint16_t;  // how many events of an agent

enum class Kind : std::uint8_t { read, write, other };

// Agents as letters of a path: a to z, then A to F.
constexpr char letter_of(Agent agent) {
  return static_cast<char>(agent < 26 ? 'a' + agent : 'A' + (agent - 26));
}
constexpr Agent agent_of_letter(char letter) {
  if (letter >= 'a' && letter <= 'z') return letter - 'a';
  return letter >= 'A' && letter <= 'F' ? letter - 'A' + 26 : -1;
}

struct EventRecord {
  Node node = kUnseen;   // its label
  Node after = kUnseen;  // what its agent does next; kUnseen where nobody has seen
  Agent agent = 0;
  Tick place = 0;  // in its agent
  Kind kind = Kind::other;
  Verb verb = Verb::end;
  Order order = Order::relaxed;
  Order failure = Order::relaxed;  // of a compare-exchange's read that fails
  bool plain = false;
  bool is_rmw_write = false;
  bool revisitable = true;  // a later write may still be what it reads
  bool added_max = true;    // by the default choice
  bool succeeds = false;    // of a read-modify-write's read: what it sees lets it write
  Location location = kNowhere;
  std::int32_t co_index = 0;  // of a write
  Event source = kInitial;    // of a read
  Value value = 0;            // written; given by a choice; the agent of a spawn or join
};

// The order with which an event was done.
constexpr Order order_of(const EventRecord& event) {
  return event.verb == Verb::compare_exchange && event.kind == Kind::read && !event.succeeds
             ? event.failure
             : event.order;
}
constexpr bool is_fence(const EventRecord& event) { return event.verb == Verb::fence; }

class Graph {
 public:
  Graph() = default;
  // For `agents` agents and any number of locations.
  void reset(std::size_t agents);

  // -- what is there --------------------------------------------------------
  std::size_t size() const { return events_.size(); }
  std::size_t agents() const { return threads_.size(); }
  const EventRecord& operator[](Event e) const { return events_[static_cast<std::size_t>(e)]; }
  EventRecord& operator[](Event e) { return events_[static_cast<std::size_t>(e)]; }
  std::span<const Event> events_of(Agent agent) const {
    return threads_[static_cast<std::size_t>(agent)];
  }
  Event last_of(Agent agent) const {
    const auto& thread = threads_[static_cast<std::size_t>(agent)];
    return thread.empty() ? kInitial : thread.back();
  }
  // The spawn that an agent began with; kInitial where there is none.
  Event spawn_of(Agent agent) const;
  // The writes of a location in coherence order, without the initial value.
  std::span<const Event> writes(Location location) const {
    return location < places_.size() ? std::span<const Event>(places_[location].writes)
                                     : std::span<const Event>();
  }
  std::span<const Event> reads(Location location) const {
    return location < places_.size() ? std::span<const Event>(places_[location].reads)
                                     : std::span<const Event>();
  }
  std::size_t locations() const { return places_.size(); }
  // How many events are SC, or would be if they failed.
  std::size_t sc_events() const { return sc_events_; }
  Event newest(Location location) const {
    const auto all = writes(location);
    return all.empty() ? kInitial : all.back();
  }
  std::int32_t co_index(Event write) const {
    return write == kInitial ? 0 : (*this)[write].co_index;
  }
  // The write at a place of the coherence order, from 0, the initial value.
  Event at(Location location, std::int32_t index) const {
    return index == 0 ? kInitial : writes(location)[static_cast<std::size_t>(index - 1)];
  }

  // Strict clocks: how many events of each agent are before it.
  std::span<const Tick> porf(Event e) const { return clock(2 * static_cast<std::size_t>(e)); }
  std::span<const Tick> hb(Event e) const { return clock(2 * static_cast<std::size_t>(e) + 1); }
  bool before(Event e, std::span<const Tick> clock) const {
    return e != kInitial && (*this)[e].place < clock[static_cast<std::size_t>((*this)[e].agent)];
  }

  // -- what the search does -------------------------------------------------
  // Appends an event of `agent` with the given clocks, and puts a read in its location's
  // readers; a write is placed in coherence order by `place`.
  Event append(const EventRecord& event, std::span<const Tick> porf, std::span<const Tick> hb);
  // Puts a write right after the write at `index` - 1; others move on.
  void place(Event write, std::int32_t index);
  void unplace(Event write);
  // Drops all events after `last`.
  void cut(Event last);
  // Becomes the events of `other` that `order` lists, in that order. Returns the new index
  // of each old one, kInitial for what is dropped. Precondition: program order is kept.
  const std::vector<Event>& take(const Graph& other, std::span<const Event> order);

 private:
  struct Place {
    std::vector<Event> writes;
    std::vector<Event> reads;
  };

  std::span<const Tick> clock(std::size_t row) const {
    return {clocks_.data() + row * threads_.size(), threads_.size()};
  }
  Place& place_of(Location location);
  void append(const EventRecord& event);

  std::vector<EventRecord> events_;
  std::vector<Tick> clocks_;  // two rows of agents() for each event
  std::vector<std::vector<Event>> threads_;
  std::vector<Place> places_;
  std::vector<Event> renamed_;
  std::size_t sc_events_ = 0;
};

}  // namespace assay::explore

#include "harness/engines/explore/graph.h"

#include <algorithm>
#include <numeric>

namespace assay::explore {
namespace {

std::size_t sc_events_in(const EventRecord& event) {
  return event.order == Order::seq_cst || event.failure == Order::seq_cst ? 1 : 0;
}

}  // namespace

void Graph::reset(std::size_t agents) {
  events_.clear();
  clocks_.clear();
  sc_events_ = 0;
  threads_.resize(agents);
  for (auto& thread : threads_) thread.clear();
  for (Place& place : places_) {
    place.writes.clear();
    place.reads.clear();
  }
}

Event Graph::spawn_of(Agent agent) const {
  for (Event e = 0; e < static_cast<Event>(events_.size()); ++e)
    if ((*this)[e].verb == Verb::spawn && static_cast<Agent>((*this)[e].value) == agent) return e;
  return kInitial;
}

Graph::Place& Graph::place_of(Location location) {
  if (location >= places_.size()) places_.resize(location + 1);
  return places_[location];
}

void Graph::append(const EventRecord& event) {
  const auto e = static_cast<Event>(events_.size());
  events_.push_back(event);
  sc_events_ += sc_events_in(event);
  threads_[static_cast<std::size_t>(event.agent)].push_back(e);
  if (event.kind == Kind::read) place_of(event.location).reads.push_back(e);
}

Event Graph::append(const EventRecord& event, std::span<const Tick> porf,
                    std::span<const Tick> hb) {
  append(event);
  clocks_.insert(clocks_.end(), porf.begin(), porf.end());
  clocks_.insert(clocks_.end(), hb.begin(), hb.end());
  return static_cast<Event>(events_.size() - 1);
}

void Graph::place(Event write, std::int32_t index) {
  std::vector<Event>& all = place_of((*this)[write].location).writes;
  all.insert(all.begin() + (index - 1), write);
  for (std::size_t i = static_cast<std::size_t>(index - 1); i < all.size(); ++i)
    (*this)[all[i]].co_index = static_cast<std::int32_t>(i + 1);
}

void Graph::unplace(Event write) {
  const std::int32_t index = (*this)[write].co_index;
  std::vector<Event>& all = places_[(*this)[write].location].writes;
  all.erase(all.begin() + (index - 1));
  for (std::size_t i = static_cast<std::size_t>(index - 1); i < all.size(); ++i)
    (*this)[all[i]].co_index = static_cast<std::int32_t>(i + 1);
}

void Graph::cut(Event last) {
  const auto keep = static_cast<std::size_t>(last + 1);
  while (events_.size() > keep) {
    const auto e = static_cast<Event>(events_.size() - 1);
    const EventRecord& event = events_.back();
    threads_[static_cast<std::size_t>(event.agent)].pop_back();
    // Readers were appended in this order.
    if (event.kind == Kind::read) places_[event.location].reads.pop_back();
    if (event.kind == Kind::write) unplace(e);
    sc_events_ -= sc_events_in(event);
    events_.pop_back();
  }
  clocks_.resize(keep * 2 * threads_.size());
}

const std::vector<Event>& Graph::take(const Graph& other, std::span<const Event> order) {
  reset(other.agents());
  // Mostly all but the last events are taken: the beginning is copied as it is.
  Event whole = 0;
  while (static_cast<std::size_t>(whole) < order.size() &&
         order[static_cast<std::size_t>(whole)] == whole)
    ++whole;
  const auto copy_beginning = [whole](const std::vector<Event>& from, std::vector<Event>& to) {
    to.assign(from.begin(), std::lower_bound(from.begin(), from.end(), whole));
  };
  events_.assign(other.events_.begin(), other.events_.begin() + whole);
  for (const EventRecord& event : events_) sc_events_ += sc_events_in(event);
  for (std::size_t t = 0; t < threads_.size(); ++t) copy_beginning(other.threads_[t], threads_[t]);
  for (std::size_t l = 0; l < other.places_.size(); ++l)
    if (!other.places_[l].reads.empty())
      copy_beginning(other.places_[l].reads, place_of(static_cast<Location>(l)).reads);
  const auto row = 2 * static_cast<std::ptrdiff_t>(other.agents());
  clocks_.assign(other.clocks_.begin(), other.clocks_.begin() + whole * row);
  renamed_.assign(other.size(), kInitial);
  std::iota(renamed_.begin(), renamed_.begin() + whole, 0);
  for (const Event old : order.subspan(static_cast<std::size_t>(whole))) {
    renamed_[static_cast<std::size_t>(old)] = static_cast<Event>(events_.size());
    append(other[old]);
    const auto clocks = other.clocks_.begin() + old * row;
    clocks_.insert(clocks_.end(), clocks, clocks + row);
  }
  for (EventRecord& event : events_)
    if (event.kind == Kind::read && event.source >= whole)
      event.source = renamed_[static_cast<std::size_t>(event.source)];
  for (std::size_t l = 0; l < other.places_.size(); ++l) {
    if (other.places_[l].writes.empty()) continue;
    std::vector<Event>& all = place_of(static_cast<Location>(l)).writes;
    for (const Event old : other.places_[l].writes) {
      const Event kept = renamed_[static_cast<std::size_t>(old)];
      if (kept == kInitial) continue;
      all.push_back(kept);
      (*this)[kept].co_index = static_cast<std::int32_t>(all.size());
    }
  }
  return renamed_;
}

}  // namespace assay::explore

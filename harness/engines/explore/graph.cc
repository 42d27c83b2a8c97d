#include "harness/engines/explore/graph.h"

#include <algorithm>

namespace assay::explore {

void Graph::reset(std::size_t agents) {
  events_.clear();
  clocks_.clear();
  threads_.resize(agents);
  for (auto& thread : threads_) thread.clear();
  for (Place& place : places_) {
    place.writes.clear();
    place.reads.clear();
  }
}

Graph::Place& Graph::place_of(Location location) {
  if (location >= places_.size()) places_.resize(location + 1);
  return places_[location];
}

Event Graph::append(const EventRecord& event, std::span<const Tick> porf,
                    std::span<const Tick> hb) {
  const auto e = static_cast<Event>(events_.size());
  events_.push_back(event);
  clocks_.insert(clocks_.end(), porf.begin(), porf.end());
  clocks_.insert(clocks_.end(), hb.begin(), hb.end());
  threads_[static_cast<std::size_t>(event.agent)].push_back(e);
  if (event.kind == Kind::read) place_of(event.location).reads.push_back(e);
  return e;
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
    events_.pop_back();
  }
  clocks_.resize(keep * 2 * threads_.size());
}

const std::vector<Event>& Graph::take(const Graph& other, std::span<const Event> order) {
  reset(other.agents());
  renamed_.assign(other.size(), kInitial);
  const std::size_t row = 2 * other.agents();
  for (const Event old : order) {
    const auto e = static_cast<Event>(events_.size());
    renamed_[static_cast<std::size_t>(old)] = e;
    events_.push_back(other[old]);
    const EventRecord& event = events_.back();
    const auto clocks =
        other.clocks_.begin() + static_cast<std::ptrdiff_t>(old) * static_cast<std::ptrdiff_t>(row);
    clocks_.insert(clocks_.end(), clocks, clocks + static_cast<std::ptrdiff_t>(row));
    threads_[static_cast<std::size_t>(event.agent)].push_back(e);
    if (event.kind == Kind::read) place_of(event.location).reads.push_back(e);
  }
  for (EventRecord& event : events_)
    if (event.kind == Kind::read && event.source != kInitial)
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

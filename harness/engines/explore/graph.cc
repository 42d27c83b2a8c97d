#include "harness/engines/explore/graph.h"

#include <algorithm>
#include <numeric>

namespace assay::explore {
namespace {

bool may_be_sc(const EventRecord& event) {
  return event.order == Order::seq_cst || event.failure == Order::seq_cst;
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

Graph::Place& Graph::place_of(Location location) {
  if (location >= places_.size()) places_.resize(location + 1);
  return places_[location];
}

void Graph::append(const EventRecord& event) {
  const auto e = static_cast<Event>(events_.size());
  events_.push_back(event);
  sc_events_ += may_be_sc(event) ? 1 : 0;
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
    sc_events_ -= may_be_sc(event) ? 1 : 0;
    events_.pop_back();
  }
  clocks_.resize(keep * 2 * threads_.size());
}

const std::vector<Event>& Graph::restrict(const Graph& other, const std::vector<bool>& keeps) {
  reset(other.agents());
  const std::size_t row = 2 * other.agents();
  // Mostly all but the last events are kept: what comes before the first that is dropped
  // is copied as it is.
  std::size_t whole = 0;
  while (whole < keeps.size() && keeps[whole]) ++whole;
  const auto end = static_cast<Event>(whole);
  const auto copy_beginning = [end](const std::vector<Event>& from, std::vector<Event>& to) {
    to.assign(from.begin(), std::lower_bound(from.begin(), from.end(), end));
  };
  renamed_.assign(other.size(), kInitial);
  std::iota(renamed_.begin(), renamed_.begin() + end, 0);
  events_.assign(other.events_.begin(), other.events_.begin() + end);
  for (const EventRecord& event : events_) sc_events_ += may_be_sc(event) ? 1 : 0;
  for (std::size_t t = 0; t < threads_.size(); ++t) copy_beginning(other.threads_[t], threads_[t]);
  for (std::size_t l = 0; l < other.places_.size(); ++l)
    if (!other.places_[l].reads.empty())
      copy_beginning(other.places_[l].reads, place_of(static_cast<Location>(l)).reads);
  clocks_.assign(other.clocks_.begin(),
                 other.clocks_.begin() + static_cast<std::ptrdiff_t>(whole * row));
  for (std::size_t i = whole; i < other.size(); ++i) {
    if (!keeps[i]) continue;
    renamed_[i] = static_cast<Event>(events_.size());
    append(other.events_[i]);
    clocks_.insert(clocks_.end(), other.clocks_.begin() + static_cast<std::ptrdiff_t>(i * row),
                   other.clocks_.begin() + static_cast<std::ptrdiff_t>((i + 1) * row));
  }
  for (EventRecord& event : events_)
    if (event.kind == Kind::read && event.source >= end)
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

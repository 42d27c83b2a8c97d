// The second half of the search: what an event could have done instead.
#include <algorithm>

#include "harness/engines/explore/search_frame.h"

namespace assay::explore {

// The place in coherence order of the newest write that an event with this clock knows
// of: it may not read anything older.
std::int32_t Search::oldest_visible(const Graph& graph, Location location,
                                    std::span<const Tick> hb) const {
  const auto writes = graph.writes(location);
  std::int32_t oldest = 0;
  for (std::size_t i = writes.size(); i-- > 0;)
    if (graph.before(writes[i], hb)) {
      oldest = static_cast<std::int32_t>(i + 1);
      break;
    }
  for (const Event read : graph.reads(location))
    if (graph.before(read, hb)) oldest = std::max(oldest, graph.co_index(graph[read].source));
  return oldest;
}

bool Search::has_rmw_reader(const Graph& graph, Location location, Event write, Event but) const {
  for (const Event read : graph.reads(location))
    if (read != but && graph[read].succeeds && graph[read].source == write) return true;
  return false;
}

// A read-modify-write that would succeed takes nothing from another one that is settled.
bool Search::may_read(const Graph& graph, Event read, const Label& label, Event write) const {
  if (!is_rmw(label.verb)) return true;
  if (!writes(label, value_at(graph, locations_, label.location, write))) return true;
  for (const Event rival : graph.reads(label.location)) {
    if (rival == read || !graph[rival].succeeds || graph[rival].source != write) continue;
    if (!graph[rival].revisitable || graph.before(rival, graph.porf(read))) return false;
  }
  return true;
}

// Offers a write to the reads that came before it; to none that is younger than
// `youngest`, where there is one.
void Search::offer(Frame& frame, Event write, Event youngest) {
  const Graph& graph = frame.graph;
  const EventRecord& w = graph[write];
  const auto writes = graph.writes(w.location);
  const auto reads = graph.reads(w.location);
  const auto knows_a_later_one = [&](Event read) {
    const auto hb = graph.hb(read);
    for (std::size_t i = static_cast<std::size_t>(w.co_index); i < writes.size(); ++i)
      if (graph.before(writes[i], hb)) return true;
    for (const Event other : reads)
      if (graph.co_index(graph[other].source) > w.co_index && graph.before(other, hb)) return true;
    return false;
  };
  for (std::size_t i = reads.size(); i-- > 0;) {
    const Event read = reads[i];
    const EventRecord& r = graph[read];
    if (!r.revisitable || graph.before(read, graph.porf(write))) continue;
    if (youngest != kInitial && read > youngest) continue;
    if (knows_a_later_one(read)) continue;
    if (!is_maximal_extension(graph, read, write)) break;  // an older one deletes more
    frame.revisits.push_back({.kind = Revisit::Kind::backward,
                              .stamp = static_cast<Event>(graph.size() - 1),
                              .event = read,
                              .source = write});
  }
}

// Whether everything that the revisit deletes made its default choice.
bool Search::is_maximal_extension(const Graph& graph, Event read, Event write) {
  const auto prefix = graph.porf(write);
  const auto is_kept = [&](Event e) { return e <= read || e == write || graph.before(e, prefix); };
  const EventRecord& w = graph[write];
  const auto all = graph.writes(w.location);
  if (!w.is_rmw_write && static_cast<std::size_t>(w.co_index) < all.size() &&
      !is_kept(all[static_cast<std::size_t>(w.co_index)]))
    return false;
  for (auto e = read; e < static_cast<Event>(graph.size()); ++e) {
    if (e != read && is_kept(e)) continue;
    const EventRecord& event = graph[e];
    if (!event.added_max) return false;
    if (event.kind == Kind::other) continue;
    const Event at = event.kind == Kind::read ? event.source : e;
    const auto writes = graph.writes(event.location);
    for (std::size_t i = writes.size(); i > static_cast<std::size_t>(graph.co_index(at)); --i)
      if (writes[i - 1] != write && is_kept(writes[i - 1])) return false;
    if (event.kind == Kind::read && at != kInitial && at > e && !is_kept(at)) return false;
  }
  return true;
}

// Does what the revisit says. False: the graph is not to be grown.
bool Search::apply(Frame*& frame, const Revisit& revisit) {
  Graph& graph = frame->graph;
  switch (revisit.kind) {
    case Revisit::Kind::choice:
      graph[revisit.event].value = revisit.choice;
      graph[revisit.event].after = kUnseen;
      graph[revisit.event].added_max = false;
      return true;
    case Revisit::Kind::source:
      set_source(graph, revisit.event, revisit.source);
      graph[revisit.event].added_max = false;
      return settle(*frame, revisit.event);
    case Revisit::Kind::place:
      graph.unplace(revisit.event);
      graph[revisit.event].added_max = false;
      graph.place(revisit.event, graph.co_index(revisit.source) + 1);
      if (!consistency_.holds(graph, revisit.event)) return false;
      offer(*frame, revisit.event, kInitial);
      return true;
    case Revisit::Kind::backward:
      break;
  }
  const auto prefix = graph.porf(revisit.source);
  kept_.clear();
  for (Event e = 0; e < static_cast<Event>(graph.size()); ++e)
    if (e <= revisit.event || e == revisit.source || graph.before(e, prefix)) kept_.push_back(e);
  std::unique_ptr<Frame> next;
  if (spare_.empty()) {
    next = std::make_unique<Frame>();
  } else {
    next = std::move(spare_.back());
    spare_.pop_back();
    next->revisits.clear();
  }
  const std::vector<Event>& renamed = next->graph.take(graph, kept_);
  const Event write = renamed[static_cast<std::size_t>(revisit.source)];
  const Event read = renamed[static_cast<std::size_t>(revisit.event)];
  frame = next.get();
  stack_.push_back(std::move(next));
  Graph& kept = frame->graph;
  const auto settled = kept.porf(write);
  for (std::size_t i = 0; i < kept.size(); ++i)
    if (kept.before(static_cast<Event>(i), settled))
      kept[static_cast<Event>(i)].revisitable = false;
  set_source(kept, read, write);
  kept[read].added_max = kept.newest(kept[read].location) == write;
  return settle(*frame, read);
}

// A read has a new source. False: the graph is not to be grown.
bool Search::settle(Frame& frame, Event read) {
  const bool holds = frame.graph[read].succeeds ? finish_rmw(frame, read, true)
                                                : consistency_.holds(frame.graph, read);
  if (holds) look_for_races(frame.graph, read);
  return holds && !summary_.defect;
}

}  // namespace assay::explore

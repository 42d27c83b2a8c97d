#include "harness/engines/explore/clocks.h"

#include <algorithm>

namespace assay::explore {
namespace {

void join(Clock& clock, std::span<const Tick> other) {
  for (std::size_t i = 0; i < clock.size(); ++i) clock[i] = std::max(clock[i], other[i]);
}

void join_event(const Graph& graph, Clock& clock, Event e) {
  Tick& tick = clock[static_cast<std::size_t>(graph[e].agent)];
  tick = std::max<Tick>(tick, static_cast<Tick>(graph[e].place + 1));
}

// The synchronization that enters `event` itself.
void join_own(const Graph& graph, Event e, Clock& clock) {
  const EventRecord& event = graph[e];
  if (event.kind == Kind::read) {
    if (!event.plain && event.source != kInitial && acquires(order_of(event)))
      join_release(graph, event.source, clock);
    return;
  }
  if (event.verb == Verb::fence && acquires(event.order)) {
    const auto earlier = graph.events_of(event.agent).first(event.place);
    for (const Event r : earlier)
      if (graph[r].kind == Kind::read && !graph[r].plain && graph[r].source != kInitial)
        join_release(graph, graph[r].source, clock);
    return;
  }
  if (event.verb == Verb::join) {
    const Event last = graph.last_of(static_cast<Agent>(event.value));
    if (last == kInitial) return;
    Clock child;
    full_hb(graph, last, child);
    join(clock, child);
    join_event(graph, clock, last);
  }
}

}  // namespace

namespace {

// Calls `with` for each release that a reader of `write` synchronizes with.
template <typename With>
void for_each_head(const Graph& graph, Event write, With with) {
  while (write != kInitial) {
    const EventRecord& w = graph[write];
    if (!w.plain) {
      if (releases(w.order)) with(write);
      // The latest release fence before it, which knows of all earlier ones.
      const auto earlier = graph.events_of(w.agent).first(w.place);
      const auto fence = std::find_if(earlier.rbegin(), earlier.rend(), [&](Event e) {
        return is_fence(graph[e]) && releases(graph[e].order);
      });
      if (fence != earlier.rend()) with(*fence);
    }
    if (!w.is_rmw_write) return;
    write = graph[graph.events_of(w.agent)[w.place - 1U]].source;
  }
}

}  // namespace

void join_release(const Graph& graph, Event write, Clock& clock) {
  for_each_head(graph, write, [&](Event head) {
    join(clock, graph.hb(head));
    join_event(graph, clock, head);
  });
}

void join_heads(const Graph& graph, Event write, std::vector<Event>& heads) {
  for_each_head(graph, write, [&](Event head) { heads.push_back(head); });
}

void full_hb(const Graph& graph, Event event, Clock& clock) {
  const auto strict = graph.hb(event);
  clock.assign(strict.begin(), strict.end());
  join_own(graph, event, clock);
}

void porf_through(const Graph& graph, Event event, Clock& clock) {
  const auto strict = graph.porf(event);
  clock.assign(strict.begin(), strict.end());
  join_event(graph, clock, event);
  const EventRecord& e = graph[event];
  Event through = kInitial;  // what else is before, by rf or join
  if (e.kind == Kind::read) through = e.source;
  if (e.verb == Verb::join) through = graph.last_of(static_cast<Agent>(e.value));
  if (through == kInitial) return;
  join(clock, graph.porf(through));
  join_event(graph, clock, through);
  // A last event that reads has its own edge.
  if (e.verb == Verb::join && graph[through].kind == Kind::read &&
      graph[through].source != kInitial) {
    join(clock, graph.porf(graph[through].source));
    join_event(graph, clock, graph[through].source);
  }
}

void next_clocks(const Graph& graph, Agent agent, Event parent, Clock& porf, Clock& hb) {
  const Event last = graph.last_of(agent);
  const Event previous = last != kInitial ? last : parent;
  if (previous == kInitial) {
    porf.assign(graph.agents(), 0);
    hb.assign(graph.agents(), 0);
    return;
  }
  porf_through(graph, previous, porf);
  full_hb(graph, previous, hb);
  join_event(graph, hb, previous);
}

}  // namespace assay::explore

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

void join_release(const Graph& graph, Event write, Clock& clock) {
  while (write != kInitial) {
    const EventRecord& w = graph[write];
    if (!w.plain) {
      if (releases(w.order)) {
        join(clock, graph.hb(write));
        join_event(graph, clock, write);
      }
      // The latest release fence before it, which knows of all earlier ones.
      const auto earlier = graph.events_of(w.agent).first(w.place);
      const auto fence = std::find_if(earlier.rbegin(), earlier.rend(), [&](Event e) {
        return is_fence(graph[e]) && releases(graph[e].order);
      });
      if (fence != earlier.rend()) {
        join(clock, graph.hb(*fence));
        join_event(graph, clock, *fence);
      }
    }
    if (!w.is_rmw_write) return;
    write = graph[graph.events_of(w.agent)[w.place - 1U]].source;
  }
}

void full_hb(const Graph& graph, Event event, Clock& clock) {
  const auto strict = graph.hb(event);
  clock.assign(strict.begin(), strict.end());
  join_own(graph, event, clock);
}

void next_clocks(const Graph& graph, Agent agent, Event parent, Clock& porf, Clock& hb) {
  const Event last = graph.last_of(agent);
  const Event previous = last != kInitial ? last : parent;
  if (previous == kInitial) {
    porf.assign(graph.agents(), 0);
    hb.assign(graph.agents(), 0);
    return;
  }
  const auto strict = graph.porf(previous);
  porf.assign(strict.begin(), strict.end());
  join_event(graph, porf, previous);
  full_hb(graph, previous, hb);
  join_event(graph, hb, previous);
  const EventRecord& p = graph[previous];
  Event through = kInitial;  // what else is before, by rf or join
  if (p.kind == Kind::read) through = p.source;
  if (p.verb == Verb::join) through = graph.last_of(static_cast<Agent>(p.value));
  if (through == kInitial) return;
  join(porf, graph.porf(through));
  join_event(graph, porf, through);
  // A last event that reads has its own edge.
  if (p.verb == Verb::join && graph[through].kind == Kind::read &&
      graph[through].source != kInitial) {
    join(porf, graph.porf(graph[through].source));
    join_event(graph, porf, graph[through].source);
  }
}

}  // namespace assay::explore

// The third part of the search: what is wrong with an execution.
#include <xxhash.h>

#include <algorithm>

#include "harness/engines/explore/search_frame.h"
#include "harness/engines/explore/waits.h"

namespace assay::explore {

void Search::fail(std::string kind, std::string message, std::vector<Event> events) {
  if (summary_.defect) return;
  std::erase(events, kInitial);  // an agent that failed before its first event
  summary_.defect = Defect{std::move(kind), std::move(message), std::move(events)};
}

// An agent that the case, or what it does, has brought to a stop. False: it goes on, or waits.
bool Search::look_for_stop(const Graph& graph, Agent agent, Node node) {
  if (node == kUnseen) return false;
  const Label& label = unfolding_[node];
  switch (label.verb) {
    case Verb::failed:
      fail(label.kind, label.text, {graph.last_of(agent)});
      return true;
    case Verb::threw:
      fail("exception", label.text, {graph.last_of(agent)});
      return true;
    case Verb::abandoned:
      if (summary_.abandoned.empty()) summary_.abandoned = label.text;
      return true;
    default:
      return false;
  }
}

// Two accesses of a location, one a write, one plain, unordered. The graph is consistent.
void Search::look_for_races(const Graph& graph, Event event) {
  const EventRecord& e = graph[event];
  if (!locations_[e.location].has_plain) return;
  full_hb(graph, event, scratch_);
  look_for_race_with(graph, event);
  if (summary_.defect || e.verb != Verb::load || !unfolding_[e.node].awaits) return;
  // An await may have looked before, at a write that held it up: those loads are no events,
  // and may race as well.
  const std::int32_t last = graph.co_index(e.source);
  for (std::int32_t i = oldest_visible(graph, e.location, graph.hb(event)); i <= last; ++i) {
    const Event write = graph.at(e.location, i);
    const Node next = unfolding_.next(e.node, value_at(graph, locations_, e.location, write));
    if (next == kUnseen || unfolding_[next].verb != Verb::blocked) continue;
    const auto strict = graph.hb(event);
    scratch_.assign(strict.begin(), strict.end());
    if (!e.plain && acquires(e.order)) join_release(graph, write, scratch_);
    look_for_race_with(graph, event);
  }
}

// The same, for an access that happens after what `scratch_` says.
void Search::look_for_race_with(const Graph& graph, Event event) {
  const EventRecord& e = graph[event];
  const auto races = [&](Event other) {
    const EventRecord& o = graph[other];
    return o.agent != e.agent && (o.plain || e.plain) && !graph.before(other, scratch_);
  };
  constexpr const char* kMessage =
      "this access is not ordered after an earlier one by another agent";
  for (const Event write : graph.writes(e.location))
    if (races(write)) return fail("data race", kMessage, {write, event});
  if (e.kind == Kind::write || e.succeeds)
    for (const Event read : graph.reads(e.location))
      if (races(read)) return fail("data race", kMessage, {read, event});
}

// -- lifetimes ---------------------------------------------------------------------

// An access of memory that is not there yet, or no longer.
void Search::look_for_life(const Graph& graph, Event access) {
  const EventRecord& e = graph[access];
  const Label& label = unfolding_[e.node];
  const Locations::Record& location = locations_[e.location];
  bool is_committed = label.container == kNowhere;
  if (!is_committed) {
    const Locations::Record& bytes = locations_[label.container];
    const Value end = location.address - bytes.container + location.width;
    is_committed = end <= bytes.initial;
    for (std::size_t i = 0; i < graph.size() && !is_committed; ++i) {
      const auto other = static_cast<Event>(i);
      is_committed = graph[other].verb == Verb::commit && graph[other].value >= end &&
                     unfolding_[graph[other].node].location == label.container &&
                     graph.before(other, graph.porf(access));
    }
    if (!is_committed)
      return fail("access before commit", "the bytes are not there when they are accessed",
                  {access});
  }
  if (!has_deaths_) return;
  full_hb(graph, access, scratch_);
  const auto writes = graph.writes(e.location);
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const auto death = static_cast<Event>(i);
    if (graph[death].verb != Verb::death) continue;
    const Label& range = unfolding_[graph[death].node];
    if (location.address < range.value || location.address >= range.expected) continue;
    if (label.is_birth) continue;
    const bool is_born_again = std::any_of(writes.begin(), writes.end(), [&](Event birth) {
      return unfolding_[graph[birth].node].is_birth && graph.before(death, graph.hb(birth)) &&
             graph.before(birth, scratch_);
    });
    if (!is_born_again)
      return fail("use after free", "this access comes after the end of its object",
                  {death, access});
  }
}

// The end of memory that somebody may still access, or that has ended before.
void Search::look_for_uses(const Graph& graph, Event death) {
  const Label& range = unfolding_[graph[death].node];
  const auto hb = graph.hb(death);
  for (Event other = 0; other < death; ++other) {
    const EventRecord& o = graph[other];
    if (o.verb == Verb::death) {
      const Label& earlier = unfolding_[o.node];
      if (earlier.value >= range.expected || range.value >= earlier.expected) continue;
      bool is_born_again = false;
      for (Event e = 0; e < death; ++e)
        is_born_again =
            is_born_again || (graph[e].kind == Kind::write && unfolding_[graph[e].node].is_birth &&
                              locations_[graph[e].location].address >= range.value &&
                              locations_[graph[e].location].address < range.expected &&
                              graph.before(other, graph.hb(e)));
      if (!is_born_again)
        return fail("double free", "an object is destroyed that was destroyed before",
                    {other, death});
      continue;
    }
    if (o.kind == Kind::other || o.agent == graph[death].agent || graph.before(other, hb)) continue;
    const std::uintptr_t address = locations_[o.location].address;
    if (address >= range.value && address < range.expected)
      return fail("use after free", "this access is not ordered before the end of its object",
                  {other, death});
  }
}

// -- the end of an execution -------------------------------------------------------

// Whether a blocked agent waits for something that nobody is left to do: all that it
// looked at last is the newest there is.
bool Search::is_held_up(const Graph& graph, Agent agent, const Label& label) const {
  if (label.verb != Verb::blocked) return true;  // joins an agent that is judged itself
  if (label.timed) return false;                 // its deadline will come
  const auto events = graph.events_of(agent);
  if (events.empty()) return true;
  const std::uint16_t await = unfolding_[graph[events.back()].node].await;
  for (std::size_t i = events.size(); i-- > 0;) {
    const EventRecord& event = graph[events[i]];
    if (await == 0 || unfolding_[event.node].await != await) break;
    if (event.kind != Kind::read) continue;
    const Event newest = graph.newest(event.location);
    if (event.source == newest) continue;
    if (graph[newest].agent != agent || graph[newest].place < event.place) return false;
  }
  return true;
}

void Search::look_for_waits(Graph& graph) {
  std::vector<HeldUp> all;
  std::vector<Event> last;
  for (std::size_t t = 0; t < graph.agents(); ++t) {
    const auto agent = static_cast<Agent>(t);
    const Node node = cursor(graph, agent);
    if (node == kUnseen || unfolding_[node].verb == Verb::end) continue;
    if (!is_held_up(graph, agent, unfolding_[node])) return;
    all.push_back({agent, node});
    last.push_back(graph.last_of(agent));
  }
  Stuck stuck = judge_waits(graph, unfolding_, locations_, all);
  fail(std::move(stuck.kind), std::move(stuck.message), std::move(last));
  summary_.defect->is_of_all = true;
}

// The same number for the same execution, and for no other.
std::uint64_t Search::hash_of(const Graph& graph) {
  words_.clear();
  const auto name_of = [&graph](Event e) {
    return e == kInitial ? std::uint64_t{0}
                         : (static_cast<std::uint64_t>(graph[e].agent) + 1) << 32U | graph[e].place;
  };
  for (std::size_t t = 0; t < graph.agents(); ++t) {
    words_.push_back(~std::uint64_t{t});
    for (const Event e : graph.events_of(static_cast<Agent>(t))) {
      words_.push_back(graph[e].node);
      words_.push_back(graph[e].kind == Kind::read ? name_of(graph[e].source) : graph[e].value);
    }
  }
  for (std::size_t l = 0; l < graph.locations(); ++l) {
    words_.push_back(~std::uint64_t{l} << 1U);
    for (const Event e : graph.writes(static_cast<Location>(l))) words_.push_back(name_of(e));
  }
  return XXH3_64bits(words_.data(), words_.size() * sizeof(words_[0]));
}

void Search::end_of_execution(Frame& frame, bool blocked) {
  Graph& graph = frame.graph;
  if (is_probe_) return;
  const std::uint64_t orbit = options_.symmetry ? orbit_of(graph) : 1;
  if (orbit == 0) {
    // What waits for ever is told all the same.
    if (blocked) look_for_waits(graph);
    return;
  }
  if (options_.remembers && !remembered_.insert(hash_of(graph)).second) ++summary_.duplicates;
  if (blocked) {
    ++summary_.blocked;
    look_for_waits(graph);
  } else {
    ++summary_.complete;
    summary_.stands_for += orbit;
    if (on_complete) on_complete(graph);
    const auto failure = agents_.finish(graph);
    if (!agents_.trouble().empty()) return stop_for_trouble();
    if (failure) {
      std::vector<Event> last;
      for (std::size_t t = 0; t < graph.agents(); ++t)
        if (const Event e = graph.last_of(static_cast<Agent>(t)); e != kInitial) last.push_back(e);
      fail(failure->kind, failure->message, std::move(last));
      summary_.defect->is_of_all = true;
    }
  }
  if (summary_.defect) return;
  if (after_each) after_each();
  const std::uint64_t all = summary_.complete + summary_.blocked;
  if (options_.most_executions != 0 && all >= options_.most_executions)
    summary_.cut = "budget";
  else if (stop && !shown_.defect && all % 256 == 0 && stop(summary_))
    summary_.cut = "time";
}

}  // namespace assay::explore

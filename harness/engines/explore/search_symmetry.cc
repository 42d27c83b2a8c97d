// Executions that differ only in which of several interchangeable agents did what.
//
// An agent's row in an execution is what its events took, in program order: a read the place
// of its source in coherence order, a write its own, a choice its value. Renaming agents
// renames rows and changes none; agents with equal rows can be exchanged without a change. So
// of the executions that are equal up to a renaming exactly one has its rows in ascending
// order: that one is kept.
//
// `is_mirrored` leaves a graph early, where nothing that it may become has ascending rows. It
// relies on what no revisit to come can undo (search_revisits.cc):
// - an event that is `fixed`: it did not make its default choice, or is settled, or is before
//   such an event in (po ∪ rf)+. It is deleted by no revisit, and a read of them revisited by
//   none, as `is_maximal_extension` demands default choices of all that is deleted or
//   revisited, and keeps the source of every revisit;
// - an event that no revisitable read is older than: it is not deleted, for a revisit keeps
//   all that is older than its read;
// - a beginning of coherence order that is a chain of read-modify-writes before a fixed one:
//   nothing is ever placed in it, nor is a part of it read by another that succeeds.
#include <algorithm>

#include "harness/engines/explore/clocks.h"
#include "harness/engines/explore/search_frame.h"

namespace assay::explore {

// What the event took: its entry in its agent's row.
std::uint64_t Search::taken_by(const Graph& graph, Event e) {
  const EventRecord& event = graph[e];
  if (event.kind == Kind::read) return static_cast<std::uint64_t>(graph.co_index(event.source));
  if (event.kind == Kind::write) return static_cast<std::uint64_t>(event.co_index);
  return event.value;
}

// How many executions this one stands for; 0: another one stands for it.
std::uint64_t Search::orbit_of(const Graph& graph) const {
  const auto row_of = [&](Agent agent) {
    std::vector<std::uint64_t> row;
    for (const Event e : graph.events_of(agent)) row.push_back(taken_by(graph, e));
    return row;
  };
  std::uint64_t orbit = 1;
  std::vector<std::uint64_t> size(agents_.initial(), 1);   // of the group, up to each
  std::vector<std::uint64_t> equal(agents_.initial(), 1);  // of them, at its end, as this one
  for (std::size_t t = 0; t < agents_.initial(); ++t) {
    const Agent before = agents_.alike(static_cast<Agent>(t));
    if (before < 0) continue;
    const auto lower = row_of(before);
    const auto upper = row_of(static_cast<Agent>(t));
    if (upper < lower) return 0;
    const auto b = static_cast<std::size_t>(before);
    size[t] = size[b] + 1;
    equal[t] = lower == upper ? equal[b] + 1 : 1;
    orbit = orbit * size[t] / equal[t];
  }
  return orbit;
}

// Whether the writes up to `write` are the first of their location for ever. Precondition:
// a fixed event reads from it.
bool Search::is_closed(const Graph& graph, Location location, Event write) {
  const auto writes = graph.writes(location);
  return std::all_of(writes.begin(), writes.begin() + graph.co_index(write),
                     [&](Event each) { return graph[each].is_rmw_write; });
}

// Whether a read-modify-write would succeed on each of the writes up to `write`.
bool Search::takes_any(const Graph& graph, const Label& label, Event write) const {
  for (std::int32_t i = 0; i <= graph.co_index(write); ++i)
    if (!writes(label, value_at(graph, locations_, label.location, graph.at(label.location, i))))
      return false;
  return true;
}

// Whether the row of `upper` will be less than that of `lower`, whatever comes. `fixed` has
// how many events of each agent are.
bool Search::is_descending(const Graph& graph, Agent lower, Agent upper,
                           std::span<const Tick> fixed, Event oldest_revisitable) const {
  const auto low = graph.events_of(lower);
  const auto up = graph.events_of(upper);
  for (std::size_t k = 0; k < up.size(); ++k) {
    const Event u = up[k];
    const EventRecord& upper_event = graph[u];
    const bool is_upper_fixed = k < fixed[static_cast<std::size_t>(upper)];
    const bool is_read = upper_event.kind == Kind::read;
    if (is_read ? !is_upper_fixed : !is_upper_fixed && u > oldest_revisitable) return false;
    const bool is_closed_here =
        is_read && is_closed(graph, upper_event.location, upper_event.source);
    const bool is_lower_fixed = k < low.size() && k < fixed[static_cast<std::size_t>(lower)];
    if (!is_lower_fixed && is_closed_here && upper_event.succeeds &&
        takes_any(graph, unfolding_[upper_event.node], upper_event.source))
      return true;  // all that is left for the other comes later
    if (k >= low.size()) return false;
    const Event l = low[k];
    const std::uint64_t mine = taken_by(graph, l);
    const std::uint64_t other = taken_by(graph, u);
    if (is_lower_fixed || (l <= oldest_revisitable && !is_read)) {
      if (mine != other) return mine > other;
      continue;
    }
    return is_closed_here && l <= oldest_revisitable && mine > other;
  }
  return false;
}

bool Search::is_mirrored(const Graph& graph) {
  std::vector<Tick> fixed(graph.agents(), 0);
  auto oldest_revisitable = static_cast<Event>(graph.size());
  for (auto e = static_cast<Event>(graph.size()); e-- > 0;) {
    const EventRecord& event = graph[e];
    if (event.kind == Kind::read && event.revisitable) oldest_revisitable = e;
    if (event.added_max && event.revisitable) continue;
    porf_through(graph, e, scratch_);
    for (std::size_t t = 0; t < fixed.size(); ++t) fixed[t] = std::max(fixed[t], scratch_[t]);
  }
  for (std::size_t t = 0; t < agents_.initial(); ++t) {
    const auto upper = static_cast<Agent>(t);
    for (Agent lower = agents_.alike(upper); lower >= 0; lower = agents_.alike(lower))
      if (is_descending(graph, lower, upper, fixed, oldest_revisitable)) return true;
  }
  return false;
}

}  // namespace assay::explore

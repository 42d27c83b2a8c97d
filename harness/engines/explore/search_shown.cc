// What is shown of a failure: the shortest execution of its kind that was met, without what it
// does not depend on.
//
// A failure is about some events. What is neither before them in (po ∪ rf)+ nor one of them
// has nothing to do with it, and what is left is an execution as well: consistency is closed
// under such prefixes.
#include <algorithm>

#include "harness/engines/explore/clocks.h"
#include "harness/engines/explore/search_frame.h"

namespace assay::explore {
namespace {

// A read-modify-write is one step, and two events.
std::size_t steps_of(const Graph& graph) {
  std::size_t steps = 0;
  for (Event e = 0; e < static_cast<Event>(graph.size()); ++e)
    if (!graph[e].is_rmw_write) ++steps;
  return steps;
}

}  // namespace

void Search::show(const Graph& graph) {
  Defect defect = *summary_.defect;
  std::vector<Tick> needed(graph.agents(), 0);  // how many events of each agent
  for (const Event of : defect.events) {
    porf_through(graph, of, scratch_);
    for (std::size_t t = 0; t < needed.size(); ++t) needed[t] = std::max(needed[t], scratch_[t]);
  }
  // A read-modify-write is done as a whole.
  for (std::size_t t = 0; t < needed.size(); ++t) {
    const auto events = graph.events_of(static_cast<Agent>(t));
    if (needed[t] < events.size() && graph[events[needed[t]]].is_rmw_write) ++needed[t];
  }
  std::vector<Event> order;
  for (Event e = 0; e < static_cast<Event>(graph.size()); ++e)
    if (defect.is_of_all || needed[static_cast<std::size_t>(graph[e].agent)] > graph[e].place)
      order.push_back(e);
  Graph kept;
  const std::vector<Event>& renamed = kept.take(graph, order);
  for (Event& e : defect.events) e = renamed[static_cast<std::size_t>(e)];
  const std::size_t steps = steps_of(kept);
  if (shown_.defect && (defect.kind != shown_.defect->kind || steps >= shown_.steps)) return;
  shown_ = {.defect = std::move(defect),
            .graph = std::move(kept),
            .steps = steps,
            .grown = graph.size(),
            .after = summary_.complete + summary_.blocked};
}

void Search::set_aside(const Graph& graph) {
  show(graph);
  summary_.defect.reset();
}

}  // namespace assay::explore

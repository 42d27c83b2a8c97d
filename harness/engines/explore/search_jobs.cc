// Parts of a search, given away and taken over.
#include <algorithm>

#include "harness/engines/explore/search_frame.h"
#include "harness/engines/explore/trace.h"

namespace assay::explore {

std::optional<Search::Job> Search::give() {
  std::size_t left = 0;
  Frame* oldest = nullptr;
  for (const auto& frame : stack_) {
    left += frame->revisits.size();
    if (oldest == nullptr && !frame->revisits.empty()) oldest = frame.get();
  }
  constexpr std::size_t kLeast = 2;  // one for whoever gives
  if (left < kLeast) return std::nullopt;
  const Revisit revisit = oldest->revisits.front();
  // A stub is no execution that a path could lead to; it is small, and stays here.
  const EventRecord& source = oldest->graph[std::max(revisit.source, Event{0})];
  if (revisit.kind == Revisit::Kind::backward && source.is_rmw_write) {
    const Event read = oldest->graph.events_of(source.agent)[source.place - 1U];
    const Event taken = oldest->graph[read].source;
    if (has_rmw_reader(oldest->graph, source.location, taken, read)) return std::nullopt;
  }
  oldest->revisits.erase(oldest->revisits.begin());
  Graph graph = oldest->graph;
  graph.cut(revisit.stamp);
  Job job{.kind = static_cast<std::uint8_t>(revisit.kind),
          .event = revisit.event,
          .source = revisit.source,
          .choice = revisit.choice};
  for (Event e = 0; e < static_cast<Event>(graph.size()); ++e)
    job.steps.push_back({graph[e].agent, graph[e].place, graph[e].revisitable, graph[e].added_max});
  // What an event does is told by the revisit; until then it may do anything.
  const Agent last = graph[revisit.stamp].agent;
  const bool is_open = revisit.kind != Revisit::Kind::backward;
  if (is_open) graph.cut(revisit.stamp - 1);
  job.path = Story(graph, unfolding_, locations_).path();
  if (is_open) job.path += letter_of(last);
  return job;
}

const Summary& Search::resume(const Job& job) {
  const auto frame = std::make_unique<Frame>();
  frame->graph.reset(agents_.most());
  agents_.forget();
  summary_.is_whole = false;
  if (!walk(*frame, job.path)) return summary_;
  // The same events, in the order in which the giver inserted them; a read-modify-write
  // whose write is yet to come has one too many.
  std::vector<Event> order;
  for (const Job::Step& step : job.steps)
    order.push_back(frame->graph.events_of(step.agent)[step.place]);
  stack_.push_back(std::make_unique<Frame>());
  Graph& graph = stack_.back()->graph;
  graph.take(frame->graph, order);
  for (std::size_t i = 0; i < job.steps.size(); ++i) {
    graph[static_cast<Event>(i)].revisitable = job.steps[i].revisitable;
    graph[static_cast<Event>(i)].added_max = job.steps[i].added_max;
  }
  Frame* next = stack_.back().get();
  agents_.forget();
  ++summary_.steps;
  const Revisit revisit{.kind = static_cast<Revisit::Kind>(job.kind),
                        .stamp = static_cast<Event>(graph.size() - 1),
                        .event = job.event,
                        .source = job.source,
                        .choice = job.choice};
  loop(apply(next, revisit));
  return summary_;
}

}  // namespace assay::explore

#include "harness/engines/explore/search.h"

#include <algorithm>
#include <utility>

#include "harness/engines/explore/search_frame.h"
#include "harness/engines/explore/trace.h"

namespace assay::explore {

Search::Search(Unfolding& unfolding, Locations& locations, Agents& agents, Options options)
    : unfolding_(unfolding),
      locations_(locations),
      agents_(agents),
      options_(std::move(options)),
      consistency_(options_.model),
      random_(options_.seed) {}

Search::~Search() = default;

Value Search::value_of(const Graph& graph, Event read) const {
  return value_at(graph, locations_, graph[read].location, graph[read].source);
}

// -- the loop ----------------------------------------------------------------------

Summary Search::run() {
  if (begin()) loop(true);
  return summary_;
}

// An empty graph. False: the case fails before its agents start.
bool Search::begin() {
  stack_.push_back(std::make_unique<Frame>());
  stack_.back()->graph.reset(agents_.most());
  const auto failure = agents_.prepare();
  if (!failure) return true;
  fail(failure->kind, failure->message, {});
  show(stack_.back()->graph);
  return false;
}

void Search::loop(bool grows) {
  while (!stack_.empty() && !is_stopped()) {
    Frame* frame = stack_.back().get();
    if (grows) extend(*frame);
    if (summary_.defect) set_aside(stack_.back()->graph);
    if (is_stopped() || has_shortened()) break;
    if (frame->revisits.empty()) {
      spare_.push_back(std::move(stack_.back()));
      stack_.pop_back();
      grows = false;
      continue;
    }
    const Revisit revisit = frame->revisits.back();
    frame->revisits.pop_back();
    frame->graph.cut(revisit.stamp);
    agents_.forget();
    ++summary_.steps;
    grows = apply(frame, revisit);
    if (grows && options_.symmetry && is_mirrored(frame->graph)) grows = false;
    if (summary_.defect) set_aside(stack_.back()->graph);
    if (has_shortened()) break;
  }
  if (shown_.defect) {  // whatever came afterwards
    summary_.defect = shown_.defect;
    summary_.cut.clear();
    summary_.trouble.clear();
  }
  summary_.is_whole = stack_.empty();
}

bool Search::is_stopped() const {
  return summary_.defect || !summary_.cut.empty() || !summary_.trouble.empty();
}

void Search::stop_for_trouble() { summary_.trouble = agents_.trouble(); }

// -- growing a graph ---------------------------------------------------------------

// The next thing that `agent` does: the node after its last event.
Node Search::cursor(Graph& graph, Agent agent) {
  const Event last = graph.last_of(agent);
  if (last != kInitial) {
    EventRecord& event = graph[last];
    if (event.after == kUnseen) {
      const Value value = event.kind == Kind::read ? value_of(graph, last)
                          : event.is_rmw_write
                              ? value_of(graph, graph.events_of(agent)[event.place - 1U])
                          : event.verb == Verb::choose ? event.value
                                                       : 0;
      event.after = answered(graph, agent, event.node, value);
    }
    return event.after;
  }
  if (static_cast<std::size_t>(agent) < agents_.initial())
    return answered(graph, agent, agents_.entry(agent), 0);
  const Event spawn = graph.spawn_of(agent);
  return spawn == kInitial ? kUnseen : answered(graph, agent, graph[spawn].node, 1);
}

Node Search::answered(const Graph& graph, Agent agent, Node node, Value value) {
  Node next = unfolding_.next(node, value);
  if (next == kUnseen) {
    if (!agents_.learn(graph, agent)) stop_for_trouble();
    next = unfolding_.next(node, value);
  }
  return next;
}

// Whether an await would only find what it does not wait for, if it looked now.
bool Search::is_stuck(const Graph& graph, Candidate candidate) {
  const Label& label = unfolding_[candidate.node];
  if (!label.awaits) return false;
  const Value value = value_at(graph, locations_, label.location, graph.newest(label.location));
  if (label.verb == Verb::compare_exchange) return value != label.expected;
  return holds_up(graph, candidate, value);
}

// Whether an await's load is held up by a value.
bool Search::holds_up(const Graph& graph, Candidate candidate, Value value) {
  Node next = unfolding_.next(candidate.node, value);
  if (next == kUnseen) {
    if (!agents_.learn_answer(graph, candidate.agent, value)) stop_for_trouble();
    next = unfolding_.next(candidate.node, value);
  }
  return next != kUnseen && unfolding_[next].verb == Verb::blocked;
}

Search::Next Search::choose(Frame& frame, Candidate& chosen) {
  Graph& graph = frame.graph;
  bool blocked = false;
  Candidate stuck;
  std::size_t seen = 0;
  int best = -1;
  for (std::size_t t = 0; t < graph.agents(); ++t) {
    const auto agent = static_cast<Agent>(t);
    const Node node = cursor(graph, agent);
    if (is_stopped()) return Next::stopped;
    if (node == kUnseen) continue;
    // By value: learning may move the labels.
    const Verb verb = unfolding_[node].verb;
    switch (verb) {
      case Verb::end:
        continue;
      case Verb::blocked:
        blocked = true;
        continue;
      case Verb::failed:
      case Verb::threw:
      case Verb::abandoned:
        look_for_stop(graph, agent, node);
        return Next::stopped;
      case Verb::join: {
        const Node child = cursor(graph, static_cast<Agent>(unfolding_[node].value));
        if (child == kUnseen || unfolding_[child].verb != Verb::end) {
          blocked = true;
          continue;
        }
        break;
      }
      default:
        break;
    }
    const Candidate candidate{agent, node};
    if (is_stuck(graph, candidate)) {
      if (stuck.agent < 0) stuck = candidate;
      continue;
    }
    ++seen;
    int rank = 0;
    switch (options_.policy) {
      case Policy::writes_first:
        rank = is_read(verb) ? 1 : 2;
        break;
      case Policy::reads_first:
        rank = is_read(verb) ? 2 : 1;
        break;
      case Policy::left_to_right:
        rank = 1;
        break;
      case Policy::right_to_left:
        rank = static_cast<int>(seen);
        break;
      case Policy::random:  // each of the first `seen` with the same chance
        random_ = random_ * 6364136223846793005U + 1442695040888963407U;
        rank = (random_ >> 33U) % seen == 0 ? best + 1 : 0;
        break;
    }
    if (rank > best) {
      best = rank;
      chosen = candidate;
    }
    if (options_.policy == Policy::writes_first && rank == 2) return Next::step;
  }
  if (seen > 0) return Next::step;
  if (stuck.agent >= 0) {
    chosen = stuck;
    return Next::step;
  }
  end_of_execution(frame, blocked);
  return Next::ended;
}

bool Search::extend(Frame& frame) {
  for (;;) {
    Candidate candidate;
    if (choose(frame, candidate) != Next::step) return false;
    if (frame.graph.size() >= options_.most_events) {
      const Label& label = unfolding_[candidate.node];
      summary_.cut = "an execution of more than " + std::to_string(options_.most_events) +
                     " events, agent " + std::to_string(candidate.agent) + " at " +
                     name_of(label.where) + ": a loop without a bound? One that waits is an await";
      return false;
    }
    // Hardly shorter than what was found, whatever comes of it.
    if (shown_.defect && frame.graph.size() >= shown_.grown) return false;
    perform(frame, candidate);
    if (summary_.defect) return false;
  }
}

void Search::perform(Frame& frame, Candidate candidate) {
  const Label label = unfolding_[candidate.node];
  if (is_read(label.verb))
    add_read(frame, candidate, label);
  else if (label.verb == Verb::store)
    add_write(frame, candidate, label);
  else
    add_other(frame, candidate, label);
}

Event Search::append(Graph& graph, EventRecord record) {
  const bool is_spawned = static_cast<std::size_t>(record.agent) >= agents_.initial();
  const bool begins = is_spawned && graph.last_of(record.agent) == kInitial;
  const Event parent = begins ? graph.spawn_of(record.agent) : kInitial;
  next_clocks(graph, record.agent, parent, porf_, hb_);
  record.place = static_cast<Tick>(graph.events_of(record.agent).size());
  return graph.append(record, porf_, hb_);
}

void Search::set_source(Graph& graph, Event read, Event source) {
  EventRecord& event = graph[read];
  event.source = source;
  event.after = kUnseen;
  event.succeeds = is_rmw(event.verb) && writes(unfolding_[event.node], value_of(graph, read));
}

void Search::add_read(Frame& frame, Candidate candidate, const Label& label) {
  Graph& graph = frame.graph;
  // What holds an await up is asked before the read is there.
  if (label.awaits && label.verb == Verb::load) {
    for (const Event write : graph.writes(label.location))
      (void)holds_up(graph, candidate, graph[write].value);
    (void)holds_up(graph, candidate, locations_[label.location].initial);
  }
  const Event read = append(graph, {.node = candidate.node,
                                    .agent = candidate.agent,
                                    .kind = Kind::read,
                                    .verb = label.verb,
                                    .order = label.order,
                                    .failure = label.failure,
                                    .plain = label.plain,
                                    .location = label.location});
  const Event newest = graph.newest(label.location);
  const std::int32_t first = oldest_visible(graph, label.location, graph.hb(read));
  const std::int32_t last = graph.co_index(newest);
  for (std::int32_t i = first; i < last; ++i) {
    const Event write = graph.at(label.location, i);
    if (!may_read(graph, read, label, write)) continue;
    if (label.awaits) {  // one execution stands for all in which it is held up
      const Value value = value_at(graph, locations_, label.location, write);
      const bool passes = label.verb == Verb::compare_exchange ? value == label.expected
                                                               : !holds_up(graph, candidate, value);
      if (!passes) continue;
    }
    frame.revisits.push_back(
        {.kind = Revisit::Kind::source, .stamp = read, .event = read, .source = write});
  }
  set_source(graph, read, newest);
  look_for_life(graph, read);
  if (!summary_.defect && finish_rmw(frame, read, false)) look_for_races(graph, read);
}

void Search::add_write(Frame& frame, Candidate candidate, const Label& label) {
  Graph& graph = frame.graph;
  const Event write = append(graph, {.node = candidate.node,
                                     .agent = candidate.agent,
                                     .kind = Kind::write,
                                     .verb = label.verb,
                                     .order = label.order,
                                     .plain = label.plain,
                                     .location = label.location,
                                     .value = label.value});
  const std::int32_t last = graph.co_index(graph.newest(label.location));
  graph.place(write, last + 1);
  look_for_life(graph, write);
  look_for_races(graph, write);
  if (summary_.defect) return;
  const std::int32_t first = oldest_visible(graph, label.location, graph.hb(write));
  for (std::int32_t i = first; i < last; ++i) {
    const Event previous = graph.at(label.location, i);
    if (has_rmw_reader(graph, label.location, previous, kInitial)) continue;
    frame.revisits.push_back(
        {.kind = Revisit::Kind::place, .stamp = write, .event = write, .source = previous});
  }
  offer(frame, write, kInitial);
}

void Search::add_other(Frame& frame, Candidate candidate, const Label& label) {
  Graph& graph = frame.graph;
  const Event event = append(graph, {.node = candidate.node,
                                     .agent = candidate.agent,
                                     .verb = label.verb,
                                     .order = label.order,
                                     .location = kNowhere,
                                     .value = label.verb == Verb::choose ? 0 : label.value});
  if (label.verb == Verb::death) {
    has_deaths_ = true;
    look_for_uses(graph, event);
  }
  if (label.verb != Verb::choose) return;
  for (Value v = label.value; v-- > 1;)
    frame.revisits.push_back(
        {.kind = Revisit::Kind::choice, .stamp = event, .event = event, .choice = v});
}

bool Search::finish_rmw(Frame& frame, Event read, bool is_revisited) {
  Graph& graph = frame.graph;
  if (!graph[read].succeeds) return true;
  const EventRecord r = graph[read];
  const Label& label = unfolding_[r.node];
  const Event write = append(graph, {.node = r.node,
                                     .agent = r.agent,
                                     .kind = Kind::write,
                                     .verb = r.verb,
                                     .order = r.order,
                                     .plain = r.plain,
                                     .is_rmw_write = true,
                                     .location = r.location,
                                     .value = written(label, value_of(graph, read))});
  graph.place(write, graph.co_index(r.source) + 1);
  Event oldest_rival = kInitial;
  for (const Event rival : graph.reads(r.location))
    if (rival != read && graph[rival].source == r.source && graph[rival].succeeds) {
      oldest_rival = rival;
      break;  // readers are in insertion order
    }
  if (is_revisited && oldest_rival == kInitial && !consistency_.holds(graph, read)) return false;
  offer(frame, write, oldest_rival);
  if (oldest_rival == kInitial) return true;
  ++summary_.stubs;
  return false;
}

}  // namespace assay::explore

// Walks that visit no more than one branch of the search: to estimate its size, and to
// follow an execution that was found before.
//
// Reference: Knuth, "Estimating the efficiency of backtrack programs" (1975).
#include <charconv>

#include "harness/engines/explore/search_frame.h"

namespace assay::explore {

// Takes one branch at random at each level, and multiplies.
double Search::probe(std::uint64_t seed) {
  std::uint64_t random = seed * 0x9E37'79B9'7F4A'7C15U + 1;
  Frame first;
  first.graph.reset(agents_.most());
  Frame* frame = &first;
  if (agents_.prepare()) return 0;
  double weight = 1;
  double estimate = 0;
  bool grows = true;
  is_probe_ = true;
  for (;;) {
    agents_.forget();
    if (grows) extend(*frame);
    if (is_stopped()) break;
    if (grows && (!options_.symmetry || orbit_of(frame->graph) != 0)) estimate += weight;
    const std::size_t ways = frame->revisits.size();
    if (ways == 0) break;
    random = random * 6364136223846793005U + 1442695040888963407U;
    const Revisit revisit = frame->revisits[(random >> 33U) % ways];
    weight *= static_cast<double>(ways);
    frame->revisits.clear();
    frame->graph.cut(revisit.stamp);
    grows = apply(frame, revisit) && !(options_.symmetry && is_mirrored(frame->graph));
  }
  is_probe_ = false;
  stack_.clear();
  return estimate;
}

Summary Search::follow(std::string_view path) {
  if (!begin()) return summary_;
  Frame& frame = *stack_.back();
  if (walk(frame, path)) {
    // What comes after the path was left out where an agent failed.
    bool has_stopped = false;
    for (std::size_t t = 0; t < frame.graph.agents() && !has_stopped && !is_stopped(); ++t) {
      const auto agent = static_cast<Agent>(t);
      has_stopped = look_for_stop(frame.graph, agent, cursor(frame.graph, agent));
    }
    Candidate next;
    if (!has_stopped && !is_stopped() && choose(frame, next) == Next::step) stray(path.size());
  }
  if (summary_.defect) show(frame.graph);
  return summary_;
}

void Search::stray(std::size_t at) {
  summary_.trouble = "the token's path does not fit the case at its character " +
                     std::to_string(at + 1) +
                     ": it was made by another version of the case, or is damaged; search again "
                     "with the schedule all@0";
}

// Does what the path says, one event after the other, as Story::path wrote it. False: it
// can't be done, or something is wrong with the execution.
bool Search::walk(Frame& frame, std::string_view path) {
  for (std::size_t i = 0; i < path.size() && !is_stopped();) {
    const std::size_t begin = i;
    const Agent agent = agent_of_letter(path[i++]);
    std::uint64_t option = 0;
    const char* const digits = path.data() + i;
    const auto [rest, failure] = std::from_chars(digits, path.data() + path.size(), option);
    const bool has_option = rest != digits;
    i += static_cast<std::size_t>(rest - digits);
    if (agent < 0 || static_cast<std::size_t>(agent) >= agents_.most()) stray(begin);
    if (is_stopped()) break;
    const Node node = cursor(frame.graph, agent);
    if (!is_stopped() && (node == kUnseen || is_stop(unfolding_[node].verb))) stray(begin);
    if (!is_stopped() && unfolding_[node].verb == Verb::join) {
      const Node child = cursor(frame.graph, static_cast<Agent>(unfolding_[node].value));
      if (child == kUnseen || unfolding_[child].verb != Verb::end) stray(begin);
    }
    if (is_stopped()) break;
    perform(frame, {agent, node});
    frame.revisits.clear();
    if (!has_option || !summary_.trouble.empty()) continue;
    // Not the default: what was found wrong with that one says nothing.
    summary_.defect.reset();
    if (failure == std::errc::result_out_of_range || !choose_instead(frame, agent, option))
      stray(begin);
    frame.revisits.clear();
  }
  return !is_stopped();
}

// Lets the last event of an agent take another of its possibilities. False: it has none such.
bool Search::choose_instead(Frame& frame, Agent agent, std::uint64_t option) {
  Graph& graph = frame.graph;
  const auto events = graph.events_of(agent);
  const Event event = graph[events.back()].is_rmw_write ? events[events.size() - 2] : events.back();
  graph.cut(event);
  const EventRecord& record = graph[event];
  const Label& label = unfolding_[record.node];
  Revisit revisit{.kind = Revisit::Kind::choice, .stamp = event, .event = event, .choice = option};
  if (record.kind == Kind::other) {
    if (record.verb != Verb::choose || option >= label.value) return false;
  } else {
    // As a search offers them: nothing that coherence or atomicity forbids.
    const bool is_read = record.kind == Kind::read;
    const Location location = record.location;
    revisit.kind = is_read ? Revisit::Kind::source : Revisit::Kind::place;
    const auto oldest =
        static_cast<std::uint64_t>(oldest_visible(graph, location, graph.hb(event)));
    if (option < oldest || option >= graph.writes(location).size() + (is_read ? 1U : 0U))
      return false;
    revisit.source = graph.at(location, static_cast<std::int32_t>(option));
    if (is_read ? !may_read(graph, event, label, revisit.source)
                : has_rmw_reader(graph, location, revisit.source, kInitial))
      return false;
  }
  agents_.forget();
  Frame* same = &frame;
  return apply(same, revisit) || is_stopped();
}

}  // namespace assay::explore

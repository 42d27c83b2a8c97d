#include "harness/engines/explore/trace.h"

#include "harness/engines/explore/arena.h"

namespace assay::explore {

std::string name_of(const Where& where) {
  const std::string_view path = where.file;
  return std::string(path.substr(path.rfind('/') + 1)) + ":" + std::to_string(where.line);
}

Story::Story(const Graph& graph, const Unfolding& unfolding, const Locations& locations, Event last)
    : graph_(graph), unfolding_(unfolding), locations_(locations), last_(last) {
  if (!linearize(true)) linearize(false);
}

// Agents take turns as long as they can: the next event of an agent may come when what it
// depends on is there.
bool Story::linearize(bool with_coherence) {
  order_.clear();
  std::vector<bool> told(graph_.size(), false);
  const auto is_told = [&](Event e) { return e == kInitial || told[static_cast<std::size_t>(e)]; };
  std::vector<std::size_t> next(graph_.agents(), 0);
  // The last one, with the write of its read-modify-write.
  std::size_t held = last_ == kInitial ? 0 : 1;
  if (held != 0) held = graph_.events_of(graph_[last_].agent).size() - graph_[last_].place;
  const auto is_ready = [&](Event e) {
    const EventRecord& event = graph_[e];
    if (e == last_ && order_.size() + held < graph_.size()) return false;
    if (event.verb == Verb::join) {
      const auto child = static_cast<std::size_t>(event.value);
      return next[child] == graph_.events_of(static_cast<Agent>(child)).size();
    }
    if (event.place == 0 && !is_told(graph_.spawn_of(event.agent))) return false;
    if (event.kind == Kind::read && !is_told(event.source)) return false;
    if (!with_coherence || event.kind == Kind::other) return true;
    // A read-modify-write is told at once, with its write.
    const auto own = graph_.events_of(event.agent);
    const bool is_pair =
        event.kind == Kind::read && event.succeeds && event.place + 1U < own.size();
    if (event.kind == Kind::read && !is_pair) return true;
    const Event write_of = is_pair ? own[event.place + 1U] : e;
    // Earlier writes first, and the reads of earlier writes.
    const std::int32_t index = graph_[write_of].co_index;
    for (const Event write : graph_.writes(event.location))
      if (graph_[write].co_index < index && !is_told(write)) return false;
    for (const Event read : graph_.reads(event.location))
      if (read != e && graph_.co_index(graph_[read].source) < index && !is_told(read)) return false;
    return true;
  };
  std::size_t agent = 0;
  std::size_t idle = 0;
  while (idle < graph_.agents()) {
    const auto events = graph_.events_of(static_cast<Agent>(agent));
    bool moved = false;
    while (next[agent] < events.size() && is_ready(events[next[agent]])) {
      const Event e = events[next[agent]++];
      told[static_cast<std::size_t>(e)] = true;
      order_.push_back(e);
      moved = true;
    }
    idle = moved ? 0 : idle + 1;
    agent = (agent + 1) % graph_.agents();
  }
  return order_.size() == graph_.size();
}

std::string Story::operation_of(Event e) const {
  const EventRecord& event = graph_[e];
  const Label& label = unfolding_[event.node];
  switch (event.verb) {
    case Verb::load:
      return label.plain ? "read" : "load";
    case Verb::store:
      return label.is_birth ? "begins" : label.plain ? "write" : "store";
    case Verb::exchange:
      return "exchange";
    case Verb::add:
      return "add";
    case Verb::sub:
      return "sub";
    case Verb::bit_and:
      return "and";
    case Verb::bit_or:
      return "or";
    case Verb::bit_xor:
      return "xor";
    case Verb::compare_exchange:
      return event.succeeds || event.is_rmw_write ? "cas ok" : "cas failed";
    case Verb::fence:
      return "fence";
    case Verb::spawn:
      return "spawn";
    case Verb::join:
      return "join";
    case Verb::choose:
      return "choose";
    case Verb::commit:
      return "commit";
    case Verb::death:
      return "ends";
    default:
      return "stops";
  }
}

std::string Story::object_of(Event e) const {
  const EventRecord& event = graph_[e];
  const Label& label = unfolding_[event.node];
  if (label.site >= 0) return std::string(name(static_cast<Site>(label.site)));
  if (event.kind == Kind::other && event.verb != Verb::fence)
    return event.verb == Verb::spawn || event.verb == Verb::join
               ? "agent " + std::to_string(event.value)
               : std::string(label.text != nullptr ? label.text : "");
  if (label.text != nullptr) return label.text;
  return name_of(label.where);
}

// Addresses are numbered as they appear; the lowest bit is a tag of the core's.
std::string Story::text_of(Value value) const {
  const Value address = value & ~Value{1};
  // NOLINTNEXTLINE(performance-no-int-to-ptr): only to ask where it points
  if (!Arena::contains(reinterpret_cast<const void*>(address)))
    return std::to_string(static_cast<std::int64_t>(value));
  const std::size_t number = names_.try_emplace(address, names_.size() + 1).first->second;
  return "p" + std::to_string(number) + ((value & 1U) != 0 ? "|1" : "");
}

std::string Story::value_of(Event e) const {
  const EventRecord& event = graph_[e];
  if (event.kind == Kind::write) return text_of(event.value);
  if (event.kind == Kind::read)
    return text_of(value_at(graph_, locations_, event.location, event.source));
  return event.verb == Verb::choose ? std::to_string(event.value) : "";
}

std::vector<TraceStep> Story::steps() const {
  std::vector<TraceStep> steps;
  for (const Event e : order_) {
    const EventRecord& event = graph_[e];
    if (is_told_with_its_write(e)) continue;
    const Label& label = unfolding_[event.node];
    const bool has_order = event.kind != Kind::other ? !event.plain : event.verb == Verb::fence;
    steps.push_back(
        {.agent = event.agent,
         .operation = operation_of(e),
         .object = object_of(e),
         .value = value_of(e),
         .order = has_order ? std::string(name(order_of(event))) : std::string(),
         .where = std::string(label.where.file) + ":" + std::to_string(label.where.line)});
  }
  add_edges(steps);
  return steps;
}

std::string Story::path() const {
  std::string path;
  std::vector<std::vector<Event>> placed(graph_.locations());  // in coherence order, so far
  for (const Event e : order_) {
    const EventRecord& event = graph_[e];
    if (event.kind == Kind::other) {
      path += letter_of(event.agent);
      if (event.verb == Verb::choose && event.value != 0) path += std::to_string(event.value);
      continue;
    }
    std::vector<Event>& writes = placed[event.location];
    const Event sought = event.kind == Kind::read ? event.source : e;
    std::size_t index = 0;  // of those at or before it
    for (const Event write : writes)
      if (graph_.co_index(write) <= graph_.co_index(sought)) ++index;
    if (!event.is_rmw_write) {
      path += letter_of(event.agent);
      if (index != writes.size()) path += std::to_string(index);
    }
    if (event.kind == Kind::write)
      writes.insert(writes.begin() + static_cast<std::ptrdiff_t>(index), e);
  }
  return path;
}

std::string Story::place_of(Event e) const {
  const Label& label = unfolding_[graph_[e].node];
  return operation_of(e) + " " + object_of(e) + " " + label.where.file + ":" +
         std::to_string(label.where.line) + " by agent " + std::to_string(graph_[e].agent);
}

}  // namespace assay::explore

// What a story tells of the graph besides its steps: which location an access is on, what it
// reads from, what it overwrites, what synchronizes with it.
#include <algorithm>

#include "harness/engines/explore/clocks.h"
#include "harness/engines/explore/trace.h"

namespace assay::explore {

// A read-modify-write that succeeds is one step, but for one that went wrong when it read.
bool Story::is_told_with_its_write(Event e) const {
  const EventRecord& event = graph_[e];
  const auto own = graph_.events_of(event.agent);
  return event.succeeds && event.place + 1U < own.size() &&
         graph_[own[event.place + 1U]].is_rmw_write;
}

// The step of each event.
std::vector<int> Story::numbers() const {
  std::vector<int> numbers(graph_.size(), -1);
  int next = 0;
  for (const Event e : order_) {
    numbers[static_cast<std::size_t>(e)] = next;
    if (!is_told_with_its_write(e)) ++next;
  }
  return numbers;
}

std::vector<int> Story::steps_of(const std::vector<Event>& events) const {
  const std::vector<int> numbers = this->numbers();
  std::vector<int> steps;
  steps.reserve(events.size());
  for (const Event e : events) steps.push_back(numbers[static_cast<std::size_t>(e)]);
  std::sort(steps.begin(), steps.end());
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  return steps;
}

namespace {

// What a location is called before it is told from others of that name, by one access of it:
// for shared bytes their offset, else what the site is about; empty where the access has none.
std::string name_by(const Label& label, const Locations& locations) {
  const Locations::Record& record = locations[label.location];
  if (record.name != nullptr) return record.name;
  if (label.container != kNowhere)
    return "byte " + std::to_string(record.address - locations[label.container].container);
  if (label.site < 0) return {};
  const std::string_view site = name(static_cast<Site>(label.site));
  return std::string(site.substr(0, site.find('.')));
}

}  // namespace

// Each has one of its own: where several have the same they are numbered, as they are told.
// All of it goes by the order of the story, which a replay has as well.
std::vector<std::string> Story::location_names() const {
  std::vector<std::string> names(locations_.size());
  std::vector<Location> told;
  for (const Event e : order_) {
    if (graph_[e].kind == Kind::other) continue;
    const Location location = graph_[e].location;
    if (std::find(told.begin(), told.end(), location) == told.end()) told.push_back(location);
    if (names[location].empty()) names[location] = name_by(unfolding_[graph_[e].node], locations_);
  }
  std::map<std::string, std::vector<Location>> of;
  for (const Location location : told) {
    // Where it was first used, by whoever made it.
    if (names[location].empty()) names[location] = name_of(locations_[location].where);
    of[names[location]].push_back(location);
  }
  for (const auto& [base, all] : of)
    for (std::size_t i = 0; all.size() > 1 && i < all.size(); ++i)
      names[all[i]] = base + " #" + std::to_string(i + 1);
  return names;
}

// The steps of other agents whose synchronization ends at an event: a read that acquires, the
// first fence that does after one that does not, a join, the first of a spawned agent.
std::vector<int> Story::synchronizing(Event e, const std::vector<int>& numbers) const {
  const EventRecord& event = graph_[e];
  std::vector<Event> from;
  const auto own = graph_.events_of(event.agent);
  if (event.place == 0 && graph_.spawn_of(event.agent) != kInitial)
    from.push_back(graph_.spawn_of(event.agent));
  if (event.verb == Verb::join) {
    const Event last = graph_.last_of(static_cast<Agent>(event.value));
    if (last != kInitial) from.push_back(last);
  }
  if (event.kind == Kind::read && !event.plain && acquires(order_of(event)))
    join_heads(graph_, event.source, from);
  if (is_fence(event) && acquires(event.order))
    for (std::size_t i = event.place; i-- > 0;) {
      const EventRecord& read = graph_[own[i]];
      if (is_fence(read) && acquires(read.order)) break;  // it was the end of what came before
      if (read.kind == Kind::read && !read.plain && !acquires(order_of(read)))
        join_heads(graph_, read.source, from);
    }
  std::vector<int> steps;
  for (const Event head : from) {
    // One that is before another of them says nothing more.
    const bool is_implied = std::any_of(from.begin(), from.end(), [&](Event other) {
      return other != head && graph_.before(head, graph_.hb(other));
    });
    if (!is_implied && graph_[head].agent != event.agent)
      steps.push_back(numbers[static_cast<std::size_t>(head)]);
  }
  return steps;
}

void Story::add_edges(std::vector<TraceStep>& steps) const {
  const std::vector<int> numbers = this->numbers();
  const std::vector<std::string> names = location_names();
  const auto number = [&numbers](Event e) {
    return e == kInitial ? -1 : numbers[static_cast<std::size_t>(e)];
  };
  for (const Event e : order_) {
    const EventRecord& event = graph_[e];
    TraceStep& step = steps[static_cast<std::size_t>(number(e))];
    std::vector<int>& with = step.synchronizes_with;
    for (const int from : synchronizing(e, numbers)) with.push_back(from);
    std::sort(with.begin(), with.end());
    with.erase(std::unique(with.begin(), with.end()), with.end());
    if (event.kind == Kind::other) continue;
    step.location = names[event.location];
    if (event.kind == Kind::read)
      step.reads_from = number(event.source);
    else
      step.overwrites = number(graph_.at(event.location, event.co_index - 1));
  }
}

}  // namespace assay::explore

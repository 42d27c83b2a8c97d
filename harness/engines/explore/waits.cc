#include "harness/engines/explore/waits.h"

#include <algorithm>
#include <optional>

#include "harness/engines/explore/arena.h"
#include "harness/engines/explore/trace.h"

namespace assay::explore {
namespace {

// Something that another agent did, and this one should know.
struct Missed {
  Event access = kInitial;  // its own last one of the location
  Event write = kInitial;   // the newest
};

struct Wait {
  HeldUp self;
  std::vector<std::pair<Agent, Event>> on;  // whom it waits for, and for which write of theirs
  Event looked = kInitial;                  // the read that held it up
  std::optional<Missed> missed;
};

class Waits {
 public:
  Waits(const Graph& graph, const Unfolding& unfolding, const Locations& locations,
        std::span<const HeldUp> all)
      : graph_(graph), unfolding_(unfolding), locations_(locations), all_(all) {
    for (const HeldUp& each : all) waits_.push_back(wait_of(each));
  }

  Stuck judge() const {
    const std::vector<const Wait*> circle = find_circle();
    if (!circle.empty()) return {"deadlock", told(circle) + ": each waits for the next"};
    std::vector<const Wait*> sleepers;
    std::vector<const Wait*> others;
    for (const Wait& wait : waits_)
      (sleeps(wait) && wait.missed ? sleepers : others).push_back(&wait);
    if (!sleepers.empty()) {
      std::string message = told(sleepers) + ": nobody is left to wake ";
      message += sleepers.size() == 1 ? "it" : "them";
      if (!others.empty()) message += "; " + told(others);
      return {"lost wake-up", message};
    }
    const bool any_sleeps = std::any_of(waits_.begin(), waits_.end(),
                                        [this](const Wait& wait) { return sleeps(wait); });
    if (any_sleeps) return {"deadlock", told(others) + ": nobody is left to wake anyone"};
    return {"livelock", told(others) + ": nobody is left to write what would end it"};
  }

 private:
  const Label& label_of(const Wait& wait) const { return unfolding_[wait.self.node]; }
  bool joins(const Wait& wait) const { return label_of(wait).verb == Verb::join; }
  bool sleeps(const Wait& wait) const { return !joins(wait) && label_of(wait).sleeps; }

  bool is_held_up(Agent agent) const {
    return std::any_of(all_.begin(), all_.end(),
                       [agent](const HeldUp& each) { return each.agent == agent; });
  }

  Wait wait_of(const HeldUp& self) const {
    Wait wait{.self = self, .on = {}, .looked = kInitial, .missed = {}};
    if (joins(wait)) {
      wait.on.emplace_back(static_cast<Agent>(label_of(wait).value), kInitial);
      return wait;
    }
    const auto events = graph_.events_of(self.agent);
    std::size_t end = events.size();  // of what came before the await
    if (end == 0) return wait;
    const std::uint16_t await = unfolding_[graph_[events.back()].node].await;
    for (; await != 0 && end > 0 && unfolding_[graph_[events[end - 1]].node].await == await; --end)
      if (graph_[events[end - 1]].kind == Kind::read) look(wait, events[end - 1]);
    if (sleeps(wait)) look_back(wait, events.first(end));
    return wait;
  }

  // The await looked at a location.
  void look(Wait& wait, Event read) const {
    wait.looked = read;
    const Event newest = graph_.newest(graph_[read].location);
    if (!sleeps(wait)) add(wait, newest);
  }
  void add(Wait& wait, Event write) const {
    if (write == kInitial) return;
    const Agent by = graph_[write].agent;
    if (by != wait.self.agent && is_held_up(by)) wait.on.emplace_back(by, write);
  }

  // What a sleeper had done before: the last value by another agent that it read, and what is
  // no longer as it saw or left it.
  void look_back(Wait& wait, std::span<const Event> before) const {
    bool has_foreign = false;
    bool is_certain = false;  // what it missed has another value now
    std::vector<Location> seen;
    for (std::size_t i = before.size(); i-- > 0;) {
      const EventRecord& event = graph_[before[i]];
      if (event.kind == Kind::other) continue;
      if (event.succeeds && unfolding_[event.node].awaits) break;  // it was woken then
      const Event at = event.kind == Kind::read ? event.source : before[i];
      if (!has_foreign && event.kind == Kind::read && by_other(wait, at)) {
        has_foreign = true;
        add(wait, at);
      }
      if (std::find(seen.begin(), seen.end(), event.location) != seen.end()) continue;
      seen.push_back(event.location);
      const Event newest = graph_.newest(event.location);
      if (is_certain || newest == at || !by_other(wait, newest)) continue;
      is_certain = value_at(graph_, locations_, event.location, at) !=
                   value_at(graph_, locations_, event.location, newest);
      if (is_certain || !wait.missed) wait.missed = Missed{before[i], newest};
    }
  }
  bool by_other(const Wait& wait, Event write) const {
    return write == kInitial || graph_[write].agent != wait.self.agent;
  }

  const Wait* find(Agent agent) const {
    for (const Wait& wait : waits_)
      if (wait.self.agent == agent) return &wait;
    return nullptr;
  }

  // The agents of the first circle, each followed by one that it waits for.
  std::vector<const Wait*> find_circle() const {
    for (const Wait& start : waits_) {
      std::vector<const Wait*> path{&start};
      if (closes(path)) return path;
    }
    return {};
  }
  bool closes(std::vector<const Wait*>& path) const {
    for (const auto& [agent, write] : path.back()->on) {
      const Wait* const next = find(agent);
      if (next == path.front()) return true;
      if (next == nullptr || std::find(path.begin(), path.end(), next) != path.end()) continue;
      path.push_back(next);
      if (closes(path)) return true;
      path.pop_back();
    }
    return false;
  }

  // -- in words ----------------------------------------------------------------
  std::string name_of_access(Event e) const {
    const Label& label = unfolding_[graph_[e].node];
    const std::string place = name_of(label.where);
    return label.text != nullptr ? std::string(label.text) + " (" + place + ")" : place;
  }
  std::string by(Event write) const {
    return "agent " + std::to_string(graph_[write].agent) + " at " + name_of_access(write);
  }
  // Addresses have no names here.
  std::string value_of(Event read) const {
    const Value value = value_at(graph_, locations_, graph_[read].location, graph_[read].source);
    // NOLINTNEXTLINE(performance-no-int-to-ptr): only to ask where it points
    if (Arena::contains(reinterpret_cast<const void*>(value & ~Value{1}))) return "an address";
    return std::to_string(static_cast<std::int64_t>(value));
  }

  std::string told(const Wait& wait) const {
    const std::string place = name_of(label_of(wait).where);
    std::string out = "agent " + std::to_string(wait.self.agent);
    if (joins(wait))
      return out + " joins agent " + std::to_string(label_of(wait).value) + " at " + place;
    if (sleeps(wait)) {
      out += " sleeps at " + place;
      if (!wait.on.empty()) return out + ", because of " + by(wait.on.front().second);
      if (wait.missed)
        out += " and has not seen what " + by(wait.missed->write) +
               " has written since it was at " + name_of_access(wait.missed->access);
      return out;
    }
    out += " waits at " + place;
    if (wait.looked == kInitial) return out;
    const Event source = graph_[wait.looked].source;
    return out + " and sees " + value_of(wait.looked) +
           (source == kInitial ? ", from before the agents began" : ", of " + by(source));
  }

  std::string told(const std::vector<const Wait*>& waits) const {
    std::string out;
    for (const Wait* const wait : waits) out += (out.empty() ? "" : "; ") + told(*wait);
    return out;
  }

  const Graph& graph_;
  const Unfolding& unfolding_;
  const Locations& locations_;
  std::span<const HeldUp> all_;
  std::vector<Wait> waits_;
};

}  // namespace

Stuck judge_waits(const Graph& graph, const Unfolding& unfolding, const Locations& locations,
                  std::span<const HeldUp> all) {
  return Waits(graph, unfolding, locations, all).judge();
}

}  // namespace assay::explore

#include "harness/engines/explore/twin/enumerator.h"

#include <map>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace assay::explore::twin {
namespace {

struct Hash {
  std::size_t operator()(const Execution& x) const {
    static_assert(std::has_unique_object_representations_v<Execution>);
    return std::hash<std::string_view>{}({reinterpret_cast<const char*>(&x), sizeof(x)});
  }
};

// Where an agent is in its code, from what it has done.
struct Position {
  const Operation* next = nullptr;  // none: it has ended, or is held up
  bool is_held_up = false;
  std::uint8_t operand = 0;
};

Position position(const std::vector<Operation>& code, const Execution& x, std::size_t agent) {
  Seen seen;
  std::size_t done = 0;
  for (const Operation& o : code) {
    if (!seen.lets(o)) continue;
    if (done == x.sizes[agent]) return {.next = &o, .operand = seen.operand(o)};
    const Step& step = x.agents[agent][done++];
    if (step.kind != Step::Kind::read) continue;
    seen.read(step.value);
    if (step.is_rmw) ++done;
    if (is_await(o.act) && !passes(o, step.value)) return {.is_held_up = true};
  }
  return {};
}

class Enumerator {
 public:
  Enumerator(const Program& program, Model model) : program_(program), model_(model) {}

  Enumeration run() {
    visit(Execution{});
    while (!todo_.empty()) {
      const Execution x = todo_.back();
      todo_.pop_back();
      expand(x);
    }
    return std::move(found_);
  }

 private:
  void visit(const Execution& x) {
    if (!seen_.insert(x).second) return;
    const Judgement judgement = judge(x, model_);
    if (!judgement.is_consistent) return;
    found_.has_race = found_.has_race || judgement.has_race;
    todo_.push_back(x);
  }

  void expand(const Execution& x) {
    bool is_over = true;
    bool all_end = true;
    bool all_wait_for_more = true;
    std::map<int, int> waits_for;  // agents that are held up; -1: for what was there first
    for (std::size_t a = 0; a < program_.agents.size(); ++a) {
      const Position at = position(program_.agents[a], x, a);
      if (at.next != nullptr) {
        is_over = false;
        step(x, static_cast<int>(a), at);
      } else if (at.is_held_up) {
        all_end = false;
        const Step& last = x.agents[a][x.sizes[a] - 1U];
        waits_for[static_cast<int>(a)] =
            last.source.agent == kInitialWrite ? -1 : last.source.agent;
        all_wait_for_more = all_wait_for_more && last.source == newest(x, last.location);
      }
    }
    if (!is_over) return;
    if (all_end)
      found_.complete.insert(x);
    else if (all_wait_for_more)
      (has_circle(waits_for) ? found_.has_deadlock : found_.has_livelock) = true;
  }

  // Whoever goes from agent to agent comes back to one.
  static bool has_circle(const std::map<int, int>& waits_for) {
    for (const auto& [start, next] : waits_for) {
      int at = next;
      for (std::size_t i = 0; i < waits_for.size() && at != start && waits_for.contains(at); ++i)
        at = waits_for.at(at);
      if (at == start && next != start) return true;
    }
    return false;
  }

  static Id newest(const Execution& x, std::size_t location) {
    const std::size_t size = x.writes[location];
    return size == 0 ? Id{kInitialWrite, 0} : x.coherence[location][size - 1];
  }

  void step(const Execution& x, int agent, const Position& at) {
    const Operation& o = *at.next;
    Execution next = x;
    if (o.act == Act::fence) {
      next.append(agent, {.kind = Step::Kind::fence, .order = o.order});
      return visit(next);
    }
    if (o.act == Act::store) return write(x, agent, o, at.operand, false);
    read(x, agent, at, {kInitialWrite, 0}, 0);
    for (std::size_t i = 0; i < x.writes[o.location]; ++i) {
      const Id source = x.coherence[o.location][i];
      read(x, agent, at, source, x[source].value);
    }
  }

  void read(Execution x, int agent, const Position& at, Id source, std::uint8_t value) {
    const Operation& o = *at.next;
    Step step{.kind = Step::Kind::read,
              .location = o.location,
              .order = o.order,
              .plain = o.plain,
              .value = value,
              .source = source};
    std::uint8_t result = at.operand;
    if (o.act == Act::add) result = static_cast<std::uint8_t>(result + value);
    step.is_rmw = o.act == Act::add || o.act == Act::exchange ||
                  (o.act == Act::compare_exchange && value == o.expected);
    if (o.act == Act::compare_exchange && !step.is_rmw) step.order = o.failure;
    x.append(agent, step);
    if (step.is_rmw) return write(x, agent, o, result, true);
    visit(x);
  }

  void write(const Execution& x, int agent, const Operation& o, std::uint8_t value, bool is_rmw) {
    for (std::size_t i = 0; i <= x.writes[o.location]; ++i) {
      Execution next = x;
      const Id id = next.append(agent, {.kind = Step::Kind::write,
                                        .location = o.location,
                                        .order = o.order,
                                        .plain = o.plain,
                                        .is_rmw = is_rmw,
                                        .value = value});
      next.place(id, i);
      visit(next);
    }
  }

  const Program& program_;
  const Model model_;
  Enumeration found_;
  std::unordered_set<Execution, Hash> seen_;
  std::vector<Execution> todo_;
};

}  // namespace

Enumeration enumerate(const Program& program, Model model) {
  return Enumerator(program, model).run();
}

}  // namespace assay::explore::twin

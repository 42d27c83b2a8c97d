#include "harness/engines/explore/twin/explorer.h"

#include <algorithm>
#include <array>

#include "harness/engines/explore/access.h"
#include "harness/engines/explore/replay.h"

namespace assay::explore::twin {
namespace {

const Program* listed = nullptr;  // what the case runs, in the order of its agents
bool is_patient = false;

// The program on the engine's own words.
class ProgramCase final : public ErasedCase {
 public:
  void before() override {}
  void after() override {}
  void agent(int index) override {
    Seen seen;
    for (const Operation& o : listed->agents[static_cast<std::size_t>(index)])
      if (seen.lets(o)) perform(o, seen);
  }

 private:
  void perform(const Operation& o, Seen& seen) {
    const How how{.order = o.order, .failure = o.failure, .plain = o.plain};
    const Word word = cells_[o.location].word({});
    const std::uint8_t operand = seen.operand(o);
    const auto read = [&seen](Value value) { seen.read(static_cast<std::uint8_t>(value)); };
    switch (o.act) {
      case Act::fence:
        Replay::current->perform({.verb = Verb::fence, .order = o.order});
        break;
      case Act::store:
        word.store(operand, how);
        break;
      case Act::load:
        read(word.load(how));
        break;
      case Act::add:
        read(word.modify(Verb::add, operand, how));
        break;
      case Act::exchange:
        read(word.modify(Verb::exchange, operand, how));
        break;
      case Act::compare_exchange:
        read(word.compare_exchange(o.expected, operand, how));
        break;
      case Act::await_is:
      case Act::await_is_not:
        Replay::current->begin_await();
        Replay::current->in_await() = true;
        read(word.load(how));
        Replay::current->in_await() = false;
        if (!passes(o, seen.last))
          Replay::current->perform({.verb = Verb::blocked, .timed = !is_patient});
        break;
    }
  }

  using Cell = Living<std::uint8_t>;
  std::array<Cell, kLocations> cells_{Cell{0}, Cell{0}, Cell{0}};  // numbered in this order
};

// Which agent of the program is listed as the how many'th.
std::uint8_t name_of(Agent agent, std::size_t agents, const Way& way) {
  const auto a = static_cast<std::size_t>(agent);
  return static_cast<std::uint8_t>(way.reversed ? agents - 1 - a : a);
}

Execution execution_of(const Graph& graph, const Search& search, const Way& way) {
  const auto name = [&](Event e) -> Id {
    if (e == kInitial) return {kInitialWrite, 0};
    return {name_of(graph[e].agent, graph.agents(), way),
            static_cast<std::uint8_t>(graph[e].place)};
  };
  Execution x;
  for (std::size_t a = 0; a < graph.agents(); ++a)
    for (const Event e : graph.events_of(static_cast<Agent>(a))) {
      const EventRecord& event = graph[e];
      Step step{.order = order_of(event), .plain = event.plain};
      if (event.kind == Kind::other) {
        step.kind = Step::Kind::fence;
      } else {
        const bool is_read = event.kind == Kind::read;
        step.kind = is_read ? Step::Kind::read : Step::Kind::write;
        step.location = static_cast<std::uint8_t>(event.location);
        step.is_rmw = event.is_rmw_write || event.succeeds;
        step.value = static_cast<std::uint8_t>(is_read ? search.value_of(graph, e) : event.value);
        if (is_read) step.source = name(event.source);
      }
      x.append(name(e).agent, step);
    }
  for (std::size_t l = 0; l < graph.locations(); ++l)
    for (const Event write : graph.writes(static_cast<Location>(l)))
      x.place(name(write), x.writes[l]);
  return x;
}

}  // namespace

Explored explore(const Program& program, const Way& way) {
  Program order = program;
  if (way.reversed) std::reverse(order.agents.begin(), order.agents.end());
  listed = &order;
  is_patient = way.patient;
  const CaseEntry entry{
      .info = {.name = "twin", .agents = static_cast<int>(order.agents.size())},
      .size = sizeof(ProgramCase),
      .construct = [](void* memory) -> ErasedCase* { return new (memory) ProgramCase; },
      .has_after = false};
  const Setting setting;
  Unfolding unfolding;
  Locations locations;
  Replay replay(entry, setting, unfolding, locations);
  Search search(unfolding, locations, replay, {.model = way.model, .policy = way.policy});
  Explored explored;
  search.on_complete = [&](const Graph& graph) {
    if (!explored.complete.insert(execution_of(graph, search, way)).second) ++explored.duplicates;
  };
  const Summary summary = search.run();
  if (summary.defect) explored.defect = summary.defect->kind;
  explored.trouble = summary.cut + summary.abandoned + summary.trouble;
  return explored;
}

}  // namespace assay::explore::twin

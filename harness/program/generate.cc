#include "harness/program/generate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace assay::litmus {
namespace {

// One access: a write or a read, and how strong it is.
struct Step {
  bool writes = false;
  std::uint8_t strength = 0;  // JS: 0 plain, 1 Atomics; C: 0 relaxed, 1 acquire/release, 2 sc
  friend auto operator<=>(const Step&, const Step&) = default;
};

using Thread = std::vector<Step>;  // one or two steps
using Cycle = std::vector<Thread>;

// Whether communication can go from the end of one thread to the begin of another: not
// from read to read. A thread of one step is a write that the next thread reads, else the
// cycle has a shortcut.
bool joins(const Thread& from, const Thread& to) {
  if (!from.back().writes && !to.front().writes) return false;
  return from.size() == 2 || (from.front().writes && !to.front().writes);
}

bool closes(const Cycle& cycle) {
  std::size_t program_order = 0;
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    if (!joins(cycle[i], cycle[(i + 1) % cycle.size()])) return false;
    program_order += cycle[i].size() - 1;
  }
  return program_order >= 2;  // as many locations
}

std::string shape_of(const Thread& thread) {
  std::string shape;
  for (const Step& step : thread) shape += step.writes ? 'W' : 'R';
  return shape;
}

std::vector<std::string> shapes_of(const Cycle& cycle) {
  std::vector<std::string> shapes;
  for (const Thread& thread : cycle) shapes.push_back(shape_of(thread));
  return shapes;
}

// Of all that are the same but for where they begin, the least: by shape, so that a shape
// has one name, then by strength.
bool is_least_rotation(const Cycle& cycle) {
  const auto shapes = shapes_of(cycle);
  Cycle turned = cycle;
  for (std::size_t i = 1; i < cycle.size(); ++i) {
    std::rotate(turned.begin(), turned.begin() + 1, turned.end());
    const auto turned_shapes = shapes_of(turned);
    if (turned_shapes < shapes || (turned_shapes == shapes && turned < cycle)) return false;
  }
  return true;
}

std::vector<Thread> threads(std::uint8_t strengths) {
  std::vector<Step> steps;
  for (const bool writes : {false, true})
    for (std::uint8_t strength = 0; strength < strengths; ++strength)
      steps.push_back({writes, strength});
  std::vector<Thread> made;
  for (const Step& first : steps) {
    if (first.writes) made.push_back({first});
    for (const Step& second : steps) made.push_back({first, second});
  }
  return made;
}

// The names that the literature has for shapes: each thread's accesses.
std::string shape_name(const Cycle& cycle) {
  static const std::map<std::string, std::string> kNames{
      {"RR-WW", "MP"},       {"RW-RW", "LB"},       {"WR-WR", "SB"},      {"WW-WW", "2+2W"},
      {"RW-WW", "S"},        {"WR-WW", "R"},        {"RR-W-RW", "WRC"},   {"RR-WR-W", "RWC"},
      {"RR-W-RR-W", "IRIW"}, {"RW-RW-RW", "3.LB"},  {"WR-WR-WR", "3.SB"}, {"WW-WW-WW", "3.2W"},
      {"RR-WW-RW", "ISA2"},  {"RR-WR-WW", "W+RWC"}, {"RR-WW-WW", "Z6.3"}, {"WR-WW-WW", "Z6.5"},
      {"RW-WW-WW", "Z6.1"},  {"RW-RW-WW", "Z6.2"},  {"RW-WR-WW", "Z6.0"}, {"WR-WR-WW", "Z6.4"}};
  std::string shape;
  for (const Thread& thread : cycle) shape += (shape.empty() ? "" : "-") + shape_of(thread);
  const auto known = kNames.find(shape);
  return known == kNames.end() ? shape : known->second;
}

// What the steps of a cycle do: a location and a value each.
struct Place {
  std::size_t location = 0;
  int value = 0;  // written, or to be read
};

class Maker {
 public:
  Maker(Cycle cycle, Flavour flavour) : cycle_(std::move(cycle)), flavour_(flavour) {
    for (std::size_t t = 0; t < cycle_.size(); ++t)
      for (std::size_t s = 0; s < cycle_[t].size(); ++s) flat_.emplace_back(t, s);
  }

  Program run() {
    place();
    program_.flavour = flavour_;
    program_.name = name();
    program_.description = "A critical cycle: sequential consistency forbids it.";
    declare();
    for (std::size_t t = 0; t < cycle_.size(); ++t) agent(t);
    for (std::size_t l = 0; l < writes_.size(); ++l)
      if (writes_[l] > 1) last_value(l);
    if (conditions_.size() == 1) {
      program_.condition = conditions_.front();
    } else {
      program_.condition.kind = Condition::Kind::conjunction;
      program_.condition.operands = conditions_;
    }
    return std::move(program_);
  }

 private:
  const Step& step(std::size_t i) const { return cycle_[flat_[i].first][flat_[i].second]; }

  // Along the cycle, from a step at which a location begins: writes count up, reads take
  // the last value or, before the first write, 0.
  void place() {
    const std::size_t n = flat_.size();
    places_.resize(n);
    std::size_t begin = 0;
    while (flat_[begin].second == 0) ++begin;  // after a program-order edge
    std::size_t location = 0;
    int value = 0;
    for (std::size_t k = 0; k < n; ++k) {
      const std::size_t i = (begin + k) % n;
      if (k > 0 && flat_[i].second == 1) {
        writes_.push_back(value);
        ++location;
        value = 0;
      }
      if (step(i).writes) ++value;
      places_[i] = {location, value};
    }
    writes_.push_back(value);
    // Locations are named in the order of the text.
    std::vector<std::size_t> number(writes_.size(), writes_.size());
    std::vector<int> writes;
    for (Place& each : places_) {
      std::size_t& named = number[each.location];
      if (named == number.size()) {
        named = writes.size();
        writes.push_back(writes_[each.location]);
      }
      each.location = named;
    }
    writes_ = writes;
  }

  static std::string location_name(std::size_t l) {
    static constexpr std::array<const char*, 6> kNames{"x", "y", "z", "a", "b", "c"};
    return kNames.at(l);
  }

  std::string name() const {
    static constexpr std::array<std::array<const char*, 3>, 2> kStrengths{
        {{"un", "sc", ""}, {"rlx", "ra", "sc"}}};
    std::string text = shape_name(cycle_) + "+";
    for (std::size_t i = 0; i < flat_.size(); ++i)
      text += (i == 0 ? "" : ".") +
              std::string(kStrengths.at(flavour_ == Flavour::c).at(step(i).strength));
    return text;
  }

  void declare() {
    for (std::size_t l = 0; l < writes_.size(); ++l) {
      if (flavour_ == Flavour::c) continue;  // all are 0
      View view;
      view.name = location_name(l);
      view.own_bytes = 4;
      program_.views.push_back(view);
    }
  }

  Access access(const Step& what, const Place& where) const {
    Access made;
    made.view = location_name(where.location);
    made.kind = what.writes ? AccessKind::store : AccessKind::load;
    if (flavour_ == Flavour::js && what.strength == 0)
      made.kind = what.writes ? AccessKind::plain_store : AccessKind::plain_load;
    if (flavour_ == Flavour::c) {
      const MemoryOrder half = what.writes ? MemoryOrder::release : MemoryOrder::acquire;
      made.order = what.strength == 0   ? MemoryOrder::relaxed
                   : what.strength == 1 ? half
                                        : MemoryOrder::seq_cst;
    }
    if (what.writes) {
      Expression value;
      value.value = where.value;
      made.operands.push_back(value);
    }
    return made;
  }

  void agent(std::size_t t) {
    Block block;
    std::vector<Parameter> parameters;
    for (std::size_t i = 0; i < flat_.size(); ++i) {
      if (flat_[i].first != t) continue;
      Access made = access(step(i), places_[i]);
      parameters.push_back({made.view, true, {}});
      if (!step(i).writes) {
        made.target = Access::Target::constant;
        made.reg = fmt::format("r{}", reads_++);
        holds(static_cast<int>(t), made.reg, places_[i].value);
      }
      block.push_back({made, {}});
    }
    program_.agents.push_back(std::move(block));
    if (flavour_ == Flavour::c) program_.parameters.push_back(std::move(parameters));
  }

  void holds(int agent, const std::string& reg, int value) {
    Condition made;
    made.agent = agent;
    made.reg = reg;
    made.value = value;
    conditions_.push_back(std::move(made));
  }

  // The write that comes last in the cycle comes last.
  void last_value(std::size_t l) {
    if (flavour_ == Flavour::c) return holds(kLocation, location_name(l), writes_[l]);
    Access made = access({false, 0}, {l, 0});
    made.target = Access::Target::constant;
    made.reg = fmt::format("r{}", reads_++);
    holds(kFinal, made.reg, writes_[l]);
    program_.final_block.push_back({made, {}});
  }

  Cycle cycle_;
  Flavour flavour_;
  std::vector<std::pair<std::size_t, std::size_t>> flat_;  // thread and step of each access
  std::vector<Place> places_;
  std::vector<int> writes_;  // of each location
  Program program_;
  std::vector<Condition> conditions_;
  int reads_ = 0;
};

void extend(const std::vector<Thread>& all, std::size_t size, std::size_t agents, Cycle& cycle,
            std::vector<Cycle>& into) {
  std::size_t used = 0;
  for (const Thread& thread : cycle) used += thread.size();
  if (cycle.size() >= 2 && closes(cycle) && is_least_rotation(cycle)) into.push_back(cycle);
  if (cycle.size() == agents) return;
  for (const Thread& thread : all) {
    if (used + thread.size() > size) continue;
    if (!cycle.empty() &&
        (shape_of(thread) < shape_of(cycle.front()) || !joins(cycle.back(), thread)))
      continue;
    cycle.push_back(thread);
    extend(all, size, agents, cycle, into);
    cycle.pop_back();
  }
}

}  // namespace

std::vector<Program> generate(std::size_t size, std::size_t agents, Flavour flavour) {
  Cycle cycle;
  std::vector<Cycle> cycles;
  extend(threads(flavour == Flavour::c ? 3 : 2), size, std::min(agents, kMostCycleAgents), cycle,
         cycles);
  std::stable_sort(cycles.begin(), cycles.end(), [](const Cycle& a, const Cycle& b) {
    const auto steps = [](const Cycle& c) {
      std::size_t sum = 0;
      for (const Thread& thread : c) sum += thread.size();
      return sum;
    };
    return std::pair(steps(a), a.size()) < std::pair(steps(b), b.size());
  });
  std::vector<Program> programs;
  for (Cycle& each : cycles) programs.push_back(Maker(std::move(each), flavour).run());
  return programs;
}

}  // namespace assay::litmus

#include "harness/engines/axiomatic/search.h"

#include <algorithm>

#include "harness/engines/axiomatic/choices.h"

namespace assay::axiomatic {
namespace {

using litmus::Instruction;

std::uint64_t plus(std::uint64_t a, std::uint64_t b) {
  std::uint64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? ~std::uint64_t{0} : sum;
}
std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  std::uint64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? ~std::uint64_t{0} : product;
}

// One judgement.
class Search {
 public:
  Search(const litmus::Code& code, const MemoryModel& model, const Limits& limits)
      : limits_(limits),
        model_(model),
        axioms_(limits.axioms.value_or(model.axioms)),
        skeletons_(code, model),
        domain_(code),
        values_(code, domain_, limits.steps) {
    scratch_.orders_left = limits.steps;
  }

  Answer run() {
    skeletons_.each(x_, [&] {
      Relation order = model_.start(x_);
      if (!sections_fit(order)) return true;
      const bool overwritten_is_excluded =
          has(axioms_, Axiom::read_latest) ||
          (has(axioms_, Axiom::write_read) && has(axioms_, Axiom::write_write));
      const bool later_is_excluded =
          has(axioms_, Axiom::read_not_earlier) || has(axioms_, Axiom::memory_order);
      divide(later_is_excluded, overwritten_is_excluded, !model_.tearing, x_);
      choose(0, order);
      return answer_.reason == Reason::none;
    });
    if (answer_.reason == Reason::none) {
      answer_.reason = skeletons_.reason();
      answer_.message = skeletons_.message();
    }
    if (model_.data_race != nullptr && answer_.reason == Reason::none)
      answer_.data_race_free = !racy_;
    return std::move(answer_);
  }

 private:
  void stop(Reason reason, std::string message) {
    answer_.reason = reason;
    answer_.message = std::move(message);
  }

  // Program order and the order of sections may contradict each other.
  bool sections_fit(const Relation& order) const {
    return std::all_of(x_.sections.begin(), x_.sections.end(),
                       [&](const SectionEdge& edge) { return order.ordered(edge.from, edge.to); });
  }

  // What the groups up to g chose is coherent with what is ordered so far.
  bool coherent(std::size_t g, const Relation& order) const {
    const bool not_earlier = has(axioms_, Axiom::read_not_earlier);
    const bool latest = has(axioms_, Axiom::read_latest);
    for (std::size_t i = 0; i <= g; ++i) {
      const ByteGroup& group = x_.groups[i];
      if (not_earlier && (order.after(group.read) & group.chosen) != 0) return false;
      if (!latest) continue;
      const EventSet earlier = order.before(group.read) & group.covering;
      if (any_of(group.chosen, [&](EventId w) { return (order.after(w) & earlier) != 0; }))
        return false;
    }
    return true;
  }

  void choose(std::size_t g, const Relation& order) {
    if (answer_.reason != Reason::none) return;
    if (++steps_ > limits_.steps)
      return stop(Reason::budget,
                  "more than " + std::to_string(limits_.steps) + " steps of search");
    if (g == x_.groups.size()) return finish(order);
    ByteGroup& group = x_.groups[g];
    const EventSet before = x_.read_from[group.read];
    for_each_choice(x_, group, model_.tearing, axioms_, [&](EventSet chosen) {
      x_.groups[g].chosen = chosen;
      x_.read_from[group.read] = before | chosen;
      Relation longer = order;
      const bool cyclic = any_of(chosen & ~bit(0), [&](EventId w) {
        return model_.orders(x_, w, group.read) && !longer.add(w, group.read);
      });
      if (!cyclic && coherent(g, longer)) choose(g + 1, longer);
      x_.read_from[group.read] = before;
    });
  }

  void finish(const Relation& order) {
    const std::uint64_t executions = model_.allowed(x_, order, axioms_, scratch_, happens_before_);
    if (scratch_.orders_left == 0) stop(Reason::budget, "too many orders of the writes");
    if (executions == 0) return;
    bool some = false;
    values_.each(x_, [&](const litmus::Outcome& outcome, std::uint64_t ways) {
      some = true;
      const std::uint64_t all = times(executions, ways);
      std::uint64_t& count = answer_.outcomes[outcome];
      count = plus(count, all);
      answer_.executions = plus(answer_.executions, all);
      if (answer_.outcomes.size() > limits_.outcomes)
        stop(Reason::budget, "more than " + std::to_string(limits_.outcomes) + " outcomes");
    });
    if (values_.exceeded() && answer_.reason == Reason::none)
      stop(Reason::budget, "too many values, out of thin air or torn");
    if (some && !racy_ && model_.data_race != nullptr)
      racy_ = model_.data_race(x_, happens_before_);
  }

  const Limits& limits_;
  const MemoryModel& model_;
  const AxiomSet axioms_;
  Skeletons skeletons_;
  Domain domain_;
  Values values_;
  Execution x_;
  Scratch scratch_;
  Relation happens_before_;
  Answer answer_;
  std::uint64_t steps_ = 0;
  bool racy_ = false;
};

}  // namespace

Skeletons::Skeletons(const litmus::Code& code, const MemoryModel& model) : code_(code) {
  const bool of_javascript =
      model.model == litmus::Model::es || model.model == litmus::Model::es2017;
  if (of_javascript && code.flavour == litmus::Flavour::c) {
    reason_ = Reason::blind;
    message_ = "the model is of JavaScript";
    return;
  }
  if (!model.mixed_sizes && has_mixed_sizes(code)) {
    reason_ = Reason::mixed_size;
    message_ = "accesses overlap in part";
    return;
  }
  const auto add = [&](const litmus::AgentCode& agent) {
    auto found = paths_of(agent);
    if (!found) {
      reason_ = Reason::bound;
      message_ = "an agent of more than " + std::to_string(kMostPaths) + " paths or " +
                 std::to_string(kMostEvents - 2) + " events";
      return;
    }
    paths_.push_back(std::move(*found));
  };
  for (const litmus::AgentCode& agent : code.agents) add(agent);
  add(code.final_block);
}

Skeletons::Combined Skeletons::combine(const std::vector<std::size_t>& numbers,
                                       Execution& execution) const {
  std::vector<const Path*> chosen;
  bool blocked = false;
  for (std::size_t p = 0; p < paths_.size(); ++p) {
    chosen.push_back(&paths_[p][numbers[p]]);
    blocked = blocked || chosen.back()->blocked;
  }
  if (blocked) {
    if (numbers.back() != 0) return Combined::repeated;  // the final block does not run: once
    chosen.back() = &no_final_;
  }
  return assemble(code_, chosen, execution) ? Combined::made : Combined::too_large;
}

bool has_mixed_sizes(const litmus::Code& code) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
  const auto add = [&](const litmus::AgentCode& agent) {
    for (const Instruction& at : agent.instructions)
      if (at.kind == Instruction::Kind::access)
        ranges.emplace_back(at.address, static_cast<std::uint32_t>(litmus::size_of(at.type)));
  };
  for (const litmus::AgentCode& agent : code.agents) add(agent);
  add(code.final_block);
  std::sort(ranges.begin(), ranges.end());
  ranges.erase(std::unique(ranges.begin(), ranges.end()), ranges.end());
  for (std::size_t i = 1; i < ranges.size(); ++i)
    if (ranges[i - 1].first + ranges[i - 1].second > ranges[i].first) return true;
  return false;
}

Answer judge(const litmus::Code& code, litmus::Model model, const Limits& limits) {
  return Search(code, memory_model(model), limits).run();
}

}  // namespace assay::axiomatic

#include "harness/engines/axiomatic/why.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "harness/engines/axiomatic/choices.h"
#include "harness/engines/axiomatic/drawing.h"
#include "harness/engines/axiomatic/search.h"

namespace assay::axiomatic {
namespace {

// The edges that an order is made of, each with its relation.
class Graph {
 public:
  explicit Graph(std::size_t events) : next_(events) {}

  void add(EventId from, EventId to, std::string relation) {
    next_[from].push_back({from, to, std::move(relation), true, false});
  }

  // A shortest way; empty: there is none.
  std::vector<DrawnEdge> path(EventId from, EventId to) const {
    std::vector<const DrawnEdge*> by(next_.size(), nullptr);
    std::deque<EventId> open{from};
    std::vector<bool> seen(next_.size(), false);
    while (!open.empty()) {
      const EventId e = open.front();
      open.pop_front();
      for (const DrawnEdge& edge : next_[e]) {
        if (seen[edge.to]) continue;
        seen[edge.to] = true;
        by[edge.to] = &edge;
        if (edge.to != to) {
          open.push_back(edge.to);
          continue;
        }
        std::vector<DrawnEdge> found;
        for (EventId at = to; found.empty() || at != from; at = found.back().from)
          found.push_back(*by[at]);
        std::reverse(found.begin(), found.end());
        return found;
      }
    }
    return {};
  }

 private:
  std::vector<std::vector<DrawnEdge>> next_;
};

class Explainer {
 public:
  Explainer(const litmus::Code& code, const MemoryModel& model, const Wanted& wanted,
            std::uint64_t steps)
      : wanted_(wanted),
        model_(model),
        steps_left_(steps),
        skeletons_(code, model),
        domain_(code),
        values_(code, domain_, steps) {}

  Explanation run() {
    skeletons_.each(x_, [&] {
      divide(false, false, !model_.tearing, x_);
      choose(0);
      return found_.whole;
    });
    found_.whole = found_.whole && skeletons_.reason() == Reason::none && !values_.exceeded();
    return std::move(found_);
  }

 private:
  void choose(std::size_t g) {
    if (!found_.whole) return;
    if (steps_left_-- == 0) {
      found_.whole = false;
      return;
    }
    if (g == x_.groups.size()) return look();
    ByteGroup& group = x_.groups[g];
    const EventSet before = x_.read_from[group.read];
    for_each_choice(x_, group, model_.tearing, without(model_.axioms, Axiom::tear_free),
                    [&](EventSet chosen) {
                      group.chosen = chosen;
                      x_.read_from[group.read] = before | chosen;
                      choose(g + 1);
                      x_.read_from[group.read] = before;
                    });
  }

  void look() {
    std::uint64_t matching = 0;
    Drawing drawing;
    values_.each(x_, [&](const litmus::Outcome& outcome, std::uint64_t ways) {
      if (!wanted_(outcome)) return;
      if (matching == 0) drawing = draw(x_, values_, model_);
      matching += ways;
    });
    if (matching == 0) return;
    found_.candidates += matching;
    Violation violation;
    if (!violates(drawing, violation)) {
      found_.allowed += matching;
      // Of several, the one that mixes the fewest writes is the clearest.
      if (!found_.witness || drawing.edges.size() < found_.witness->edges.size())
        found_.witness = std::move(drawing);
      return;
    }
    for (Violation& known : found_.violations)
      if (known.axiom == violation.axiom && known.text == violation.text) {
        known.candidates += matching;
        return;
      }
    violation.candidates = matching;
    violation.drawing = std::move(drawing);
    auto& edges = violation.drawing.edges;
    for (DrawnEdge& guilty : guilty_) {
      std::erase_if(edges, [&](const DrawnEdge& edge) {
        return edge.from == guilty.from && edge.to == guilty.to;
      });
      edges.push_back(std::move(guilty));
    }
    found_.violations.push_back(std::move(violation));
  }

  static std::string words_of(const Drawing& drawing, const std::vector<DrawnEdge>& path) {
    std::string text = words(drawing.events[path.front().from]);
    for (const DrawnEdge& edge : path)
      text += fmt::format(" -{}-> {}", edge.relation, words(drawing.events[edge.to]));
    return text;
  }

  // Fills in the violation; `guilty_` gets its edges.
  bool violates(const Drawing& drawing, Violation& into) {
    guilty_.clear();
    const auto say = [&](Axiom axiom, std::vector<DrawnEdge> path) {
      into.axiom = axiom;
      into.text = words_of(drawing, path);
      guilty_ = std::move(path);
      return true;
    };
    Graph graph(x_.size());
    Relation order = model_.start(x_);
    for (EventId a = 0; a < x_.size(); ++a)
      for_each(order.after(a), [&](EventId b) { graph.add(a, b, relation_of(a, b)); });
    std::vector<DrawnEdge> cycle;
    for_each(x_.reads, [&](EventId r) {
      for_each(x_.read_from[r] & ~bit(0), [&](EventId w) {
        if (!model_.orders(x_, w, r)) return;
        graph.add(w, r, model_.data_race != nullptr && model_.tearing ? "sw" : "rf");
        if (!order.add(w, r)) cycle = {{w, r, "", true, false}};
      });
    });
    if (!cycle.empty()) {
      cycle = graph.path(cycle[0].from, cycle[0].from);
      return say(Axiom::acyclic, cycle);
    }
    if (incoherent(order, graph, say)) return true;
    if (torn(into, drawing)) return true;
    if (model_.constraints != nullptr) {
      std::vector<NotBetween> constraints;
      model_.constraints(x_, order, model_.axioms, constraints);
      if (disordered(order, graph, constraints, say)) return true;
    }
    Scratch scratch;
    Relation happens_before;
    if (model_.allowed(x_, order, model_.axioms, scratch, happens_before) != 0) return false;
    // No single step shows it: axiom by axiom, the first with which nothing is left.
    AxiomSet kept = 0;
    for (std::size_t a = 0; a < kAxiomNames.size(); ++a) {
      into.axiom = static_cast<Axiom>(a);
      if (!has(model_.axioms, into.axiom)) continue;
      kept = kept | into.axiom;
      if (model_.allowed(x_, order, kept, scratch, happens_before) == 0) break;
    }
    into.text = coherence(into.axiom, happens_before, drawing);
    return true;
  }

  // RC11: what contradicts the modification order, where two events and what they read do.
  std::string coherence(Axiom axiom, const Relation& hb, const Drawing& drawing) {
    const auto named = [&](EventId e) { return words(drawing.events[e]); };
    const auto read = [&](EventId r) {
      return static_cast<EventId>(std::countr_zero(x_.read_from[r]));
    };
    std::string text;
    const auto guilty = [&](EventId from, EventId to, std::string relation) {
      guilty_.push_back({from, to, std::move(relation), true, false});
    };
    for_each(x_.reads, [&](EventId r) {
      const EventId w = read(r);
      for_each(x_.same[r] & ~bit(w), [&](EventId v) {
        if (!text.empty()) return;
        const bool later = w == 0 || hb.ordered(w, v);
        if (axiom == Axiom::write_read && hb.ordered(v, r) && later) {
          text = fmt::format("{} -hb-> {}, which reads {}", named(v), named(r), named(w));
          guilty(v, r, "hb");
        } else if (axiom == Axiom::read_write && hb.ordered(r, v) && hb.ordered(v, w)) {
          text = fmt::format("{} -hb-> {} -hb-> {}, which it reads", named(r), named(v), named(w));
          guilty(r, v, "hb");
        }
      });
      for_each(x_.reads & hb.after(r), [&](EventId other) {
        if (!text.empty() || axiom != Axiom::read_read) return;
        if (!same_range(x_.events[r], x_.events[other]) || read(other) == w) return;
        if (read(other) != 0 && !hb.ordered(read(other), w)) return;
        text = fmt::format("{} -hb-> {}, and what they read is {} before {}", named(r),
                           named(other), named(read(other)), named(w));
        guilty(r, other, "hb");
      });
      for_each(x_.reads & x_.writes & ~bit(r), [&](EventId u) {
        if (!text.empty() || axiom != Axiom::atomicity || !contains(x_.writes, r)) return;
        if (read(u) != w || !same_range(x_.events[r], x_.events[u])) return;
        text = fmt::format("{} and {} both read {}", named(r), named(u), named(w));
        guilty(w, r, "rf");
        guilty(w, u, "rf");
      });
    });
    if (!text.empty()) return text;
    text = axiom == Axiom::seq_cst ? "no one order of " : "no order of the writes fits ";
    EventSet shown = axiom == Axiom::seq_cst ? x_.seq_cst : x_.reads;
    for_each(shown, [&](EventId e) {
      text += named(e);
      shown &= ~bit(e);
      if (shown != 0) text += "; ";
    });
    return text;
  }

  std::string relation_of(EventId a, EventId b) const {
    if (a == 0) return "init";
    if (x_.events[a].agent == x_.events[b].agent) return "po";
    if (x_.events[b].agent == static_cast<int>(x_.final_path())) return "join";
    return "asw";
  }

  // Coherent reads: R before W, or V between W and R, in happens-before.
  template <class Say>
  bool incoherent(const Relation& order, const Graph& graph, Say say) {
    if (!has(model_.axioms, Axiom::read_latest)) return false;
    for (const ByteGroup& group : x_.groups) {
      const EventId r = group.read;
      const bool found = any_of(group.chosen, [&](EventId w) {
        if (has(model_.axioms, Axiom::read_not_earlier) && order.ordered(r, w)) {
          std::vector<DrawnEdge> path = graph.path(r, w);
          path.push_back({w, r, "rf", true, false});
          return say(Axiom::read_not_earlier, std::move(path));
        }
        const EventSet between = order.after(w) & order.before(r) & group.covering;
        if (between == 0) return false;
        const auto v = static_cast<EventId>(std::countr_zero(between));
        std::vector<DrawnEdge> path = graph.path(w, v);
        for (DrawnEdge& edge : graph.path(v, r)) path.push_back(std::move(edge));
        return say(Axiom::read_latest, std::move(path));
      });
      if (found) return true;
    }
    return false;
  }

  bool torn(Violation& into, const Drawing& drawing) {
    if (!has(model_.axioms, Axiom::tear_free)) return false;
    return any_of(x_.reads, [&](EventId r) {
      const EventSet taken = x_.read_from[r] & exclusive_writes(x_, r);
      if (std::popcount(taken) < 2) return false;
      into.axiom = Axiom::tear_free;
      into.text = words(drawing.events[r]) + " mixes";
      for_each(taken, [&](EventId w) {
        into.text += (guilty_.empty() ? " " : " and ") + words(drawing.events[w]);
        guilty_.push_back({w, r, "rf", true, false});
      });
      return true;
    });
  }

  // V between W and R: what is forced, step by step, until it contradicts itself.
  template <class Say>
  bool disordered(Relation order, Graph graph, const std::vector<NotBetween>& constraints,
                  Say say) {
    for (bool changed = true; changed;) {
      changed = false;
      for (const NotBetween& c : constraints) {
        const bool after_write = order.ordered(c.write, c.other);
        const bool before_read = order.ordered(c.other, c.read);
        if (after_write && before_read) {
          std::vector<DrawnEdge> path = graph.path(c.write, c.other);
          for (DrawnEdge& edge : graph.path(c.other, c.read)) path.push_back(std::move(edge));
          return say(static_cast<Axiom>(c.clause), std::move(path));
        }
        if (after_write && !order.ordered(c.read, c.other)) {
          changed = order.add(c.read, c.other);
          graph.add(c.read, c.other, "mo");
        } else if (before_read && !order.ordered(c.other, c.write)) {
          changed = order.add(c.other, c.write);
          graph.add(c.other, c.write, "mo");
        }
      }
    }
    return false;
  }

  const Wanted& wanted_;
  const MemoryModel& model_;
  std::uint64_t steps_left_;
  Skeletons skeletons_;
  Domain domain_;
  Values values_;
  Execution x_;
  std::vector<DrawnEdge> guilty_;
  Explanation found_;
};

}  // namespace

Explanation explain(const litmus::Code& code, litmus::Model model, const Wanted& wanted,
                    std::uint64_t steps) {
  return Explainer(code, memory_model(model), wanted, steps).run();
}

}  // namespace assay::axiomatic

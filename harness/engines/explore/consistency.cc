#include "harness/engines/explore/consistency.h"

#include <algorithm>

namespace assay::explore {

bool Consistency::holds(const Graph& graph, Event changed) {
  return model_ == Model::sc ? holds_sc(graph, changed) : holds_psc(graph, changed);
}

// -- sequential consistency: is there a way from the event back to it? -------------

void Consistency::push_successors(const Graph& graph, Event e) {
  const EventRecord& event = graph[e];
  const auto push = [this](Event next) {
    if (next == kInitial || seen_[static_cast<std::size_t>(next)]) return;
    seen_[static_cast<std::size_t>(next)] = true;
    todo_.push_back(next);
  };
  const auto thread = graph.events_of(event.agent);
  if (event.place + 1U < thread.size()) push(thread[event.place + 1U]);
  if (event.verb == Verb::spawn) {
    const auto child = graph.events_of(static_cast<Agent>(event.value));
    if (!child.empty()) push(child.front());
  }
  if (event.place + 1U == thread.size())
    for (std::size_t i = 0; i < graph.size(); ++i) {
      const auto join = static_cast<Event>(i);
      if (graph[join].verb == Verb::join && static_cast<Agent>(graph[join].value) == event.agent)
        push(join);
    }
  if (event.kind == Kind::other) return;
  const auto writes = graph.writes(event.location);
  const std::int32_t index =
      event.kind == Kind::write ? event.co_index : graph.co_index(event.source);
  if (static_cast<std::size_t>(index) < writes.size())
    push(writes[static_cast<std::size_t>(index)]);  // co, or fr
  if (event.kind != Kind::write) return;
  for (const Event reader : graph.reads(event.location))
    if (graph[reader].source == e) push(reader);
}

bool Consistency::holds_sc(const Graph& graph, Event changed) {
  const auto leads_back = [&](Event start) {
    seen_.assign(graph.size(), false);
    todo_.clear();
    push_successors(graph, start);
    while (!todo_.empty()) {
      const Event e = todo_.back();
      todo_.pop_back();
      if (e == start) return true;
      push_successors(graph, e);
    }
    return false;
  };
  if (leads_back(changed)) return false;
  const Event last = graph.last_of(graph[changed].agent);
  return last == changed || !leads_back(last);
}

// -- RC11 --------------------------------------------------------------------------

void Consistency::gather_sc_events(const Graph& graph) {
  sc_count_ = 0;
  has_fences_ = false;
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const auto e = static_cast<Event>(i);
    const EventRecord& event = graph[e];
    if (event.plain || order_of(event) != Order::seq_cst) continue;
    if (event.kind == Kind::other) {
      if (!is_fence(event)) continue;
      has_fences_ = true;
    }
    if (sc_count_ == sc_.size()) sc_.emplace_back();
    sc_[sc_count_++].event = e;
  }
}

bool Consistency::is_psc_base(const Graph& graph, std::size_t a, std::size_t b) const {
  const ScEvent& x = sc_[a];
  const ScEvent& y = sc_[b];
  const EventRecord& from = graph[x.event];
  const EventRecord& to = graph[y.event];
  if (from.agent == to.agent) return from.place < to.place;
  if (from.location == to.location) {
    if (graph.before(x.event, y.hb)) return true;
    if (to.kind == Kind::write) {
      const std::int32_t index =
          from.kind == Kind::write ? from.co_index : graph.co_index(from.source);
      if (to.co_index > index) return true;
    }
  }
  return x.next_elsewhere != kInitial && !y.hb_elsewhere.empty() &&
         graph.before(x.next_elsewhere, y.hb_elsewhere);
}

bool Consistency::holds_psc(const Graph& graph, Event changed) {
  if (graph.sc_events() < 2) return true;
  gather_sc_events(graph);
  if (sc_count_ < 2) return true;
  if (has_fences_) return holds_psc_with_fences(graph);
  // Without SC fences only the changed event's own edges are new.
  if (order_of(graph[changed]) != Order::seq_cst || graph[changed].plain) return true;
  for (std::size_t i = 0; i < sc_count_; ++i) {
    ScEvent& one = sc_[i];
    const EventRecord& event = graph[one.event];
    const auto thread = graph.events_of(event.agent);
    const auto elsewhere = [&](Event e) { return graph[e].location != event.location; };
    const auto after = std::find_if(thread.begin() + event.place + 1, thread.end(), elsewhere);
    one.next_elsewhere = after == thread.end() ? kInitial : *after;
    const auto earlier = thread.first(event.place);
    const auto before = std::find_if(earlier.rbegin(), earlier.rend(), elsewhere);
    if (before == earlier.rend())
      one.hb_elsewhere.clear();
    else
      full_hb(graph, *before, one.hb_elsewhere);
    full_hb(graph, one.event, one.hb);
  }
  // A cycle has an edge of the changed event, or of the write that follows it.
  const Event last = graph.last_of(graph[changed].agent);
  for (std::size_t start = 0; start < sc_count_; ++start) {
    if (sc_[start].event != changed && sc_[start].event != last) continue;
    seen_.assign(sc_count_, false);
    todo_.assign(1, static_cast<Event>(start));
    while (!todo_.empty()) {
      const auto a = static_cast<std::size_t>(todo_.back());
      todo_.pop_back();
      for (std::size_t b = 0; b < sc_count_; ++b) {
        if (seen_[b] || a == b || !is_psc_base(graph, a, b)) continue;
        if (b == start) return false;
        seen_[b] = true;
        todo_.push_back(static_cast<Event>(b));
      }
    }
  }
  return true;
}

namespace {

// Relations over the events of a graph, a row of bits for each event.
class Relation {
 public:
  explicit Relation(std::size_t n) : words_((n + 63) / 64), rows_(n * words_) {}
  void set(std::size_t a, std::size_t b) { rows_[a * words_ + b / 64] |= 1ULL << (b % 64); }
  bool has(std::size_t a, std::size_t b) const {
    return (rows_[a * words_ + b / 64] >> (b % 64) & 1U) != 0;
  }
  // Everything that `other` has at b, at a.
  void add(std::size_t a, const Relation& other, std::size_t b) {
    for (std::size_t w = 0; w < words_; ++w) rows_[a * words_ + w] |= other.rows_[b * words_ + w];
  }
  template <class F>
  void each(std::size_t a, F f) const {
    for (std::size_t w = 0; w < words_; ++w)
      for (std::uint64_t bits = rows_[a * words_ + w]; bits != 0; bits &= bits - 1)
        f(w * 64 + static_cast<std::size_t>(__builtin_ctzll(bits)));
  }
  void close() {
    const std::size_t n = rows_.size() / std::max<std::size_t>(words_, 1);
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t i = 0; i < n; ++i)
        if (has(i, k)) add(i, *this, k);
  }

 private:
  std::size_t words_;
  std::vector<std::uint64_t> rows_;
};

}  // namespace

// The definition, taken literally: fences put non-SC accesses between SC events.
bool Consistency::holds_psc_with_fences(const Graph& graph) {
  const std::size_t n = graph.size();
  Relation po(n), hb(n), co_fr(n), eco(n), scb(n), base(n), ended(n);
  const auto event = [&graph](std::size_t i) -> const EventRecord& {
    return graph[static_cast<Event>(i)];
  };
  const auto same_place = [&](std::size_t a, std::size_t b) {
    return event(a).location != kNowhere && event(a).location == event(b).location;
  };
  Clock clock;
  for (std::size_t b = 0; b < n; ++b) {
    full_hb(graph, static_cast<Event>(b), clock);
    for (std::size_t a = 0; a < n; ++a) {
      if (a == b) continue;
      if (event(a).agent == event(b).agent && event(a).place < event(b).place) po.set(a, b);
      if (graph.before(static_cast<Event>(a), clock)) hb.set(a, b);
      if (event(b).kind == Kind::write && event(a).kind != Kind::other && same_place(a, b)) {
        const std::int32_t index =
            event(a).kind == Kind::write ? event(a).co_index : graph.co_index(event(a).source);
        if (event(b).co_index > index) co_fr.set(a, b);
      }
      if (event(b).kind == Kind::read && event(b).source == static_cast<Event>(a)) eco.set(a, b);
    }
  }
  for (std::size_t a = 0; a < n; ++a) eco.add(a, co_fr, a);
  eco.close();
  for (std::size_t a = 0; a < n; ++a) {
    scb.add(a, po, a);
    scb.add(a, co_fr, a);
    hb.each(a, [&](std::size_t b) {
      if (same_place(a, b)) scb.set(a, b);
    });
    po.each(a, [&](std::size_t c) {
      if (same_place(a, c)) return;
      hb.each(c, [&](std::size_t d) {
        po.each(d, [&](std::size_t b) {
          if (!same_place(d, b)) scb.set(a, b);
        });
      });
    });
  }
  std::vector<std::size_t> sc;
  for (std::size_t i = 0; i < sc_count_; ++i) sc.push_back(static_cast<std::size_t>(sc_[i].event));
  for (const std::size_t a : sc) {
    const bool is_from_fence = is_fence(event(a));
    Relation reach(n);  // row 0: where scb leads from a, or from what a fence is before
    reach.add(0, scb, a);
    if (is_from_fence) hb.each(a, [&](std::size_t x) { reach.add(0, scb, x); });
    for (const std::size_t b : sc) {
      bool related = reach.has(0, b);
      if (!related && is_fence(event(b)))
        reach.each(0, [&](std::size_t x) { related = related || hb.has(x, b); });
      if (!related && is_from_fence && is_fence(event(b))) {
        related = hb.has(a, b);
        hb.each(a, [&](std::size_t x) {
          eco.each(x, [&](std::size_t y) { related = related || hb.has(y, b); });
        });
      }
      if (related) base.set(a, b);
    }
  }
  base.close();
  return std::none_of(sc.begin(), sc.end(), [&](std::size_t e) { return base.has(e, e); });
}

}  // namespace assay::explore

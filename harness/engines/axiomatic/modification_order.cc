#include "harness/engines/axiomatic/modification_order.h"

namespace assay::axiomatic::rc11 {
namespace {

EventId source_of(const Execution& x, EventId r) {
  return static_cast<EventId>(std::countr_zero(x.read_from[r]));
}

bool same_location(const Execution& x, EventId a, EventId b) {
  return same_range(x.events[a], x.events[b]);
}

EventSet readers_of(const Execution& x, EventSet writes) {
  EventSet readers = 0;
  for_each(x.reads, [&](EventId r) {
    if ((x.read_from[r] & writes) != 0) readers |= bit(r);
  });
  return readers;
}

// from-reads: the writes that come after the one that is read, but for an update's own.
EventSet from_reads(const Execution& x, const Relation& mo, EventId r) {
  if (!x.events[r].reads()) return 0;
  return mo.after(source_of(x, r)) & x.same[r];
}

// eco = rf | mo | fr | mo;rf | fr;rf
EventSet extended_coherence(const Execution& x, const Relation& mo, EventId e) {
  EventSet later = from_reads(x, mo, e);
  EventSet read = 0;
  if (x.events[e].writes() && e != 0) {
    later |= mo.after(e);
    read = bit(e);
  }
  return later | readers_of(x, later | read);
}

// scb = sb | sb-loc;hb;sb-loc | hb&loc | mo | fr, where sb-loc leaves out pairs of one location
EventSet sequential_base(const Execution& x, const Relation& hb, const Relation& mo, EventId e) {
  EventSet next = x.program_order.after(e) | from_reads(x, mo, e);
  if (x.events[e].writes() && e != 0) next |= mo.after(e);
  EventSet elsewhere = 0;
  for_each(x.program_order.after(e), [&](EventId b) {
    if (same_location(x, e, b)) return;
    for_each(hb.after(b), [&](EventId c) {
      for_each(x.program_order.after(c), [&](EventId d) {
        if (!same_location(x, c, d)) elsewhere |= bit(d);
      });
    });
  });
  for_each(hb.after(e), [&](EventId b) {
    if (same_location(x, e, b)) next |= bit(b);
  });
  return next | elsewhere;
}

}  // namespace

bool coherent(const Execution& x, const Relation& hb, AxiomSet axioms, Relation& mo,
              std::vector<NotBetween>& atomicity) {
  mo = Relation(x.size());
  atomicity.clear();
  bool holds = true;
  const auto before = [&](EventId a, EventId b) { holds = mo.add(a, b) && holds; };
  for_each(x.writes & ~bit(0), [&](EventId w) {
    before(0, w);
    if (has(axioms, Axiom::write_write))
      for_each(x.same[w] & hb.after(w), [&](EventId v) { before(w, v); });
  });
  for_each(x.reads, [&](EventId r) {
    const EventId w = source_of(x, r);
    if (has(axioms, Axiom::read_not_earlier) && hb.ordered(r, w)) holds = false;
    for_each(x.same[r] & ~bit(w), [&](EventId v) {
      if (has(axioms, Axiom::write_read) && hb.ordered(v, r)) before(v, w);
      if (has(axioms, Axiom::read_write) && hb.ordered(r, v)) before(w, v);
      if (contains(x.writes, r) && has(axioms, Axiom::atomicity))
        atomicity.push_back({static_cast<std::uint8_t>(w), static_cast<std::uint8_t>(v),
                             static_cast<std::uint8_t>(r),
                             static_cast<std::uint8_t>(Axiom::atomicity)});
    });
    if (contains(x.writes, r)) before(w, r);
    if (!has(axioms, Axiom::read_read)) return;
    for_each(x.reads & hb.after(r), [&](EventId later) {
      const EventId v = source_of(x, later);
      if (same_location(x, r, later) && v != w) before(w, v);
    });
  });
  return holds;
}

bool ModificationOrders::atomic(const Relation& mo) const {
  for (const NotBetween& each : scratch_.constraints)
    if (mo.ordered(each.write, each.other) && mo.ordered(each.other, each.read)) return false;
  return true;
}

// psc = ([Esc] | [Fsc];hb?);scb;([Esc] | hb?;[Fsc]) | [Fsc];(hb | hb;eco;hb);[Fsc] is acyclic
bool ModificationOrders::sequential(const Relation& mo) const {
  if (!has(axioms_, Axiom::seq_cst)) return true;
  Relation psc(x_.size());
  const auto is_fence = [&](EventId e) { return x_.events[e].kind == EventKind::fence; };
  return !any_of(x_.seq_cst, [&](EventId from) {
    EventSet reached = sequential_base(x_, hb_, mo, from);
    EventSet by_fence = 0;  // hb | hb;eco;hb, before its last hb
    if (is_fence(from)) {
      for_each(hb_.after(from), [&](EventId e) {
        reached |= sequential_base(x_, hb_, mo, e);
        by_fence |= extended_coherence(x_, mo, e);
      });
    }
    return any_of(x_.seq_cst, [&](EventId to) {
      const bool base = contains(reached, to) || (is_fence(to) && (reached & hb_.before(to)) != 0);
      const bool fences = is_fence(from) && is_fence(to) &&
                          (hb_.ordered(from, to) || (by_fence & hb_.before(to)) != 0);
      return (base || fences) && !psc.add(from, to);
    });
  });
}

std::uint64_t ModificationOrders::count(const Relation& mo) const {
  if (scratch_.orders_left == 0 || !atomic(mo)) return 0;
  --scratch_.orders_left;
  for (EventId a = 1; a < x_.size(); ++a) {
    if (!contains(x_.writes, a)) continue;
    const EventSet open = x_.same[a] & ~(mo.after(a) | mo.before(a));
    if (open == 0) continue;
    const auto b = static_cast<EventId>(std::countr_zero(open));
    std::uint64_t found = 0;
    Relation tried = mo;
    if (tried.add(a, b)) found += count(tried);
    tried = mo;
    if (tried.add(b, a)) found += count(tried);
    return found;
  }
  return sequential(mo) ? 1 : 0;
}

}  // namespace assay::axiomatic::rc11

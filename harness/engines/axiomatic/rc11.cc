// RC11, the repaired C11 model, with the release sequence of C++20; and C++20 by its
// letter, which only advises against values out of thin air: RC11 without its axiom that
// sb | rf is acyclic, so with load buffering.
//
// An execution is what reads read from and, for each location, the order in which its
// writes were made: the modification order mo. JavaScript's plain accesses count as
// relaxed atomics here: that is how engines compile them.
//
// Reference: Lahav, Vafeiadis, Kang, Hur, Dreyer, "Repairing Sequential Consistency in
// C/C++11", PLDI 2017; C++20 [intro.races] for the release sequence. Below, W and V are
// writes, R reads from W, U is an update.
#include "harness/engines/axiomatic/rc11.h"

#include "harness/engines/axiomatic/modification_order.h"

namespace assay::axiomatic::rc11 {
namespace {

using litmus::Ordering;

bool acquires(Ordering o) {
  return o == Ordering::acquire || o == Ordering::acq_rel || o == Ordering::seq_cst;
}
bool releases(Ordering o) {
  return o == Ordering::release || o == Ordering::acq_rel || o == Ordering::seq_cst;
}

bool is_atomic(const Execution& x, EventId e) {
  return x.events[e].order != Ordering::plain || x.code->flavour == litmus::Flavour::js;
}

// no-thin-air: sb | rf is acyclic. Critical sections of a waiter list are a lock's.
Relation start(const Execution& x) {
  Relation order = x.program_order;
  for (const SectionEdge& section : x.sections) order.add(section.from, section.to);
  return order;
}
bool orders(const Execution&, EventId, EventId) { return true; }
// C++20: what is read orders nothing by itself.
bool orders_nothing(const Execution&, EventId, EventId) { return false; }

// The events of W's agent, before it, that release through W: W, and release fences.
EventSet release_side(const Execution& x, EventId w) {
  EventSet side = releases(x.events[w].order) ? bit(w) : 0;
  for_each(x.program_order.before(w), [&](EventId f) {
    if (x.events[f].kind == EventKind::fence && x.events[f].agent == x.events[w].agent &&
        releases(x.events[f].order))
      side |= bit(f);
  });
  return side;
}

EventSet acquire_side(const Execution& x, EventId r) {
  EventSet side = acquires(x.events[r].order) ? bit(r) : 0;
  for_each(x.program_order.after(r), [&](EventId f) {
    if (x.events[f].kind == EventKind::fence && x.events[f].agent == x.events[r].agent &&
        acquires(x.events[f].order))
      side |= bit(f);
  });
  return side;
}

// The release sequence of W: W, and each U that reads from a part of it.
EventSet release_sequence(const Execution& x, EventId w) {
  EventSet sequence = bit(w);
  for (bool grew = true; grew;) {
    grew = false;
    for_each(x.reads & x.writes & ~sequence, [&](EventId u) {
      if ((x.read_from[u] & sequence) == 0) return;
      sequence |= bit(u);
      grew = true;
    });
  }
  return sequence;
}

// hb = (sb | sw)+, sw from a release side to the acquire side of what reads from the
// release sequence. False: it has a cycle.
bool happens_before(const Execution& x, Relation& hb) {
  hb = start(x);
  bool acyclic = true;
  for_each(x.writes & ~bit(0), [&](EventId w) {
    if (!is_atomic(x, w)) return;
    const EventSet releasing = release_side(x, w);
    if (releasing == 0) return;
    const EventSet sequence = release_sequence(x, w);
    for_each(x.reads, [&](EventId r) {
      if ((x.read_from[r] & sequence) == 0 || !is_atomic(x, r)) return;
      const EventSet acquiring = acquire_side(x, r);
      for_each(releasing, [&](EventId a) {
        for_each(acquiring & ~bit(a), [&](EventId b) { acyclic = hb.add(a, b) && acyclic; });
      });
    });
  });
  return acyclic;
}

// Two accesses of one location by two agents, a write among them, one not atomic, that
// happens-before leaves unordered: undefined behaviour.
bool data_race(const Execution& x, const Relation& hb) {
  return any_of(x.writes & ~bit(0), [&](EventId w) {
    return any_of((x.reads | x.writes) & ~bit(0) & ~bit(w), [&](EventId e) {
      return contains(x.same[e], w) && !hb.ordered(w, e) && !hb.ordered(e, w) &&
             (!is_atomic(x, w) || !is_atomic(x, e));
    });
  });
}

std::uint64_t allowed(const Execution& x, const Relation&, AxiomSet axioms, Scratch& scratch,
                      Relation& hb) {
  Relation mo;
  if (!happens_before(x, hb) || !coherent(x, hb, axioms, mo, scratch.constraints)) return 0;
  return ModificationOrders(x, hb, scratch, axioms).count(mo);
}

constexpr AxiomSet kAxioms = Axiom::acyclic | Axiom::read_not_earlier | Axiom::write_write |
                             Axiom::read_read | Axiom::write_read | Axiom::read_write |
                             Axiom::atomicity | Axiom::seq_cst;

}  // namespace

const MemoryModel kModel{
    litmus::Model::rc11, kAxioms, false, false, start, orders, allowed, nullptr, data_race};
const MemoryModel kC20{litmus::Model::c20, kAxioms, false,   false,    start,
                       orders_nothing,     allowed, nullptr, data_race};

}  // namespace assay::axiomatic::rc11

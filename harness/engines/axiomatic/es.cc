// The ECMAScript memory model, current and of 2017.
//
// Reference: ECMA-262, "Memory Model" (with the repair of Watt et al., PLDI 2020), and
// its edition of 2017. Below, W and V are writes, R is a read that takes a byte from W.
#include "harness/engines/axiomatic/es.h"

namespace assay::axiomatic::es {
namespace {

// Initial values are written before every event that touches them, agents run in
// agent-order, and the final block after all of them; critical sections of a waiter list
// follow each other.
Relation start(const Execution& x) {
  Relation happens_before = x.program_order;
  for (const SectionEdge& section : x.sections) happens_before.add(section.from, section.to);
  return happens_before;
}

// synchronizes-with: W and R are SC and of equal ranges. The initial write never is.
bool synchronize(const Execution& x, EventId w, EventId r) {
  return contains(x.seq_cst, w) && contains(x.seq_cst, r) && contains(x.same[r], w);
}

void atomics(const Execution& x, const Relation& hb, AxiomSet axioms,
             std::vector<NotBetween>& into) {
  into.clear();
  const auto not_between = [&](EventId w, EventSet others, EventId r, Axiom clause) {
    if (!has(axioms, clause)) return;
    for_each(others & ~bit(w) & ~bit(r), [&](EventId v) {
      into.push_back({static_cast<std::uint8_t>(w), static_cast<std::uint8_t>(v),
                      static_cast<std::uint8_t>(r), static_cast<std::uint8_t>(clause)});
    });
  };
  for_each(x.reads, [&](EventId r) {
    for_each(x.read_from[r], [&](EventId w) {
      const bool synchronized = synchronize(x, w, r);
      if (synchronized) {
        // (a) W synchronizes with R: no SC V of R's range.
        not_between(w, x.same[r] & x.seq_cst, r, Axiom::atomics_synchronized);
        // ES2017: no V of R's range.
        not_between(w, x.same[r], r, Axiom::atomics_any_order);
      }
      // (b) W is SC, W and V happen before R: no SC V of W's range.
      if (contains(x.seq_cst, w) && hb.ordered(w, r))
        not_between(w, x.same[w] & x.seq_cst & hb.before(r), r, Axiom::atomics_before_read);
      // (c) R is SC, W happens before R and V: no SC V of R's range.
      if (contains(x.seq_cst, r) && hb.ordered(w, r))
        not_between(w, x.same[r] & x.seq_cst & hb.after(w), r, Axiom::atomics_after_write);
      // ES2017: the initial write synchronizes with an SC R that reads nothing else.
      if (w == 0 && x.read_from[r] == bit(0) && contains(x.seq_cst, r))
        not_between(w, x.same[r], r, Axiom::init_synchronizes);
    });
  });
}

std::uint64_t allowed(const Execution& x, const Relation& order, AxiomSet axioms, Scratch& scratch,
                      Relation& happens_before) {
  atomics(x, order, axioms, scratch.constraints);
  if (!extends_to_total_order(order, scratch.constraints)) return 0;
  happens_before = order;
  return 1;
}

// ECMA-262, "Data Races". Two events race that happen-before leaves unordered where both
// write common bytes, or one reads from the other; a race is a data race unless both are
// SC and of equal ranges.
bool data_race(const Execution& x, const Relation& happens_before) {
  return any_of(x.reads | x.writes, [&](EventId e) {
    const EventSet unordered =
        ~(happens_before.after(e) | happens_before.before(e) | bit(e)) & ~bit(0);
    EventSet racing = unordered & x.read_from[e];
    if (contains(x.writes, e) && e != 0) racing |= unordered & x.touching[e];
    if (contains(x.seq_cst, e)) racing &= ~(x.same[e] & x.seq_cst);
    return e != 0 && racing != 0;
  });
}

constexpr AxiomSet kReads =
    Axiom::acyclic | Axiom::read_not_earlier | Axiom::read_latest | Axiom::tear_free;

}  // namespace

const MemoryModel kCurrent{
    litmus::Model::es,
    kReads | Axiom::atomics_synchronized | Axiom::atomics_before_read | Axiom::atomics_after_write,
    true,
    true,
    start,
    synchronize,
    allowed,
    atomics,
    data_race};
const MemoryModel kOf2017{litmus::Model::es2017,
                          kReads | Axiom::atomics_any_order | Axiom::init_synchronizes,
                          true,
                          true,
                          start,
                          synchronize,
                          allowed,
                          atomics,
                          data_race};

}  // namespace assay::axiomatic::es

// The sets of writes that a group of bytes may be read from.
//
// Thread safety: pure functions.
// Invariants: a set has at most as many writes as the group has bytes, and one where the
// model has reads that are whole.
// Reference: ECMA-262, "Tear Free Reads".
#pragma once

#include "harness/engines/axiomatic/execution.h"
#include "harness/engines/axiomatic/model.h"

namespace assay::axiomatic {

// Writes of which a tear-free read reads from one at most: those of its range.
inline EventSet exclusive_writes(const Execution& x, EventId r) {
  EventSet exclusive = 0;
  if (x.events[r].tear_free)
    for_each(x.same[r], [&](EventId w) {
      if (x.events[w].tear_free) exclusive |= bit(w);
    });
  return exclusive;
}

// Calls `take` with each set; what groups of the same read chose before is in
// `x.read_from`.
template <class Take>
void for_each_choice(const Execution& x, const ByteGroup& group, bool tearing, AxiomSet axioms,
                     Take take) {
  const int bytes = std::popcount(group.bytes);
  if (!tearing || bytes == 1) {
    const EventSet exclusive = has(axioms, Axiom::tear_free) ? exclusive_writes(x, group.read) : 0;
    const EventSet taken = x.read_from[group.read] & exclusive;
    const EventSet open = taken != 0 ? group.candidates & (~exclusive | taken) : group.candidates;
    for_each(open, [&](EventId w) { take(bit(w)); });
    return;
  }
  const EventSet exclusive =
      has(axioms, Axiom::tear_free) ? exclusive_writes(x, group.read) & group.candidates : 0;
  const EventSet taken =
      has(axioms, Axiom::tear_free) ? x.read_from[group.read] & exclusive_writes(x, group.read) : 0;
  const EventSet others = group.candidates & ~exclusive;
  const auto with = [&](EventSet one) {
    for (EventSet part = others;; part = (part - 1) & others) {
      const EventSet chosen = part | one;
      if (chosen != 0 && std::popcount(chosen) <= bytes) take(chosen);
      if (part == 0) break;
    }
  };
  with(0);
  for_each(taken != 0 ? exclusive & taken : exclusive, [&](EventId w) { with(bit(w)); });
}

}  // namespace assay::axiomatic

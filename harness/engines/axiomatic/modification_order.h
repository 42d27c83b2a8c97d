// The modification orders that RC11 allows for one choice of reads-from.
//
// What coherence forces is ordered first; what is left open is tried both ways.
//
// Thread safety: values of one search.
// Invariants: an order is total on the writes of each location, and the initial write is
// its first; each is counted once.
// Reference: RC11, axioms COHERENCE, ATOMICITY and SC; see rc11.cc.
#pragma once

#include <vector>

#include "harness/engines/axiomatic/model.h"

namespace assay::axiomatic::rc11 {

// COHERENCE, hb ; eco? is irreflexive: what it orders among writes, and what atomicity
// keeps out of updates. False: no order is coherent.
bool coherent(const Execution& x, const Relation& happens_before, AxiomSet axioms, Relation& mo,
              std::vector<NotBetween>& atomicity);

class ModificationOrders {
 public:
  // `scratch`: atomicity's constraints, and how many orders may be tried.
  ModificationOrders(const Execution& x, const Relation& happens_before, Scratch& scratch,
                     AxiomSet axioms)
      : x_(x), hb_(happens_before), scratch_(scratch), axioms_(axioms) {}

  // How many extend `mo` and keep the other axioms.
  std::uint64_t count(const Relation& mo) const;

 private:
  bool atomic(const Relation& mo) const;
  bool sequential(const Relation& mo) const;

  const Execution& x_;
  const Relation& hb_;
  Scratch& scratch_;
  AxiomSet axioms_;
};

}  // namespace assay::axiomatic::rc11

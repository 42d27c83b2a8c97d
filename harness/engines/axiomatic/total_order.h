// Whether an order extends to a total one in which certain writes are not between
// others and their reads.
//
// "V is not between W and R" is a choice, V before W or R before V. Most are decided by
// what is ordered already; only where none is are both tried. Memory orders are never
// enumerated.
//
// Thread safety: pure functions.
// Invariants: a total order exists if and only if the choices that are made leave the
// relation acyclic.
#pragma once

#include <cstdint>
#include <span>

#include "harness/engines/axiomatic/relation.h"

namespace assay::axiomatic {

// W is read from by R, so V is not between them.
struct NotBetween {
  std::uint8_t write = 0;
  std::uint8_t other = 0;
  std::uint8_t read = 0;
  std::uint8_t clause = 0;  // for explanations: an Axiom
};

bool extends_to_total_order(const Relation& order, std::span<const NotBetween> constraints);

}  // namespace assay::axiomatic

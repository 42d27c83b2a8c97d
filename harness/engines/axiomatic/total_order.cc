#include "harness/engines/axiomatic/total_order.h"

namespace assay::axiomatic {
namespace {

// Decides what is forced until nothing is. False: a cycle. `open`: a constraint that is
// left to choose, or none.
bool propagate(Relation& order, std::span<const NotBetween> constraints, const NotBetween*& open) {
  for (bool changed = true; changed;) {
    changed = false;
    open = nullptr;
    for (const NotBetween& c : constraints) {
      if (order.ordered(c.other, c.write) || order.ordered(c.read, c.other)) continue;
      const bool after_write = order.ordered(c.write, c.other);
      const bool before_read = order.ordered(c.other, c.read);
      if (after_write) {
        if (!order.add(c.read, c.other)) return false;
        changed = true;
      } else if (before_read) {
        if (!order.add(c.other, c.write)) return false;
        changed = true;
      } else if (open == nullptr) {
        open = &c;
      }
    }
  }
  return true;
}

}  // namespace

bool extends_to_total_order(const Relation& order, std::span<const NotBetween> constraints) {
  Relation tried = order;
  const NotBetween* open = nullptr;
  if (!propagate(tried, constraints, open)) return false;
  if (open == nullptr) return true;
  Relation earlier = tried;
  if (earlier.add(open->other, open->write) && extends_to_total_order(earlier, constraints))
    return true;
  return tried.add(open->read, open->other) && extends_to_total_order(tried, constraints);
}

}  // namespace assay::axiomatic

// What the classic algorithms are written with: the standard's names and orders.
//
// Each algorithm is a header of its own, a case with a parameter: what is wrong with it.
// `Flaw::none` is the algorithm as it is taught; every other flaw is one order that is too
// weak or one step that is left out, and the engine has to find it.
//
// Thread safety: as a case.
#pragma once

#include "harness/engines/case.h"
#include "harness/engines/explore/atomic.h"

namespace assay::explore::classic {

using enum std::memory_order;

// What a lock protects: a race on it, or a lost update, is the lock's fault.
class Protected {
 public:
  void enter() { value_.set(value_.get() + 1); }
  void expect(int entries) const { check(value_.get() == entries, "no update is lost"); }

 private:
  var<int> value_;
};

}  // namespace assay::explore::classic

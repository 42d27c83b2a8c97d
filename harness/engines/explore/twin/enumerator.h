// Every execution of a small program, by trying everything: an agent's next event with
// every source and at every place in coherence order, in every interleaving. States that
// were seen are not entered again, executions that the axioms forbid are dropped.
//
// It shares nothing with the search but the model's name: no clocks, no revisits.
//
// Thread safety: functions of their arguments.
// Invariants: a prefix of an allowed execution is allowed, so what is dropped early is
// what would be dropped at the end.
#pragma once

#include <set>

#include "harness/engines/explore/twin/axioms.h"

namespace assay::explore::twin {

struct Enumeration {
  std::set<Execution> complete;
  bool has_race = false;  // in some execution, complete or not
  // The ends at which agents are held up by the newest value, and nobody is left to change it:
  bool has_deadlock = false;  // some wait in a circle, each for who wrote what it sees
  bool has_livelock = false;  // none do
};

Enumeration enumerate(const Program& program, Model model);

}  // namespace assay::explore::twin

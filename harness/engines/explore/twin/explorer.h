// A small program under the engine: the same answers as the enumerator gives, in the same
// form.
//
// Thread safety: one thread.
// Invariants: executions are named by the program's own numbers of agents, however they
// are listed for the search.
#pragma once

#include <set>
#include <string>

#include "harness/engines/explore/search.h"
#include "harness/engines/explore/twin/execution.h"

namespace assay::explore::twin {

struct Way {
  Model model = Model::rc11;
  Policy policy = Policy::writes_first;
  bool reversed = false;  // the last agent is listed first
  bool patient = false;   // an agent that is held up for ever is a deadlock
};

struct Explored {
  std::set<Execution> complete;
  std::uint64_t duplicates = 0;
  std::string defect;  // its kind
  std::string trouble;
};

Explored explore(const Program& program, const Way& way);

}  // namespace assay::explore::twin

// RC11 and sequential consistency as they are written down: relations over the events of
// a whole execution, no clocks, nothing incremental.
//
// Shares no code with the engine's own test, consistency.cc: it is what that is compared
// with.
//
// Thread safety: functions of their arguments.
// Reference: RC11 (PLDI 2017), section 3, with the release sequences of C++20.
#pragma once

#include "harness/engines/explore/consistency.h"
#include "harness/engines/explore/twin/execution.h"

namespace assay::explore::twin {

struct Judgement {
  bool is_consistent = false;
  bool has_race = false;  // where it is consistent
};

Judgement judge(const Execution& execution, Model model);

}  // namespace assay::explore::twin

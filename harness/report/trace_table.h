// A failing execution as a text table: a column per agent and one for the order,
// execution order downwards, one step a row.
//
//    step | agent 0                  | agent 1       | order
//      21 |                          | park          |
//      22 | store state.publish = 1  |               | relaxed
//
// Thread safety: values only.
// Invariants: no line is wider than asked for (from 40 columns); no step of the
// shown part is missing; what was left out is counted.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "harness/execution/check.h"

namespace assay {

struct TraceTableSize {
  std::size_t columns = 80;
  std::size_t latest = 24;           // steps shown, from the end
  std::span<const int> guilty = {};  // steps that get a mark, by index
};

// A cell is operation, object, value. Where the columns are too narrow for all
// of them, operations that the value implies ("= 1", "➜ 0") are left out, then
// the beginnings of objects' names. More than four agents become a list. Set-up
// steps go across. A "!" stands before the steps that together are the defect. Empty for an
// empty trace.
std::string trace_table(const std::vector<TraceStep>& trace, const TraceTableSize& size = {});

}  // namespace assay

// The replay token: one check on one line.
//
//   ENGINE:CASE:CHANGES:SCHEDULE
//   relacy:atomics_forbid_store_buffering:cell.store=release:random@17
//   tsan:a_woken_agent_can_wait_again:mutant=notify.touch_after_publish:seed7@2000
//   explore:wait_compares_in_the_total_order:wait.value=acquire:path@ab0b1a
//   axiomatic:classic/SB+sc:cell.store=release:all@0
//
// CHANGES is `-` or a comma-separated list of SITE=ORDER and at most one
// mutant=NAME. SCHEDULE is random@K, Relacy's iteration K from 1, or path@TEXT, an
// execution of explore's, which replay exactly; seedS@N, where the engine samples: seed S,
// up to N executions (0: the case's default); or all@N, where it searches: N executions,
// or steps of a search (0: all).
//
// Thread safety: values only.
// Invariants: parse_token(format_token(r)) == r for every request with sorted,
// allowed changes, but for `trace`, which a token does not carry, and for the
// seed and the budget of a request that needs none: they come back as 1 and 0.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "harness/execution/check.h"

namespace assay {

// One line that names what is wrong with some input and the nearest known name.
struct UsageError {
  std::string message;
};

// Precondition: `schedule.at` is 0 unless the engine is relacy, `schedule.path` empty
// unless it is explore.
std::string format_token(const CheckRequest& request);

// Whether the case exists is for the engine's program to say; everything else is
// checked here. The changes come back sorted by site.
std::variant<CheckRequest, UsageError> parse_token(std::string_view token);

// "SITE=ORDER", checked against the table: unknown names and orders that the
// operation cannot have are errors that name the nearest known ones.
std::variant<OrderChange, UsageError> parse_change(std::string_view text);
std::variant<Mutant, UsageError> parse_mutant(std::string_view text);

// The known names closest to `wrong` by edit distance, at most three, nearest
// first: "did you mean a, b?"; empty where nothing is near.
std::string did_you_mean(std::string_view wrong, const std::vector<std::string_view>& known);

}  // namespace assay

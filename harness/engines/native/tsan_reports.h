// ThreadSanitizer's reports, caught as values instead of text on standard error.
//
// Thread safety: the runtime reports from whichever thread raced; reading is for
// after the agents ended.
// Invariants: without ThreadSanitizer there is never a report.
// Reference: sanitizer/tsan_interface.h and the debugging interface that the
// runtime exports for debuggers (__tsan_get_report_data and friends).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace assay {

struct RaceReport {
  std::string kind;                   // "data race", "heap-use-after-free", …
  std::vector<std::string> accesses;  // "write cases/x.h:12 in agent 1"
};

// Reports so far in this process.
std::uint64_t race_reports();
// The first one; symbolised now.
RaceReport first_race_report();

}  // namespace assay

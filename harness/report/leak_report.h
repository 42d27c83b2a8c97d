// What `assay leak` says of a series: as text with a picture, or as JSON.
//
// Thread safety: values only.
// Invariants: the same series under the same rule gives the same bytes; no line of text
// is wider than 80 columns.
#pragma once

#include <span>
#include <string>

#include "harness/certify/leak_alert.h"
#include "harness/execution/verdict.h"

namespace assay {

struct LeakFindings {
  std::span<const std::int64_t> figures;
  LeakRule rule;
  std::optional<LeakAlert> alert;
  bool enough = false;  // LeakDetector::enough
};

// 1 on an alert, 4 where there are too few figures for one, else 0.
ExitCode exit_code(const LeakFindings& findings);
std::string leak_text(const LeakFindings& findings);
std::string leak_json(const LeakFindings& findings);  // ends with a newline

}  // namespace assay

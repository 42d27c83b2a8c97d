// Who holds what, as text and as JSON: a line for each wrapper, one for each store.
//
// Thread safety: values only.
// Invariants: text fits 80 columns; a store has one line, however many agents hold it.
#pragma once

#include <string>
#include <vector>

#include "harness/footprint/heap_census.h"
#include "harness/report/promise_report.h"

namespace assay {

struct HeapReport {
  Dataset dataset;
  std::vector<HeapCensus> censuses;
  std::vector<Promise> promises;
};

std::string heap_text(const HeapReport& report);
std::string heap_json(const HeapReport& report);

}  // namespace assay

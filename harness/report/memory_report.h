// What sharing takes beside cloning, in the core and in Node: figures, a picture, promises.
//
// Thread safety: values only.
// Invariants: text fits 80 columns. The page (html/memory_page.h) says the same.
#pragma once

#include <string>
#include <vector>

#include "harness/report/promise_report.h"

namespace assay {

struct MemoryReport {
  Dataset dataset;
  std::vector<Footprint> footprints;
  std::vector<Promise> promises;
};

std::string memory_text(const MemoryReport& report);
std::string memory_json(const MemoryReport& report);

// -- words that the page has as well ------------------------------------------------
// "80 MB", "512 KB", "12 bytes": exact.
std::string size_words(std::uint64_t bytes);
std::string memory_title(const Dataset& dataset);
// The figures of a reading, in the order of `figure_names`.
std::vector<std::string_view> figure_names(const Footprint& footprint);
std::vector<std::int64_t> figures_of(const Reading& reading);
// Resident memory when each worker has the dataset, less that when they had started.
std::int64_t resident_growth(const Footprint& footprint);

}  // namespace assay

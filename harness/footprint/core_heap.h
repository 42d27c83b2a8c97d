// A main agent and workers of the core that each wrap one dataset in views of their own,
// asked what their heaps hold.
//
// Thread safety, Invariants: as core_footprint.h.
#pragma once

#include "harness/footprint/heap_census.h"
#include "harness/subject/error.h"

namespace assay {

// Beside the dataset there is a small shared buffer that only the main agent and the first
// worker hold, and an ordinary buffer of the first worker.
inline constexpr std::uint64_t kTurnsBytes = 4104;
inline constexpr std::uint64_t kOwnBytes = 4112;

// RangeError: memory is short.
Result<HeapCensus> take_census_of_core(const Dataset& dataset);

}  // namespace assay

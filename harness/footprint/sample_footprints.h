// Invented measurements, with figures as a machine has them: for tests and for the gallery.
//
// Thread safety: values only.
#pragma once

#include "harness/footprint/heap_census.h"

namespace assay {

// Of the default dataset, in each scenario, of the core and of Node.
std::vector<Footprint> sample_footprints();

// Of the core: a main agent and one worker, and 80 MB.
HeapCensus sample_census();

}  // namespace assay

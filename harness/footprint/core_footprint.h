// Measures a scenario on the core, in this process: agents, messages, teardown.
//
// Every byte is written by the main agent and read by each worker, so that what is
// resident is what is used.
//
// Thread safety: one call at a time in a process, which should be a fresh one: what an
// earlier scenario left in the C library's heap is resident too.
// Invariants: all agents have ended when it returns, with an error too.
#pragma once

#include "harness/footprint/footprint.h"
#include "harness/subject/error.h"

namespace assay {

// RangeError: memory is short. Preconditions: bytes is a positive multiple of 8, workers at
// least 1.
Result<Footprint> measure_core(Scenario scenario, const Dataset& dataset);

}  // namespace assay

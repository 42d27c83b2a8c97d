// A core that faults is a core that is refuted: a weakened order may well end in an
// access through a pointer that is gone. The answer is written from the signal
// handler, because nothing else can be trusted to run.
//
// Thread safety: `arm_fault_report` once, before the check starts.
// Invariants: the handler only copies bytes that were prepared before, fills in the
// number of the execution, writes them and ends the process with REFUTED's code.
#pragma once

#include <cstdint>

#include "harness/execution/check.h"

namespace assay {

// From now on SIGSEGV, SIGBUS, SIGILL and SIGFPE answer `request` with a
// counterexample of kind "memory fault". `current_execution` must be
// async-signal-safe; it counts from 1.
void arm_fault_report(const CheckRequest& request, std::uint64_t (*current_execution)());

}  // namespace assay

// How much of this process the operating system keeps in memory.
//
// Thread safety: any thread.
// Invariants: smaps_rollup where the kernel has it, which is exact; else statm, whose
// counters lag behind by some pages for each processor since Linux 6.2.
// Reference: proc(5).
#pragma once

#include <cstdint>

namespace assay {

// Bytes; 0 where /proc tells nothing.
std::int64_t resident_bytes();

// Bytes that a new process can have without swapping; 0: unknown.
std::int64_t available_bytes();

}  // namespace assay

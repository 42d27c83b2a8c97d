// Keeps agents on different cores while they are sampled: on one core nothing weak
// ever shows, and a scheduler puts two threads that wake each other on one.
//
// Thread safety: each thread for itself.
// Invariants: only cores that the process may use; a system that refuses changes
// nothing.
// Reference: sched_setaffinity(2).
#pragma once

#include <cstddef>

namespace assay::litmus {

// How many cores the process may use, at least 1.
std::size_t usable_cores();

// The calling thread stays on the number'th of them, modulo their count.
void stay_on_core(std::size_t number);

}  // namespace assay::litmus

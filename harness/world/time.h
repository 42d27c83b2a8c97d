// Time on a World's clock: nanoseconds, monotonic, virtual in model checkers.
#pragma once

#include <cstdint>
#include <limits>

namespace assay {

using Time = std::int64_t;  // nanoseconds

// A deadline that never comes.
inline constexpr Time kNever = std::numeric_limits<Time>::max();

// CLOCK_MONOTONIC: the clock of the Worlds that have a real one.
Time monotonic_now();

}  // namespace assay

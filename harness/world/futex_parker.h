// A parking place on the futex system call: one token, absolute deadline.
//
// Not on std::atomic::wait: libstdc++ 12's has a known missed notification.
//
// Thread safety: `park` by the owner only; `unpark` by anyone.
// Invariants: token_ is 0 or 1. The release exchange of `unpark` synchronizes
// with the acquire exchange of the `park` that takes the token. These two orders
// are the seam's own contract and stand outside the table of sites.
// Reference: futex(2), FUTEX_WAIT_BITSET with CLOCK_MONOTONIC.
#pragma once

#include <cstdint>

#include "harness/world/time.h"
#include "harness/world/where.h"

namespace assay {

// CLOCK_MONOTONIC in nanoseconds.
Time monotonic_now();

class FutexParker {
 public:
  // Returns false where the deadline passed without a token, true otherwise:
  // with a token, or spuriously.
  bool park(Time deadline, Where where = {});
  void unpark(Where where = {});

  // The parts of `park`, for engines that watch their agents. `await_token` returns
  // when a token lies there, the deadline passed, or for no reason; it takes nothing.
  void await_token(Time deadline);
  bool take_token() { return __atomic_exchange_n(&token_, 0U, __ATOMIC_ACQUIRE) != 0; }
  bool has_token() const { return __atomic_load_n(&token_, __ATOMIC_ACQUIRE) != 0; }

 private:
  std::uint32_t token_ = 0;
};

}  // namespace assay

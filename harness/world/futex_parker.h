// A parking place on the futex system call: one token, absolute deadline.
//
// Not on std::atomic::wait: libstdc++ 12's has a known missed notification.
//
// `park` looks for a token a little while before it sleeps (brief_spin.h), and `unpark`
// asks the system only where somebody sleeps: a token that is taken in time costs two
// exchanges and no system call.
//
// Thread safety: `park` and `await_token` by the owner only; `unpark` by anyone.
// Invariants: word_ is kSleeps from before the owner sleeps until it is awake, unless a
// token comes. The release exchange of `unpark` synchronizes with the acquire exchange of
// the `park` that takes the token. These two orders are the seam's own contract and stand
// outside the table of sites.
// Reference: futex(2), FUTEX_WAIT_BITSET with CLOCK_MONOTONIC.
#pragma once

#include <cstdint>

#include "harness/world/brief_spin.h"
#include "harness/world/time.h"
#include "harness/world/where.h"

namespace assay {

class FutexParker {
 public:
  // Returns false where the deadline passed without a token, true otherwise:
  // with a token, or spuriously.
  bool park(Time deadline, Where where = {});
  void unpark(Where where = {});

  // The parts of `park`, for engines that watch their agents; without the spinning.
  // `await_token` returns when a token lies there, the deadline passed, or for no reason;
  // it takes nothing.
  void await_token(Time deadline);
  bool take_token() { return __atomic_exchange_n(&word_, kNothing, __ATOMIC_ACQUIRE) == kToken; }
  bool has_token() const { return __atomic_load_n(&word_, __ATOMIC_ACQUIRE) == kToken; }

 private:
  static constexpr std::uint32_t kNothing = 0;
  static constexpr std::uint32_t kToken = 1;
  static constexpr std::uint32_t kSleeps = 2;

  std::uint32_t word_ = kNothing;
  BriefSpin spin_;
};

}  // namespace assay

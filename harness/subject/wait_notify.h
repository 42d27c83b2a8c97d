// Atomics.wait and Atomics.notify: the checks of ECMA-262 in its order, then the
// waiter table.
//
// Thread safety: any agent, with its own record and view.
// Invariants: errors change nothing. While an agent waits, it holds the block.
// Reference: ECMA-262, Atomics.wait (DoWait), Atomics.notify; sites 7-13, 23.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

#include "harness/subject/agent_record.h"
#include "harness/subject/atomics.h"
#include "harness/subject/cluster.h"

namespace assay::atomics {

// Milliseconds; NaN and infinity wait for ever, negative is 0, fractions count.
using Milliseconds = double;
inline constexpr Milliseconds kForever = std::numeric_limits<double>::infinity();

// The deadline of a timeout that starts `now`: never early, so rounded up. 0 for a
// timeout of 0, which does not sleep.
template <World W>
Time deadline_after(Milliseconds timeout) {
  constexpr double kNanoseconds = 1e6;
  constexpr double kTooFar = 9e18;  // beyond it the sum would overflow: 285 years
  if (std::isnan(timeout)) return kNever;
  if (timeout <= 0) return 0;
  double nanoseconds = std::ceil(timeout * kNanoseconds);
  if constexpr (W::kHasMutants)
    if (W::mutated(Mutant::timeout_truncated)) nanoseconds = std::floor(timeout) * kNanoseconds;
  const Time now = W::now();
  if (nanoseconds >= kTooFar - static_cast<double>(now)) return kNever;
  return now + static_cast<Time>(nanoseconds);
}

// Sleeps while `view[index]` is `expected`. RangeError: the index; TypeError: the
// agent must not block.
template <World W, std::size_t Buckets, WaitableElement T>
Result<WaitResult> wait(Cluster<W, Buckets>& cluster, AgentRecord<W>& me,
                        const TypedArray<W, T>& view, std::uint64_t index, T expected,
                        Milliseconds timeout = kForever, Where where = {}) {
  const Result<std::size_t> at_byte = validate_access("wait", view, index, where);
  if (!at_byte.ok()) return at_byte.error();
  const Time deadline = deadline_after<W>(timeout);
  if (me.can_block == CanBlock::no)
    return Error(ErrorKind::type_error,
                 "Atomics.wait: this agent must not block: its [[CanBlock]] is false");
  Block<W>& block = view.block();
  if (!block.retain())
    return Error(ErrorKind::range_error, "Atomics.wait: more than 2^30 references to the block");
  const WaitResult result =
      cluster.waiters.template wait<T>(me, block, at_byte.value(), expected, deadline);
  if constexpr (W::kHasMutants)
    if (W::mutated(Mutant::wait_pins_block)) return result;
  block.release();
  return result;
}

// Wakes up to `count` agents that wait at `view[index]`; how many. RangeError: the
// index.
template <World W, std::size_t Buckets, WaitableElement T>
Result<std::uint64_t> notify(Cluster<W, Buckets>& cluster, AgentRecord<W>& me,
                             const TypedArray<W, T>& view, std::uint64_t index,
                             std::uint64_t count = kAllWaiters, Where where = {}) {
  const Result<std::size_t> at_byte = validate_access("notify", view, index, where);
  if (!at_byte.ok()) return at_byte.error();
  std::size_t place = at_byte.value();
  if constexpr (W::kHasMutants)
    if (W::mutated(Mutant::location_by_element)) place = static_cast<std::size_t>(index) * 4;
  return cluster.waiters.notify(me, view.block(), place, count);
}

}  // namespace assay::atomics

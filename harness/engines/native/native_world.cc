#include "harness/engines/native/native_world.h"

#include <algorithm>

namespace assay {
namespace {

// How long a sleeper sleeps before it asks whether anyone is left to wake it. Only
// the price of the question depends on it, not the answer.
constexpr Time kAskAgainAfter = 5'000'000;
constexpr unsigned kSpuriousOneIn = 16;

}  // namespace

bool NativeWorld::Parker::park(Time deadline, Where where) {
  NativeContext& context = NativeWorld::context();
  context.leave_if_stopping();
  context.disturb();
  if (futex_.take_token()) return true;
  if (context.sometimes(kSpuriousOneIn)) return true;

  AgentStatuses& statuses = context.statuses();
  const int me = context.agent();
  for (;;) {
    const Time now = monotonic_now();
    if (deadline != kNever && now >= deadline) return futex_.take_token();
    if (deadline == kNever) statuses.sleep(me, futex_);
    futex_.await_token(std::min(deadline, now + kAskAgainAfter));
    if (deadline == kNever && !futex_.has_token()) {
      context.leave_if_stopping();
      context.fail_if_stuck(where);
    }
    statuses.run(me);
    context.leave_if_stopping();
    if (futex_.take_token()) return true;
  }
}

void NativeWorld::Parker::unpark(Where) {
  NativeWorld::context().disturb();
  futex_.unpark();
}

}  // namespace assay

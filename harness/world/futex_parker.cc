#include "harness/world/futex_parker.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <climits>
#include <ctime>

namespace assay {
namespace {

constexpr Time kSecond = 1'000'000'000;

void futex_wait(std::uint32_t* word, std::uint32_t expected, Time deadline) {
  timespec limit{};
  timespec* timeout = nullptr;
  if (deadline != kNever) {
    limit.tv_sec = deadline / kSecond;
    limit.tv_nsec = deadline % kSecond;
    timeout = &limit;
  }
  // Any return is fine: a signal, a changed word and a time-out all lead back to
  // the token and the clock.
  syscall(SYS_futex, word, FUTEX_WAIT_BITSET_PRIVATE, expected, timeout, nullptr,
          FUTEX_BITSET_MATCH_ANY);
}

}  // namespace

Time monotonic_now() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<Time>(now.tv_sec) * kSecond + now.tv_nsec;
}

bool FutexParker::park(Time deadline, Where) {
  if (take_token()) return true;
  if (deadline != kNever && monotonic_now() >= deadline) return false;
  await_token(deadline);
  if (take_token()) return true;
  return deadline == kNever || monotonic_now() < deadline;
}

void FutexParker::await_token(Time deadline) { futex_wait(&token_, 0, deadline); }

void FutexParker::unpark(Where) {
  if (__atomic_exchange_n(&token_, 1U, __ATOMIC_RELEASE) != 0) return;  // a token lies there
  syscall(SYS_futex, &token_, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

}  // namespace assay

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
  if (spin_.until([this] { return has_token(); })) return take_token();
  await_token(deadline);
  if (take_token()) return true;
  return deadline == kNever || monotonic_now() < deadline;
}

void FutexParker::await_token(Time deadline) {
  // Relaxed both: only the owner and who gives a token change the word, and taking the
  // token acquires.
  std::uint32_t seen = kNothing;
  if (!__atomic_compare_exchange_n(&word_, &seen, kSleeps, false, __ATOMIC_RELAXED,
                                   __ATOMIC_RELAXED))
    return;
  futex_wait(&word_, kSleeps, deadline);
  seen = kSleeps;
  __atomic_compare_exchange_n(&word_, &seen, kNothing, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
}

void FutexParker::unpark(Where) {
  if (__atomic_exchange_n(&word_, kToken, __ATOMIC_RELEASE) != kSleeps) return;
  syscall(SYS_futex, &word_, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

}  // namespace assay

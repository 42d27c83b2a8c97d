// One token, and a deadline that is never early. First alone, then two threads.
#include "harness/world/futex_parker.h"

#include <gtest/gtest.h>

#include <thread>

namespace assay {
namespace {

constexpr Time kMillisecond = 1'000'000;

TEST(FutexParker, a_token_given_before_park_ends_it_at_once) {
  FutexParker parker;
  parker.unpark();
  EXPECT_EQ(parker.park(kNever), true);
  EXPECT_EQ(parker.has_token(), false);
}

TEST(FutexParker, tokens_do_not_add_up) {
  FutexParker parker;
  parker.unpark();
  parker.unpark();
  EXPECT_EQ(parker.park(kNever), true);
  EXPECT_EQ(parker.park(monotonic_now()), false);
}

TEST(FutexParker, a_token_wins_over_a_deadline_that_has_passed) {
  FutexParker parker;
  parker.unpark();
  EXPECT_EQ(parker.park(0), true);
  EXPECT_EQ(parker.park(0), false);
}

TEST(FutexParker, a_deadline_is_never_early) {
  FutexParker parker;
  for (const Time span : {Time{1}, kMillisecond / 10, kMillisecond, 3 * kMillisecond}) {
    const Time deadline = monotonic_now() + span;
    while (parker.park(deadline)) {  // true without a token: spurious
      ASSERT_EQ(parker.has_token(), false);
    }
    EXPECT_GE(monotonic_now(), deadline) << span;
  }
}

TEST(FutexParker, await_token_takes_nothing) {
  FutexParker parker;
  parker.unpark();
  parker.await_token(kNever);
  EXPECT_EQ(parker.has_token(), true);
  EXPECT_EQ(parker.take_token(), true);
  EXPECT_EQ(parker.has_token(), false);
  EXPECT_EQ(parker.take_token(), false);
}

TEST(FutexParker, await_token_ends_at_its_deadline) {
  FutexParker parker;
  parker.await_token(monotonic_now() + kMillisecond);
  EXPECT_EQ(parker.has_token(), false);
}

TEST(FutexParker, time_does_not_go_back) {
  Time last = monotonic_now();
  EXPECT_GT(last, 0);
  for (int i = 0; i < 1000; ++i) {
    const Time now = monotonic_now();
    EXPECT_GE(now, last);
    last = now;
  }
}

// Two agents hand a plain counter to and fro. A lost unpark is a time-out of the
// test; an unpark that does not synchronize is a race under ThreadSanitizer.
TEST(FutexParker, unpark_wakes_a_parked_thread_and_publishes) {
  constexpr int kRounds = 2000;
  FutexParker ping;
  FutexParker pong;
  int counter = 0;
  bool for_pong = false;  // written by the giver of the token that says so
  std::thread other([&] {
    for (int i = 0; i < kRounds; ++i) {
      while (!pong.take_token()) pong.await_token(kNever);
      EXPECT_EQ(for_pong, true);
      ++counter;
      for_pong = false;
      ping.unpark();
    }
  });
  for (int i = 0; i < kRounds; ++i) {
    ++counter;
    for_pong = true;
    pong.unpark();
    while (!ping.take_token()) ping.await_token(kNever);
    EXPECT_EQ(for_pong, false);
    EXPECT_EQ(counter, 2 * (i + 1));
  }
  other.join();
}

TEST(FutexParker, unpark_ends_a_park_without_deadline) {
  for (int i = 0; i < 200; ++i) {
    FutexParker parker;
    bool woken = false;
    std::thread sleeper([&] {
      while (!parker.park(kNever)) {
      }
      woken = true;
    });
    parker.unpark();
    sleeper.join();
    EXPECT_EQ(woken, true);
  }
}

}  // namespace
}  // namespace assay

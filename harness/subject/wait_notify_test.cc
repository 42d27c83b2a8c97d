// Atomics.wait and notify by the rows of their semantics: what is checked, in which
// order, and what comes back. Who is woken, and when, is in waiter_table_test.cc.
#include "harness/subject/wait_notify.h"

#include <gtest/gtest.h>

#include <limits>

#include "harness/subject/counting_world.h"
#include "harness/subject/sleeping_agents.h"

namespace assay {
namespace {

using Agent = AgentRecord<Production>;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

template <class T>
class WaitNotifyTest : public testing::Test {
 public:
  void SetUp() override {
    Result<SharedBuffer<Production>> made =
        SharedBuffer<Production>::create(cluster.blocks, 4 * sizeof(T));
    ASSERT_EQ(made.ok(), true);
    view = std::move(TypedArray<Production, T>::create(made.value()).value());
    made.value().drop();
    ASSERT_EQ(view.set(1, 5), true);
  }
  void TearDown() override {
    for (std::size_t i = 0; i < view.length(); ++i)
      EXPECT_EQ(cluster.waiters.waiters(me, view.block(), view.byte_index(i)), 0U) << i;
    EXPECT_EQ(view.get(1), T{5}) << "wait and notify write nothing";
    view.drop();
  }

  Cluster<Production> cluster;
  Agent me;
  TypedArray<Production, T> view;  // four elements; [1] holds 5
};
using Elements = testing::Types<std::int32_t, std::int64_t>;
TYPED_TEST_SUITE(WaitNotifyTest, Elements);

TYPED_TEST(WaitNotifyTest, not_equal_wins_over_every_timeout) {
  using T = TypeParam;
  for (const double timeout : {0.0, -1.0, 0.5, 1e9, kInfinity, kNaN})
    EXPECT_EQ(atomics::wait(this->cluster, this->me, this->view, 1, T{4}, timeout).value(),
              WaitResult::not_equal)
        << timeout;
}

TYPED_TEST(WaitNotifyTest, equal_without_time_is_timed_out) {
  using T = TypeParam;
  for (const double timeout : {0.0, -0.0, -5.0, -kInfinity, -1e-300})
    EXPECT_EQ(atomics::wait(this->cluster, this->me, this->view, 1, T{5}, timeout).value(),
              WaitResult::timed_out)
        << timeout;
}

TYPED_TEST(WaitNotifyTest, a_timeout_is_never_early) {
  using T = TypeParam;
  for (const double timeout : {1e-6, 0.1, 0.5, 0.9, 1.0, 1.5}) {
    const Time before = Production::now();
    EXPECT_EQ(atomics::wait(this->cluster, this->me, this->view, 1, T{5}, timeout).value(),
              WaitResult::timed_out);
    EXPECT_GE(static_cast<double>(Production::now() - before), timeout * 1e6) << timeout;
  }
}

TYPED_TEST(WaitNotifyTest, a_bad_index_is_a_range_error) {
  using T = TypeParam;
  for (const std::uint64_t index : {std::uint64_t{4}, std::uint64_t{1} << 53U, ~std::uint64_t{0}}) {
    const auto waited = atomics::wait(this->cluster, this->me, this->view, index, T{0}, 0);
    ASSERT_EQ(waited.ok(), false) << index;
    EXPECT_EQ(waited.error().kind(), ErrorKind::range_error);
    EXPECT_EQ(waited.error().message(),
              "Atomics.wait: index " + std::to_string(index) + " is not below length 4");
    // Also where nothing would be notified.
    for (const std::uint64_t count : {std::uint64_t{0}, kAllWaiters}) {
      const auto notified = atomics::notify(this->cluster, this->me, this->view, index, count);
      ASSERT_EQ(notified.ok(), false) << index;
      EXPECT_EQ(notified.error().kind(), ErrorKind::range_error);
      EXPECT_EQ(notified.error().message(),
                "Atomics.notify: index " + std::to_string(index) + " is not below length 4");
    }
  }
}

TYPED_TEST(WaitNotifyTest, who_must_not_block_gets_a_type_error_before_the_comparison) {
  using T = TypeParam;
  Agent main_thread(CanBlock::no);
  for (const T expected : {T{5}, T{4}})
    for (const double timeout : {0.0, 1.0, kInfinity}) {
      const auto refused =
          atomics::wait(this->cluster, main_thread, this->view, 1, expected, timeout);
      ASSERT_EQ(refused.ok(), false) << expected << " " << timeout;
      EXPECT_EQ(refused.error().kind(), ErrorKind::type_error);
      EXPECT_EQ(refused.error().message(),
                "Atomics.wait: this agent must not block: its [[CanBlock]] is false");
    }
  EXPECT_EQ(atomics::wait(this->cluster, main_thread, this->view, 4, T{5}).error().kind(),
            ErrorKind::range_error)
      << "the index is checked first";
  EXPECT_EQ(atomics::notify(this->cluster, main_thread, this->view, 1).value(), 0U)
      << "notify never blocks";
}

TYPED_TEST(WaitNotifyTest, notify_without_waiters_is_zero) {
  for (const std::uint64_t count : {std::uint64_t{0}, std::uint64_t{1}, kAllWaiters})
    EXPECT_EQ(atomics::notify(this->cluster, this->me, this->view, 1, count).value(), 0U);
}

TYPED_TEST(WaitNotifyTest, without_a_limit_only_notify_ends_a_wait) {
  using T = TypeParam;
  for (const double timeout : {kInfinity, kNaN, std::numeric_limits<double>::max()}) {
    SleepingAgents sleepers(this->cluster);
    sleepers.start(this->view, 1, T{5}, timeout);
    EXPECT_EQ(atomics::notify(this->cluster, this->me, this->view, 1).value(), 1U);
    EXPECT_EQ(sleepers.join(), std::vector{WaitResult::ok}) << timeout;
  }
}

TYPED_TEST(WaitNotifyTest, a_change_of_the_value_wakes_nobody) {
  using T = TypeParam;
  SleepingAgents sleepers(this->cluster);
  sleepers.start(this->view, 1, T{5});
  EXPECT_EQ(atomics::store(this->view, 1, T{6}).ok(), true);
  EXPECT_EQ(atomics::store(this->view, 1, T{5}).ok(), true);
  EXPECT_EQ(this->cluster.waiters.waiters(this->me, this->view.block(), sizeof(T)), 1U);
  EXPECT_EQ(atomics::notify(this->cluster, this->me, this->view, 1).value(), 1U)
      << "it still slept";
  EXPECT_EQ(sleepers.join(), std::vector{WaitResult::ok});
}

TYPED_TEST(WaitNotifyTest, an_agent_that_waits_holds_its_block) {
  using T = TypeParam;
  // Its own handle goes while it sleeps: then its wait and `other` are the last.
  auto buffer = std::move(SharedBuffer<Production>::create(this->cluster.blocks, 8).value());
  auto other = std::move(TypedArray<Production, T>::create(buffer).value());
  auto own = std::move(TypedArray<Production, T>::create(buffer).value());
  buffer.drop();
  SleepingAgents sleepers(this->cluster);
  sleepers.start(own, 0);
  own.drop();
  EXPECT_EQ(atomics::notify(this->cluster, this->me, other, 0).value(), 1U);
  other.drop();
  EXPECT_EQ(sleepers.join(), std::vector{WaitResult::ok});
}

TEST(WaitNotify, a_bigint_is_compared_whole) {
  Cluster<Production> cluster;
  Agent me;
  auto buffer = std::move(SharedBuffer<Production>::create(cluster.blocks, 8).value());
  auto view = std::move(BigInt64Array<Production>::create(buffer).value());
  EXPECT_EQ(view.set(0, std::int64_t{1} << 32U), true);
  EXPECT_EQ(atomics::wait(cluster, me, view, 0, std::int64_t{0}, 0).value(), WaitResult::not_equal);
  view.drop();
  buffer.drop();
}

TEST(WaitNotify, a_wait_that_cannot_hold_its_block_is_a_range_error) {
  Cluster<Counting> cluster;
  AgentRecord<Counting> me;
  cluster.waiters.prepare();
  const int before = Counting::alive();
  auto buffer = std::move(SharedBuffer<Counting>::create(cluster.blocks, 8).value());
  auto view = std::move(Int32Array<Counting>::create(buffer).value());
  Counting::weight = (1U << 30U) - 2;
  ASSERT_EQ(buffer.block().retain(), true);
  Counting::weight = 1;
  const auto refused = atomics::wait(cluster, me, view, 0, 0, 0);
  ASSERT_EQ(refused.ok(), false);
  EXPECT_EQ(refused.error().kind(), ErrorKind::range_error);
  EXPECT_EQ(refused.error().message(), "Atomics.wait: more than 2^30 references to the block");
  Counting::weight = (1U << 30U) - 2;
  buffer.block().release();
  Counting::weight = 1;
  EXPECT_EQ(atomics::wait(cluster, me, view, 0, 0, 0).value(), WaitResult::timed_out);
  view.drop();
  buffer.drop();
  EXPECT_EQ(Counting::alive(), before) << "a wait kept its reference";
}

// -- deadlines, on a clock that stands still -------------------------------------

struct Frozen : Production {
  static inline Time time = 1'000'000'000;
  static Time now() { return time; }
};

Time after(double timeout) { return atomics::deadline_after<Frozen>(timeout); }

TEST(DeadlineAfter, fractions_count_and_are_rounded_up) {
  EXPECT_EQ(after(1), Frozen::time + 1'000'000);
  EXPECT_EQ(after(0.5), Frozen::time + 500'000);
  EXPECT_EQ(after(2.25), Frozen::time + 2'250'000);
  EXPECT_EQ(after(1.0000001), Frozen::time + 1'000'001);
  EXPECT_EQ(after(0.0000001), Frozen::time + 1);
  EXPECT_EQ(after(std::numeric_limits<double>::denorm_min()), Frozen::time + 1);
}

TEST(DeadlineAfter, nothing_and_less_is_zero) {
  for (const double timeout : {0.0, -0.0, -1e-300, -1.0, -kInfinity})
    EXPECT_EQ(after(timeout), 0) << timeout;
}

TEST(DeadlineAfter, what_never_comes_is_never) {
  for (const double timeout : {kNaN, -kNaN, kInfinity, std::numeric_limits<double>::max(), 1e13})
    EXPECT_EQ(after(timeout), kNever) << timeout;
}

TEST(DeadlineAfter, huge_values_saturate_and_never_overflow) {
  const Time before = Frozen::time;
  for (const Time now : {Time{0}, before, Time{1} << 62U, kNever / 2, kNever - 1}) {
    Frozen::time = now;
    Time last = 0;
    for (double timeout = 1e-6; timeout < 1e300; timeout *= 2) {
      const Time deadline = after(timeout);
      EXPECT_GE(deadline, now) << timeout;
      EXPECT_GE(deadline, last) << timeout << " at " << now;
      last = deadline;
    }
    EXPECT_EQ(last, kNever);
  }
  Frozen::time = before;
}

TEST(DeadlineAfter, a_century_is_no_eternity) {
  constexpr double kCentury = 100.0 * 365.25 * 24 * 3600 * 1000;
  EXPECT_EQ(after(kCentury), Frozen::time + static_cast<Time>(kCentury * 1e6));
}

}  // namespace
}  // namespace assay

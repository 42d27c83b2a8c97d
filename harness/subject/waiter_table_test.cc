// Who is woken: counts, order, location, termination. Each agent sleeps on a thread
// of its own; the test asks the table who is there, never a clock.
#include "harness/subject/waiter_table.h"

#include <gtest/gtest.h>

#include <atomic>

#include "harness/subject/sleeping_agents.h"

namespace assay {
namespace {

using Agent = AgentRecord<Production>;
using Numbers = std::vector<std::size_t>;

// One bucket: all locations meet. Many: they do not.
template <class Size>
class WaiterTableTest : public testing::Test {
 public:
  void SetUp() override {
    buffer = std::move(SharedBuffer<Production>::create(cluster.blocks, 64).value());
    view = std::move(Int32Array<Production>::create(buffer).value());
  }
  void TearDown() override {
    EXPECT_EQ(view.length(), 16U);
    for (std::size_t i = 0; i < view.length(); ++i) EXPECT_EQ(waiters(view, i), 0U) << i;
    view.drop();
    buffer.drop();
  }

  template <Element T>
  std::uint64_t notify(const TypedArray<Production, T>& at, std::uint64_t index,
                       std::uint64_t count = kAllWaiters) {
    return atomics::notify(cluster, me, at, index, count).value();
  }
  template <Element T>
  std::uint64_t waiters(const TypedArray<Production, T>& at, std::uint64_t index) {
    return cluster.waiters.waiters(me, at.block(), at.byte_index(index));
  }

  Cluster<Production, Size::value> cluster;
  Agent me;
  SharedBuffer<Production> buffer;
  Int32Array<Production> view;
};
using Sizes = testing::Types<std::integral_constant<std::size_t, 1>,
                             std::integral_constant<std::size_t, kDefaultBuckets>>;
TYPED_TEST_SUITE(WaiterTableTest, Sizes);

TYPED_TEST(WaiterTableTest, notify_wakes_at_most_count_and_says_how_many) {
  SleepingAgents sleepers(this->cluster);
  for (int i = 0; i < 4; ++i) sleepers.start(this->view, 2);
  EXPECT_EQ(this->notify(this->view, 2, 0), 0U);
  EXPECT_EQ(this->waiters(this->view, 2), 4U);
  EXPECT_EQ(this->notify(this->view, 2, 1), 1U);
  EXPECT_EQ(this->waiters(this->view, 2), 3U);
  EXPECT_EQ(this->notify(this->view, 2, 2), 2U);
  EXPECT_EQ(this->waiters(this->view, 2), 1U);
  EXPECT_EQ(this->notify(this->view, 2, 9), 1U) << "more than there are";
  EXPECT_EQ(this->notify(this->view, 2), 0U);
  EXPECT_EQ(sleepers.join(), std::vector<WaitResult>(4, WaitResult::ok));
}

TYPED_TEST(WaiterTableTest, notify_without_a_count_wakes_all) {
  SleepingAgents sleepers(this->cluster);
  for (int i = 0; i < 4; ++i) sleepers.start(this->view, 2);
  EXPECT_EQ(this->notify(this->view, 2), 4U);
  EXPECT_EQ(sleepers.join(), std::vector<WaitResult>(4, WaitResult::ok));
}

TYPED_TEST(WaiterTableTest, first_in_is_first_out) {
  SleepingAgents sleepers(this->cluster);
  for (int i = 0; i < 4; ++i) sleepers.start(this->view, 2);
  Numbers expected;
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(this->notify(this->view, 2, 1), 1U);
    expected.push_back(i);
    EXPECT_EQ(sleepers.returned(i + 1), expected);
  }
}

TYPED_TEST(WaiterTableTest, each_location_has_an_order_of_its_own) {
  SleepingAgents sleepers(this->cluster);
  for (const std::uint64_t index : {2U, 3U, 2U, 3U}) sleepers.start(this->view, index);
  EXPECT_EQ(this->notify(this->view, 3, 1), 1U);
  EXPECT_EQ(sleepers.returned(1), (Numbers{1}));
  EXPECT_EQ(this->notify(this->view, 2, 1), 1U);
  EXPECT_EQ(sleepers.returned(2), (Numbers{1, 0}));
  EXPECT_EQ(this->notify(this->view, 3, 5), 1U) << "only its own";
  EXPECT_EQ(sleepers.returned(3), (Numbers{1, 0, 3}));
  EXPECT_EQ(this->notify(this->view, 2, 5), 1U);
  EXPECT_EQ(sleepers.returned(4), (Numbers{1, 0, 3, 2}));
}

TYPED_TEST(WaiterTableTest, a_location_is_a_byte_of_a_block_whatever_names_it) {
  auto handle = std::move(this->buffer.share().value());
  auto wide = std::move(BigInt64Array<Production>::create(this->buffer).value());
  auto shifted = std::move(Int32Array<Production>::create(handle, 8, 2).value());
  {
    SleepingAgents sleepers(this->cluster);
    sleepers.start(this->view, 2);  // byte 8 in three names
    EXPECT_EQ(this->notify(wide, 1), 1U);
    sleepers.start(wide, 1, std::int64_t{0});
    EXPECT_EQ(this->notify(shifted, 0), 1U);
    sleepers.start(shifted, 0);
    EXPECT_EQ(this->notify(this->view, 2), 1U);
    EXPECT_EQ(sleepers.join(), std::vector<WaitResult>(3, WaitResult::ok));
  }
  shifted.drop();
  wide.drop();
  handle.drop();
}

TYPED_TEST(WaiterTableTest, every_other_place_is_another_location) {
  auto other = std::move(SharedBuffer<Production>::create(this->cluster.blocks, 64).value());
  auto elsewhere = std::move(Int32Array<Production>::create(other).value());
  auto wide = std::move(BigInt64Array<Production>::create(this->buffer).value());
  {
    SleepingAgents sleepers(this->cluster);
    sleepers.start(this->view, 3);  // byte 12: the upper half of an element of `wide`
    for (std::size_t i = 0; i < 16; ++i) {
      if (i != 3) {
        EXPECT_EQ(this->notify(this->view, i), 0U) << i;
      }
      EXPECT_EQ(this->notify(elsewhere, i), 0U) << "the same byte of another block: " << i;
    }
    for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ(this->notify(wide, i), 0U) << i;
    EXPECT_EQ(this->waiters(this->view, 3), 1U);
    EXPECT_EQ(this->notify(this->view, 3), 1U);
  }
  wide.drop();
  elsewhere.drop();
  other.drop();
}

TYPED_TEST(WaiterTableTest, termination_ends_a_wait_and_leaves_no_waiter) {
  SleepingAgents sleepers(this->cluster);
  const std::size_t number = sleepers.start(this->view, 2);
  sleepers.agent(number).terminate();
  sleepers.agent(number).terminate();  // any number of times
  EXPECT_EQ(sleepers.join(), std::vector{WaitResult::terminated});
  EXPECT_EQ(this->waiters(this->view, 2), 0U);
  EXPECT_EQ(this->notify(this->view, 2), 0U);
}

TYPED_TEST(WaiterTableTest, termination_takes_one_agent_and_keeps_the_order_of_the_others) {
  for (std::size_t ends = 0; ends < 3; ++ends) {
    SleepingAgents sleepers(this->cluster);
    for (int i = 0; i < 3; ++i) sleepers.start(this->view, 2);
    sleepers.agent(ends).terminate();
    Numbers expected{ends};
    EXPECT_EQ(sleepers.returned(1), expected);
    EXPECT_EQ(this->waiters(this->view, 2), 2U);
    for (std::size_t i = 0; i < 3; ++i) {
      if (i == ends) continue;
      EXPECT_EQ(this->notify(this->view, 2, 1), 1U) << "a terminated agent was counted";
      expected.push_back(i);
      EXPECT_EQ(sleepers.returned(expected.size()), expected);
    }
  }
}

TYPED_TEST(WaiterTableTest, an_agent_that_has_to_end_never_sleeps) {
  this->me.terminate();
  const auto wait = [&](std::int32_t expected, double timeout) {
    return atomics::wait(this->cluster, this->me, this->view, 2, expected, timeout).value();
  };
  EXPECT_EQ(wait(0, atomics::kForever), WaitResult::terminated);
  EXPECT_EQ(wait(0, atomics::kForever), WaitResult::terminated) << "its end is final";
  EXPECT_EQ(wait(0, 1e9), WaitResult::terminated);
  EXPECT_EQ(wait(1, atomics::kForever), WaitResult::not_equal) << "it never had to sleep";
  EXPECT_EQ(wait(0, 0), WaitResult::timed_out) << "it never had to sleep";
}

TYPED_TEST(WaiterTableTest, an_expired_wait_leaves_no_waiter_behind) {
  SleepingAgents sleepers(this->cluster);
  sleepers.start(this->view, 2);
  EXPECT_EQ(atomics::wait(this->cluster, this->me, this->view, 2, 0, 0.2).value(),
            WaitResult::timed_out);
  EXPECT_EQ(this->waiters(this->view, 2), 1U);
  sleepers.start(this->view, 2);
  EXPECT_EQ(this->notify(this->view, 2), 2U);
}

TYPED_TEST(WaiterTableTest, a_stray_token_ends_no_wait) {
  SleepingAgents sleepers(this->cluster);
  const std::size_t number = sleepers.start(this->view, 2);
  for (int i = 0; i < 100; ++i) sleepers.agent(number).parker.unpark();
  EXPECT_EQ(this->waiters(this->view, 2), 1U);
  EXPECT_EQ(this->notify(this->view, 2), 1U);
  EXPECT_EQ(sleepers.join(), std::vector{WaitResult::ok});
}

TYPED_TEST(WaiterTableTest, a_woken_agent_can_wait_again) {
  Agent agent;  // outlives whoever may still unpark it
  std::thread other([&] {
    for (std::int32_t round = 0; round < 500; ++round)
      EXPECT_EQ(atomics::wait(this->cluster, agent, this->view, 2, 0).value(), WaitResult::ok);
  });
  for (std::uint64_t woken = 0; woken < 500;) {
    const std::uint64_t now = this->notify(this->view, 2, 1);
    if (now == 0) std::this_thread::yield();
    woken += now;
  }
  other.join();
}

// Deadlines race with notify: as many waits end `ok` as notify counted (I3).
TYPED_TEST(WaiterTableTest, every_ok_was_counted) {
  constexpr int kAgents = 2;
  constexpr int kWaits = 300;
  std::atomic<std::uint64_t> ok{0};
  std::atomic<int> running{kAgents};
  std::array<Agent, kAgents> agents;  // outlive whoever may still unpark them
  std::vector<std::thread> threads;
  for (Agent& agent : agents)
    threads.emplace_back([&] {
      for (int n = 0; n < kWaits; ++n) {
        const WaitResult result =
            atomics::wait(this->cluster, agent, this->view, 2, 0, 0.02).value();
        EXPECT_EQ(result == WaitResult::ok || result == WaitResult::timed_out, true);
        ok += result == WaitResult::ok ? 1 : 0;
      }
      --running;
    });
  std::uint64_t counted = 0;
  while (running.load() > 0) {
    counted += this->notify(this->view, 2, 1);
    std::this_thread::yield();
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ok.load(), counted);
}

}  // namespace
}  // namespace assay

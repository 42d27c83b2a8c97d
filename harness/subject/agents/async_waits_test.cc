// Atomics.waitAsync by the rows of its semantics.
#include "harness/subject/agents/async_waits.h"

#include <gtest/gtest.h>

#include <thread>

#include "harness/subject/agents/two_agents.h"

namespace assay {
namespace {

class AsyncWaitsTest : public Lifetimes {
 protected:
  using AgentOf = TwoAgents<>::AgentOf;

  void SetUp() override {
    ASSERT_EQ(view.set(1, 5), true);
    before = Counting::alive();
  }
  std::uint64_t waiters(std::uint64_t index = 0) {
    return agents.cluster.waiters.waiters(agents.b.record(), view.block(), view.byte_index(index));
  }
  std::uint64_t notify(AgentOf& by, std::uint64_t index = 0, std::uint64_t count = kAllWaiters) {
    return atomics::notify(agents.cluster, by.record(), view, index, count).value();
  }
  Ticket begin(AgentOf& by, std::uint64_t index = 0, double timeout = atomics::kForever) {
    const AsyncWait wait = by.wait_async(view, index, index == 1 ? 5 : 0, timeout).value();
    EXPECT_EQ(wait.async, true);
    return wait.ticket;
  }
  static void expect_settled(const Event<Counting>& event, Ticket ticket, WaitResult result) {
    EXPECT_EQ(event.kind, EventKind::settled);
    EXPECT_EQ(event.ticket, ticket);
    EXPECT_EQ(event.result, result);
  }

  TwoAgents<> agents;
  SharedBuffer<Counting>& buffer = agents.shared(16);
  Int32Array<Counting>& view = agents.view(agents.a, buffer);  // four elements; [1] holds 5
  int before = 0;
};

TEST_F(AsyncWaitsTest, not_equal_wins_over_every_timeout_and_enqueues_nothing) {
  for (const double timeout : {0.0, 1.0, -1.0, atomics::kForever}) {
    const AsyncWait wait = agents.a.wait_async(view, 1, 4, timeout).value();
    EXPECT_EQ(wait.async, false) << timeout;
    EXPECT_EQ(wait.value, WaitResult::not_equal) << timeout;
  }
  EXPECT_EQ(waiters(1), 0U);
  EXPECT_EQ(Counting::alive(), before);
}

TEST_F(AsyncWaitsTest, equal_without_time_is_timed_out_at_once) {
  for (const double timeout : {0.0, -5.0, -atomics::kForever}) {
    const AsyncWait wait = agents.a.wait_async(view, 1, 5, timeout).value();
    EXPECT_EQ(wait.async, false) << timeout;
    EXPECT_EQ(wait.value, WaitResult::timed_out) << timeout;
  }
  EXPECT_EQ(waiters(1), 0U);
  EXPECT_EQ(Counting::alive(), before);
}

TEST_F(AsyncWaitsTest, an_index_out_of_range_is_a_range_error_and_enqueues_nothing) {
  expect_error(agents.a.wait_async(view, 4, 0), ErrorKind::range_error,
               "Atomics.waitAsync: index 4 is not below length 4");
  EXPECT_EQ(Counting::alive(), before);
}

TEST_F(AsyncWaitsTest, a_block_that_cannot_be_held_is_a_range_error_and_nobody_waits) {
  Counting::weight = (1U << 30U) - 1;
  ASSERT_EQ(buffer.block().retain_weak(), true);
  Counting::weight = 1;
  expect_error(agents.a.wait_async(view, 0, 0), ErrorKind::range_error,
               "Atomics.waitAsync: more than 2^30 references to the block");
  EXPECT_EQ(waiters(), 0U);
  EXPECT_EQ(Counting::alive(), before);
  Counting::weight = (1U << 30U) - 1;
  buffer.block().release_weak();
  Counting::weight = 1;
}

TEST_F(AsyncWaitsTest, notify_counts_it_and_its_end_is_an_event_of_its_agent) {
  const Ticket ticket = begin(agents.a);
  EXPECT_EQ(waiters(), 1U);
  EXPECT_EQ(agents.at_a().kind, EventKind::timed_out);
  EXPECT_EQ(notify(agents.b), 1U);
  EXPECT_EQ(notify(agents.b), 0U);
  expect_settled(agents.at_a(), ticket, WaitResult::ok);
  EXPECT_EQ(agents.at_a().kind, EventKind::timed_out);
  EXPECT_EQ(Counting::alive(), before);
}

TEST_F(AsyncWaitsTest, its_own_agent_may_notify_and_hears_of_it_later) {
  const Ticket first = begin(agents.a);
  const Ticket second = begin(agents.a);
  EXPECT_EQ(notify(agents.a), 2U);  // returns before any event
  expect_settled(agents.at_a(), first, WaitResult::ok);
  expect_settled(agents.at_a(), second, WaitResult::ok);
}

TEST_F(AsyncWaitsTest, who_must_not_block_may_wait_so) {
  AgentOf must_not(agents.cluster, CanBlock::no);
  Int32Array<Counting>& mine = agents.view(must_not, buffer);
  expect_error(atomics::wait(agents.cluster, must_not.record(), mine, 0, 0), ErrorKind::type_error,
               "Atomics.wait: this agent must not block: its [[CanBlock]] is false");
  const AsyncWait wait = must_not.wait_async(mine, 0, 0).value();
  EXPECT_EQ(wait.async, true);
  EXPECT_EQ(notify(agents.a), 1U);
  expect_settled(must_not.next(0), wait.ticket, WaitResult::ok);
  must_not.tear_down();
}

TEST_F(AsyncWaitsTest, a_timeout_is_never_early_and_leaves_no_waiter) {
  for (const double timeout : {1e-6, 0.1, 0.9, 1.5}) {
    const Time began = Production::now();
    const Ticket ticket = begin(agents.a, 0, timeout);
    expect_settled(agents.a.next(), ticket, WaitResult::timed_out);
    EXPECT_GE(static_cast<double>(Production::now() - began), timeout * 1e6);
    EXPECT_EQ(notify(agents.b), 0U);
  }
  EXPECT_EQ(waiters(), 0U);
  EXPECT_EQ(Counting::alive(), before);
}

TEST_F(AsyncWaitsTest, timeouts_end_in_their_order) {
  const Ticket never = begin(agents.a);
  const Ticket late = begin(agents.a, 0, 3);
  const Ticket early = begin(agents.a, 0, 1);
  expect_settled(agents.a.next(), early, WaitResult::timed_out);
  expect_settled(agents.a.next(), late, WaitResult::timed_out);
  EXPECT_EQ(notify(agents.b), 1U);
  expect_settled(agents.at_a(), never, WaitResult::ok);
}

TEST_F(AsyncWaitsTest, who_was_notified_does_not_time_out) {
  const Ticket ticket = begin(agents.a, 0, 0.5);
  EXPECT_EQ(notify(agents.b), 1U);
  const Time late = Production::now() + 1'000'000;
  while (Production::now() < late) std::this_thread::yield();
  expect_settled(agents.a.next(), ticket, WaitResult::ok);
  EXPECT_EQ(agents.at_a().kind, EventKind::timed_out);
}

TEST_F(AsyncWaitsTest, waiters_of_both_kinds_are_woken_first_come_first) {
  const Ticket first = begin(agents.a);
  std::atomic<bool> slept{false};
  std::thread sleeper([&] {
    EXPECT_EQ(atomics::wait(agents.cluster, agents.b.record(), view, 0, 0).value(), WaitResult::ok);
    slept = true;
  });
  AgentRecord<Counting> me;
  Production::await(
      [&] { return agents.cluster.waiters.waiters(me, view.block(), view.byte_index(0)) == 2; });
  const Ticket third = begin(agents.a);
  const auto wake_one = [&] { return atomics::notify(agents.cluster, me, view, 0, 1).value(); };
  EXPECT_EQ(wake_one(), 1U);
  expect_settled(agents.a.next(), first, WaitResult::ok);
  EXPECT_EQ(slept, false);
  EXPECT_EQ(agents.at_a().kind, EventKind::timed_out) << "the third was woken before the second";
  EXPECT_EQ(wake_one(), 1U);
  sleeper.join();
  EXPECT_EQ(slept, true);
  EXPECT_EQ(agents.at_a().kind, EventKind::timed_out);
  EXPECT_EQ(wake_one(), 1U);
  expect_settled(agents.a.next(), third, WaitResult::ok);
}

TEST_F(AsyncWaitsTest, each_location_has_waiters_of_its_own) {
  const Ticket at_zero = begin(agents.a, 0);
  const Ticket at_one = begin(agents.a, 1);
  EXPECT_EQ(notify(agents.b, 2), 0U);
  EXPECT_EQ(notify(agents.b, 1), 1U);
  expect_settled(agents.at_a(), at_one, WaitResult::ok);
  EXPECT_EQ(notify(agents.b, 0), 1U);
  expect_settled(agents.at_a(), at_zero, WaitResult::ok);
}

TEST_F(AsyncWaitsTest, a_location_is_a_byte_of_a_block_whatever_names_it) {
  const Ticket ticket = begin(agents.a, 2);
  EXPECT_EQ(agents.to_b->post(Draft<Counting>().buffer(buffer)).ok(), true);
  Event<Counting> event = agents.at_b();
  auto wide = std::move(BigInt64Array<Counting>::create(event.message.shared(0)).value());
  event.message.drop();
  EXPECT_EQ(atomics::notify(agents.cluster, agents.b.record(), wide, 1).value(), 1U);
  expect_settled(agents.at_a(), ticket, WaitResult::ok);
  wide.drop();
}

class DeadBlock : public AsyncWaitsTest {
 protected:
  void let_the_block_die() {
    agents.a.heap().let_go(view);
    agents.a.heap().let_go(buffer);
    EXPECT_EQ(agents.bytes(), 0U) << "a wait holds the bytes";
  }
};

TEST_F(DeadBlock, without_a_timeout_the_wait_is_forgotten_and_never_settles) {
  begin(agents.a);
  const int with_waiter = Counting::alive();
  let_the_block_die();
  EXPECT_EQ(agents.at_a().kind, EventKind::timed_out);
  EXPECT_LT(Counting::alive(), with_waiter - 1) << "the waiter and the header are left";
  // A new block at the same bytes is another location (I8).
  Int32Array<Counting>& other = agents.view(agents.a, agents.shared(16));
  EXPECT_EQ(atomics::notify(agents.cluster, agents.b.record(), other, 0).value(), 0U);
  EXPECT_EQ(agents.at_a().kind, EventKind::timed_out);
}

TEST_F(DeadBlock, no_waiter_of_it_is_woken_through_a_new_block) {
  const Ticket ticket = begin(agents.a, 0, 50);
  let_the_block_die();
  for (int i = 0; i < 4; ++i) {
    Int32Array<Counting>& other = agents.view(agents.a, agents.shared(16));
    EXPECT_EQ(atomics::notify(agents.cluster, agents.b.record(), other, 0).value(), 0U);
  }
  expect_settled(agents.a.next(), ticket, WaitResult::timed_out);
}

TEST_F(DeadBlock, with_a_timeout_it_still_times_out) {
  const Time began = Production::now();
  const Ticket ticket = begin(agents.a, 0, 1);
  let_the_block_die();
  expect_settled(agents.a.next(), ticket, WaitResult::timed_out);
  EXPECT_GE(Production::now() - began, 1'000'000);
}

TEST_F(AsyncWaitsTest, an_ended_agent_leaves_no_waiter_and_swallows_no_notify) {
  AgentOf ends(agents.cluster, CanBlock::yes);
  Int32Array<Counting>& theirs = agents.view(ends, buffer);
  EXPECT_EQ(ends.wait_async(theirs, 0, 0).value().async, true);
  EXPECT_EQ(ends.wait_async(theirs, 0, 0, 1e6).value().async, true);
  const Ticket mine = begin(agents.a);
  ends.record().terminate();
  EXPECT_EQ(ends.next().kind, EventKind::terminated);
  ends.tear_down();
  EXPECT_EQ(waiters(), 1U);
  EXPECT_EQ(notify(agents.b, 0, 1), 1U) << "counted an agent that has gone";
  expect_settled(agents.at_a(), mine, WaitResult::ok);
  EXPECT_EQ(notify(agents.b), 0U);
}

TEST_F(AsyncWaitsTest, an_agent_that_was_notified_and_ends_reads_its_letters_first) {
  AgentOf ends(agents.cluster, CanBlock::yes);
  Int32Array<Counting>& theirs = agents.view(ends, buffer);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ends.wait_async(theirs, 0, 0).value().async, true);
  EXPECT_EQ(notify(agents.b, 0, 2), 2U);
  ends.tear_down();
  EXPECT_EQ(waiters(), 0U);
}

}  // namespace
}  // namespace assay

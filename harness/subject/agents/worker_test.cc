// Agents on threads of their own: what a worker is given, how it ends, and what is held
// until then.
#include "harness/subject/agents/worker.h"

#include <gtest/gtest.h>

#include <atomic>

#include "harness/subject/agents/two_agents.h"

namespace assay {
namespace {

using Bare = Agent<Counting, 8>;

class WorkerTest : public Lifetimes {
 protected:
  void TearDown() override {
    main.tear_down();
    EXPECT_EQ(cluster.blocks.account().bytes(), 0U);
  }
  SharedBuffer<Counting>& shared(std::uint64_t bytes) {
    return main.heap().hold(
        std::move(SharedBuffer<Counting>::create(cluster.blocks, bytes).value()));
  }
  static void until_terminated(Bare& self) {
    for (;;) {
      Event<Counting> event = self.next();
      event.message.drop();
      if (event.kind == EventKind::terminated) return;
    }
  }
  // Keeps what its first message shares, says so, and goes on until it is ended.
  static void keeps_what_it_gets(Bare& self, Port<Counting>& parent) {
    parent.start();
    Event<Counting> event = self.next();
    if (event.kind == EventKind::message) {
      SharedBuffer<Counting>& mine = self.heap().hold(std::move(event.message.shared(0)));
      self.heap().hold(std::move(Int32Array<Counting>::create(mine).value()));
      event.message.drop();
      (void)parent.post(Draft<Counting>().text("got it"));
    }
    until_terminated(self);
  }

  Cluster<Counting, 8> cluster;
  Bare main{cluster, CanBlock::yes};
};

TEST_F(WorkerTest, what_came_before_a_post_is_seen_by_who_reads_the_message) {
  SharedBuffer<Counting>& buffer = shared(8);
  Int32Array<Counting> view = std::move(Int32Array<Counting>::create(buffer).value());
  auto& worker = main.start(CanBlock::yes, [](Bare& self, Port<Counting>& parent) {
    parent.start();
    Event<Counting> event = self.next();
    Int32Array<Counting> mine = std::move(event.message.array<std::int32_t>(0).value());
    event.message.drop();
    mine.set(1, *mine.get(0) + 1);  // plain: the channel orders it
    (void)parent.post(Draft<Counting>().number(1));
    mine.drop();
  });
  worker.port().start();
  view.set(0, 41);
  EXPECT_EQ(worker.port().post(Draft<Counting>().view(view)).ok(), true);
  EXPECT_EQ(main.next().kind, EventKind::message);
  EXPECT_EQ(view.get(1), 42);
  view.drop();
  EXPECT_EQ(main.next().kind, EventKind::closed) << "it ended by itself";
}

TEST_F(WorkerTest, memory_is_held_after_terminate_until_the_teardown_ran) {
  std::atomic<bool> may_tear_down{false};
  SharedBuffer<Counting>& buffer = shared(4096);
  auto& worker = main.start(CanBlock::yes, [&may_tear_down](Bare& self, Port<Counting>& parent) {
    keeps_what_it_gets(self, parent);
    Production::await([&] { return may_tear_down.load(); });  // a long finalizer
  });
  worker.port().start();
  EXPECT_EQ(worker.port().post(Draft<Counting>().buffer(buffer)).ok(), true);
  EXPECT_EQ(main.next().kind, EventKind::message);
  main.heap().let_go(buffer);
  worker.terminate();
  EXPECT_EQ(worker.torn_down(), false);
  EXPECT_EQ(cluster.blocks.account().bytes(), 4096U);
  may_tear_down = true;
  Production::await([&] { return worker.torn_down(); });
  EXPECT_EQ(cluster.blocks.account().bytes(), 0U);
}

TEST_F(WorkerTest, terminate_ends_a_wait_and_a_later_notify_counts_nobody) {
  SharedBuffer<Counting>& buffer = shared(8);
  Int32Array<Counting> view = std::move(Int32Array<Counting>::create(buffer).value());
  auto& worker = main.start(CanBlock::yes, [this, &view](Bare& self, Port<Counting>&) {
    EXPECT_EQ(atomics::wait(cluster, self.record(), view, 0, 0).value(), WaitResult::terminated);
  });
  Production::await([&] {
    return cluster.waiters.waiters(main.record(), view.block(), view.byte_index(0)) == 1;
  });
  worker.terminate();
  worker.join();
  EXPECT_EQ(atomics::notify(cluster, main.record(), view, 0).value(), 0U);
  view.drop();
}

TEST_F(WorkerTest, a_parent_that_ends_ends_its_children_and_theirs) {
  std::atomic<int> ended{0};
  for (int i = 0; i < 2; ++i)
    main.start(CanBlock::yes, [&ended](Bare& self, Port<Counting>&) {
      self.start(CanBlock::yes, [&ended](Bare& child, Port<Counting>&) {
        until_terminated(child);
        ++ended;
      });
      until_terminated(self);
      ++ended;
    });
  main.tear_down();
  EXPECT_EQ(ended, 4);
  // A new first agent, for the end of the test.
  std::destroy_at(&main);
  std::construct_at(&main, cluster, CanBlock::yes);
}

TEST_F(WorkerTest, a_pool_that_recycles_keeps_nothing_of_those_that_ended) {
  constexpr int kRecycles = 20;
  SharedBuffer<Counting>& buffer = shared(64);
  int alive = 0;
  for (int i = 0; i < kRecycles; ++i) {
    auto& worker = main.start(CanBlock::yes, keeps_what_it_gets);
    worker.port().start();
    EXPECT_EQ(worker.port().post(Draft<Counting>().buffer(buffer)).ok(), true);
    if (i % 2 == 0) {  // else it is ended with its first message unread, or half read
      Event<Counting> event = main.next();
      EXPECT_EQ(event.kind, EventKind::message);
      event.message.drop();
    }
    main.let_go(worker);
    if (i == 1) alive = Counting::alive();
  }
  EXPECT_EQ(Counting::alive(), alive) << "each recycle left something";
  EXPECT_EQ(main.next(0).kind, EventKind::timed_out) << "something came of who was let go";
  EXPECT_EQ(cluster.blocks.account().bytes(), 64U);
}

TEST_F(WorkerTest, racing_posts_notifies_and_ends_leave_nothing) {
  constexpr int kRounds = 15;
  SharedBuffer<Counting>& buffer = shared(64);
  Int32Array<Counting> view = std::move(Int32Array<Counting>::create(buffer).value());
  for (int round = 0; round < kRounds; ++round) {
    auto& worker = main.start(CanBlock::yes, [](Bare& self, Port<Counting>& parent) {
      parent.start();
      Event<Counting> event = self.next();
      if (event.kind != EventKind::message) return;
      SharedBuffer<Counting>& mine = self.heap().hold(std::move(event.message.shared(0)));
      auto& there = self.heap().hold(std::move(Int32Array<Counting>::create(mine).value()));
      event.message.drop();
      for (int i = 0; i < 3; ++i) (void)self.wait_async(there, 0, 0);
      (void)parent.post(Draft<Counting>().buffer(mine));
      until_terminated(self);
    });
    worker.port().start();
    Draft<Counting> draft;
    draft.buffer(buffer);
    EXPECT_EQ(worker.port().post(draft).ok(), true);
    Event<Counting> event = main.next();
    EXPECT_EQ(event.kind, EventKind::message);
    event.message.drop();
    worker.terminate();
    main.inspect(worker.seat());
    for (int i = 0; i < 4; ++i) EXPECT_EQ(worker.port().post(draft).ok(), true);
    const std::uint64_t woken = atomics::notify(cluster, main.record(), view, 0).value();
    EXPECT_LE(woken, 3U);
    main.let_go(worker);
    while (main.next(0).kind != EventKind::timed_out) {
    }
    EXPECT_EQ(atomics::notify(cluster, main.record(), view, 0).value(), 0U);
  }
  view.drop();
}

}  // namespace
}  // namespace assay

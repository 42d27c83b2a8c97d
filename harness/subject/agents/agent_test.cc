// The event loop of an agent, its heap, and its end.
#include "harness/subject/agents/agent.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "harness/subject/agents/two_agents.h"

namespace assay {
namespace {

class AgentTest : public Lifetimes {
 protected:
  TwoAgents<> agents;
};

TEST_F(AgentTest, a_deadline_that_has_passed_asks_and_does_not_sleep) {
  EXPECT_EQ(agents.a.next(0).kind, EventKind::timed_out);
  const Time until = Production::now() + 300'000;
  EXPECT_EQ(agents.a.next(until).kind, EventKind::timed_out);
  EXPECT_GE(Production::now(), until);
}

TEST_F(AgentTest, the_end_comes_before_every_other_event_and_stays) {
  Int32Array<Counting>& view = agents.view(agents.a, agents.shared(8));
  EXPECT_EQ(agents.to_b->post(Draft<Counting>().number(1)).ok(), true);
  EXPECT_EQ(agents.b.wait_async(view, 0, 0, 1e-6).value().async, true);
  agents.b.record().terminate();
  agents.b.record().terminate();
  EXPECT_EQ(agents.b.next().kind, EventKind::terminated);
  EXPECT_EQ(agents.b.next(0).kind, EventKind::terminated);
}

TEST_F(AgentTest, a_wake_up_for_nothing_is_no_event) {
  agents.a.record().parker.unpark();
  const Time until = Production::now() + 300'000;
  EXPECT_EQ(agents.a.next(until).kind, EventKind::timed_out);
  EXPECT_GE(Production::now(), until);
}

TEST_F(AgentTest, an_inspection_lists_wrappers_and_each_block_once_named) {
  SharedBuffer<Counting>& shared = agents.shared(std::uint64_t{1} << 20U);
  agents.view(agents.a, shared);
  agents.a.heap().hold(std::move(DataView<Counting>::create(shared).value()));
  agents.owned(100);
  EXPECT_EQ(agents.b.inspect(agents.a.seat()), true);
  EXPECT_EQ(agents.at_a().kind, EventKind::timed_out) << "a question is no event of its own";
  const Event<Counting> answer = agents.at_b();
  ASSERT_EQ(answer.kind, EventKind::inspected);
  const std::vector<Wrapper>& rows = answer.wrappers;
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows, agents.a.heap().rows());
  std::size_t bytes = 0;
  std::vector<std::string_view> names;
  for (const Wrapper& row : rows) {
    bytes += row.bytes;
    names.push_back(row.constructor);
    EXPECT_LE(row.bytes, 256U) << "a wrapper carries no payload";
  }
  EXPECT_EQ(bytes, agents.a.heap().wrapper_bytes());
  EXPECT_THAT(names,
              testing::ElementsAre("SharedArrayBuffer", "Int32Array", "DataView", "ArrayBuffer"));
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(rows[i].block, shared.id());
  EXPECT_EQ(rows[3].block, 0U);
  EXPECT_EQ(rows[3].own_bytes, 100U);
}

TEST_F(AgentTest, an_agent_that_ends_with_a_question_holds_nothing) {
  agents.shared(8);
  EXPECT_EQ(agents.b.inspect(agents.a.seat()), true);
  agents.tear_down_a();
  Event<Counting> answer = agents.at_b();
  while (answer.kind == EventKind::closed) answer = agents.at_b();
  EXPECT_EQ(answer.kind, EventKind::inspected);
  EXPECT_EQ(answer.wrappers.size(), 0U);
}

TEST_F(AgentTest, an_agent_that_has_ended_is_not_inspected) {
  Seat<Counting>& gone = agents.a.seat();
  agents.cluster.roster.keep(gone);
  agents.tear_down_a();
  EXPECT_EQ(agents.at_b().kind, EventKind::closed);
  EXPECT_EQ(agents.b.inspect(gone), false);
  EXPECT_EQ(agents.at_b().kind, EventKind::timed_out);
  agents.cluster.roster.leave(gone);
}

TEST_F(AgentTest, who_asked_may_end_before_the_answer) {
  EXPECT_EQ(agents.b.inspect(agents.a.seat()), true);
  agents.tear_down_b();
  EXPECT_EQ(agents.at_a().kind, EventKind::closed);
  EXPECT_EQ(agents.at_a().kind, EventKind::timed_out);
}

TEST_F(AgentTest, a_heap_drops_each_handle_once) {
  SharedBuffer<Counting>& shared = agents.shared(16);
  Int32Array<Counting>& view = agents.view(agents.a, shared);
  EXPECT_EQ(agents.a.heap().objects(), 2U);
  agents.a.heap().let_go(shared);
  EXPECT_EQ(agents.a.heap().objects(), 1U);
  EXPECT_EQ(agents.bytes(), 16U) << "the view holds the block";
  view.drop();  // and is still on the heap: it names no block
  EXPECT_EQ(agents.bytes(), 0U);
  EXPECT_EQ(agents.a.heap().rows()[0].block, 0U);
}

TEST_F(AgentTest, a_torn_down_agent_gives_back_everything) {
  SharedBuffer<Counting>& shared = agents.shared(16);
  Int32Array<Counting>& view = agents.view(agents.a, shared);
  agents.owned(32);
  EXPECT_EQ(agents.a.wait_async(view, 0, 0).value().async, true);
  EXPECT_EQ(agents.to_a->post(Draft<Counting>().text("unread")).ok(), true);
  EXPECT_EQ(agents.b.inspect(agents.a.seat()), true);
  EXPECT_EQ(agents.a.inspect(agents.a.seat()), true);
  agents.tear_down_a();
  EXPECT_EQ(agents.bytes(), 0U);
  EXPECT_EQ(agents.at_b().kind, EventKind::closed);
}

// A World in which one thread can be stopped while it holds a bucket's lock, and in which
// who sleeps is seen.
struct Stopping : Production {
  static inline thread_local bool stops = false;
  static inline std::atomic<bool> stopped{false};
  static inline std::atomic<bool> goes_on{false};
  static inline std::atomic<int> slept{0};
  static inline std::atomic<int> woke{0};

  template <class T>
  struct Var : Production::Var<T> {
    using Production::Var<T>::Var;
    T get(Where where = {}) const {
      if (stops) {
        stopped = true;
        await([] { return goes_on.load(); });
      }
      return Production::Var<T>::get(where);
    }
  };
  struct Parker : FutexParker {
    bool park(Time deadline, Where where = {}) {
      ++slept;
      const bool woken = FutexParker::park(deadline, where);
      ++woke;
      return woken;
    }
  };
};

TEST(AgentSleepsForALock, and_hears_that_it_must_end) {
  constexpr Time kLong = 5'000'000'000;
  Cluster<Stopping, 1> cluster;
  Agent<Stopping, 1> agent(cluster, CanBlock::yes);
  auto dies = std::move(SharedBuffer<Stopping>::create(cluster.blocks, 8).value());
  auto lives = std::move(SharedBuffer<Stopping>::create(cluster.blocks, 8).value());
  auto view = std::move(Int32Array<Stopping>::create(dies).value());
  EXPECT_EQ(agent.wait_async(view, 0, 0).value().async, true);
  view.drop();
  dies.drop();  // so its wait is to be forgotten, which takes the lock

  std::thread holds_the_lock([&] {
    AgentRecord<Stopping> me;
    Stopping::stops = true;
    EXPECT_EQ(cluster.waiters.waiters(me, lives.block(), 0), 0U);
    Stopping::stops = false;
  });
  Stopping::await([] { return Stopping::stopped.load(); });
  std::thread ends_it([&] {
    Stopping::await([] { return Stopping::slept.load() > 0; });
    agent.record().terminate();
    Stopping::await([] { return Stopping::woke.load() > 0; });  // its token is used up
    Stopping::goes_on = true;
  });
  const Time deadline = Stopping::now() + kLong;
  EXPECT_EQ(agent.next(deadline).kind, EventKind::terminated);
  EXPECT_LT(Stopping::now(), deadline) << "it slept with the flag set";
  holds_the_lock.join();
  ends_it.join();
  agent.tear_down();
  lives.drop();
}

}  // namespace
}  // namespace assay

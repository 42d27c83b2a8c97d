// The lock alone: one holder at a time, first come first served.
#include "harness/subject/bucket_lock.h"

#include <gtest/gtest.h>

#include <array>
#include <thread>
#include <vector>

#include "harness/world/production.h"

namespace assay {
namespace {

// Says how often an agent went to sleep: who sleeps for the lock has queued.
struct Observed : Production {
  class Parker : public FutexParker {
   public:
    bool park(Time deadline, Where where = {}) {
      parks.fetch_add(1, at::cell_rmw);
      return FutexParker::park(deadline, where);
    }
    Production::Atomic<std::uint32_t> parks;
  };
};
static_assert(World<Observed>);

using Agent = AgentRecord<Observed>;

void until_queued(const Agent& agent) {
  Observed::await([&] { return agent.parker.parks.load(at::cell_load) > 0; });
}

TEST(BucketLock, can_be_taken_again_by_the_same_agent) {
  BucketLock<Observed> lock;
  Agent me;
  for (int i = 0; i < 3; ++i) {
    lock.acquire(me);
    lock.release();
  }
  EXPECT_EQ(me.parker.parks.load(at::cell_load), 0U) << "an idle lock parks nobody";
}

TEST(BucketLock, is_handed_over_in_the_order_of_arrival) {
  BucketLock<Observed> lock;
  Agent me;
  std::array<Agent, 3> agents;
  std::vector<int> order;  // under the lock
  std::vector<std::thread> threads;

  lock.acquire(me);
  for (int i = 0; i < 3; ++i) {
    Agent& agent = agents.at(static_cast<std::size_t>(i));
    threads.emplace_back([&lock, &agent, &order, i] {
      lock.acquire(agent);
      order.push_back(i);
      lock.release();
    });
    until_queued(agent);
  }
  EXPECT_EQ(order, std::vector<int>{}) << "taken while held";
  lock.release();
  // Whoever comes back is behind all who queued.
  lock.acquire(me);
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2}));
  lock.release();
  for (std::thread& thread : threads) thread.join();
}

TEST(BucketLock, a_token_left_in_the_parker_gives_no_turn) {
  BucketLock<Observed> lock;
  Agent me;
  Agent other;
  other.parker.unpark();
  Production::Var<bool> held{true};
  lock.acquire(me);
  std::thread thread([&] {
    lock.acquire(other);
    EXPECT_EQ(held.get(), false) << "entered before its turn";
    lock.release();
  });
  // It took the stray token once, and sleeps again.
  Observed::await([&] { return other.parker.parks.load(at::cell_load) > 1; });
  held.set(false);
  lock.release();
  thread.join();
}

TEST(BucketLock, one_agent_at_a_time_is_inside) {
  constexpr int kAgents = 3;
  constexpr int kTimes = 2000;
  BucketLock<Observed> lock;
  Observed::Var<int> counter{0};
  std::array<Agent, kAgents> agents;
  std::vector<std::thread> threads;
  for (Agent& agent : agents)
    threads.emplace_back([&] {
      for (int n = 0; n < kTimes; ++n) {
        lock.acquire(agent);
        counter.set(counter.get() + 1);
        lock.release();
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(counter.get(), kAgents * kTimes);
}

}  // namespace
}  // namespace assay

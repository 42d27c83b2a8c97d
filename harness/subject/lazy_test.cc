// An object made by whoever asks first.
#include "harness/subject/lazy.h"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <thread>
#include <vector>

#include "harness/subject/counting_world.h"
#include "harness/subject/wait_notify.h"

namespace assay {
namespace {

class LazyTest : public testing::Test {
 public:
  int alive() const { return Counting::alive() - before_; }

 private:
  const int before_ = Counting::alive();
};

TEST_F(LazyTest, is_not_there_until_it_is_asked_for) {
  {
    Lazy<Counting, std::array<int, 4>> lazy;
    EXPECT_EQ(lazy.exists(), false);
    EXPECT_EQ(alive(), 0);
    lazy.get()[2] = 7;
    EXPECT_EQ(lazy.exists(), true);
    EXPECT_EQ(lazy.get()[2], 7) << "the same again";
    EXPECT_EQ(alive(), 1);
  }
  EXPECT_EQ(alive(), 0);
}

TEST_F(LazyTest, agents_that_ask_at_once_get_one_object) {
  constexpr int kAgents = 4;
  for (int round = 0; round < 200; ++round) {
    Lazy<Counting, int> lazy;
    std::array<int*, kAgents> got{};
    std::vector<std::thread> agents;
    for (int*& mine : got) agents.emplace_back([&lazy, &mine] { mine = &lazy.get(); });
    for (std::thread& agent : agents) agent.join();
    EXPECT_EQ(std::set<int*>(got.begin(), got.end()).size(), 1U);
    EXPECT_EQ(alive(), 1) << "a loser kept its own";
  }
  EXPECT_EQ(alive(), 0);
}

TEST_F(LazyTest, a_cluster_that_never_waits_has_no_table) {
  {
    Cluster<Counting> cluster;
    AgentRecord<Counting> me;
    auto buffer = std::move(SharedBuffer<Counting>::create(cluster.blocks, 4).value());
    auto view = std::move(Int32Array<Counting>::create(buffer).value());
    const int blocks = alive();
    EXPECT_EQ(atomics::add(view, 0, 1).value(), 0);
    EXPECT_EQ(alive(), blocks);
    EXPECT_EQ(atomics::notify(cluster, me, view, 0).value(), 0U);
    EXPECT_EQ(alive(), blocks + 1);
    EXPECT_EQ(atomics::wait(cluster, me, view, 0, 0).value(), WaitResult::not_equal);
    EXPECT_EQ(alive(), blocks + 1);
    view.drop();
    buffer.drop();
  }
  EXPECT_EQ(alive(), 0);
}

}  // namespace
}  // namespace assay

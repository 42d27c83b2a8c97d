// The list alone: four members leave in every order.
#include "harness/subject/waiter_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "harness/world/production.h"

namespace assay {
namespace {

class WaiterListTest : public testing::Test {
 public:
  static constexpr std::size_t kMembers = 4;

  Waiter<Production>& member(std::size_t i) { return agents_.at(i).waiter; }
  std::size_t number(const Waiter<Production>* waiter) const {
    for (std::size_t i = 0; i < kMembers; ++i)
      if (&agents_.at(i).waiter == waiter) return i;
    return kMembers;
  }
  void push(std::size_t i) { list.push_back(member(i)); }
  void unlink(std::size_t i) { list.unlink(member(i)); }

  // The list is exactly this, from both ends, and its members know it.
  void expect_members(const std::vector<std::size_t>& expected) {
    std::vector<std::size_t> forwards;
    for (const auto* w = list.first(); w != nullptr; w = w->next.get())
      forwards.push_back(number(w));
    std::vector<std::size_t> backwards;
    for (const auto* w = list.last(); w != nullptr; w = w->previous.get())
      backwards.push_back(number(w));
    std::reverse(backwards.begin(), backwards.end());
    EXPECT_EQ(forwards, expected);
    EXPECT_EQ(backwards, expected);
    for (std::size_t i = 0; i < kMembers; ++i)
      EXPECT_EQ(member(i).linked.get(),
                std::find(expected.begin(), expected.end(), i) != expected.end())
          << i;
  }

  WaiterList<Production> list;

 private:
  std::array<AgentRecord<Production>, kMembers> agents_;
};

TEST_F(WaiterListTest, is_empty_at_first) { expect_members({}); }

TEST_F(WaiterListTest, keeps_the_order_of_arrival) {
  push(2);
  expect_members({2});
  push(0);
  expect_members({2, 0});
  push(3);
  push(1);
  expect_members({2, 0, 3, 1});
}

TEST_F(WaiterListTest, members_leave_in_every_order) {
  std::array<std::size_t, kMembers> leaving{0, 1, 2, 3};
  int permutations = 0;
  do {
    std::vector<std::size_t> expected{0, 1, 2, 3};
    for (const std::size_t i : expected) push(i);
    for (const std::size_t i : leaving) {
      unlink(i);
      std::erase(expected, i);
      expect_members(expected);
    }
    ++permutations;
  } while (std::next_permutation(leaving.begin(), leaving.end()));
  EXPECT_EQ(permutations, 24);
}

TEST_F(WaiterListTest, who_comes_back_is_the_last) {
  for (std::size_t leaver = 0; leaver < kMembers; ++leaver) {
    std::vector<std::size_t> expected{0, 1, 2, 3};
    for (const std::size_t i : expected) push(i);
    unlink(leaver);
    push(leaver);
    std::erase(expected, leaver);
    expected.push_back(leaver);
    expect_members(expected);
    for (const std::size_t i : expected) unlink(i);
    expect_members({});
  }
}

}  // namespace
}  // namespace assay

// Histories of a register and of a queue that were drawn by hand, those that no order
// explains among them.
#include "harness/judge/linearizability.h"

#include <gmock/gmock.h>

#include <deque>
#include <random>

namespace assay {
namespace {

using testing::ElementsAre;

// Of a register that holds 0: `write` or a read of `value`.
struct Access {
  Call call;
  bool write;
  int value;
};

Linearization of_register(const std::vector<Access>& history) {
  std::vector<Call> calls;
  for (const Access& access : history) calls.push_back(access.call);
  return linearize(std::span<const Call>(calls), 0, [&](int& state, std::size_t call, int) {
    if (history[call].write) state = history[call].value;
    return state == history[call].value;
  });
}

Access write(std::size_t agent, std::uint64_t from, std::uint64_t to, int value) {
  return {{agent, from, to}, true, value};
}
Access read(std::size_t agent, std::uint64_t from, std::uint64_t to, int value) {
  return {{agent, from, to}, false, value};
}

TEST(Linearizability, nothing_happened) { EXPECT_EQ(of_register({}).found, true); }

TEST(Linearizability, a_read_sees_the_write_before_it) {
  EXPECT_EQ(of_register({write(0, 1, 2, 7), read(1, 3, 4, 7)}).found, true);
  EXPECT_EQ(of_register({write(0, 1, 2, 7), read(1, 3, 4, 0)}).found, false) << "stale";
  EXPECT_EQ(of_register({read(1, 1, 2, 7), write(0, 3, 4, 7)}).found, false) << "from the future";
}

TEST(Linearizability, calls_at_once_come_in_any_order) {
  EXPECT_EQ(of_register({write(0, 1, 4, 7), read(1, 2, 3, 7)}).found, true);
  EXPECT_EQ(of_register({write(0, 1, 4, 7), read(1, 2, 3, 0)}).found, true);
  EXPECT_EQ(of_register({write(0, 1, 4, 7), read(1, 2, 3, 8)}).found, false) << "never written";
}

TEST(Linearizability, a_new_value_is_not_followed_by_the_old_one) {
  EXPECT_EQ(of_register({write(0, 1, 9, 7), read(1, 2, 3, 7), read(2, 4, 5, 0)}).found, false);
  EXPECT_EQ(of_register({write(0, 1, 9, 7), read(1, 2, 3, 0), read(2, 4, 5, 7)}).found, true);
  // The two reads at once: one may come first.
  EXPECT_EQ(of_register({write(0, 1, 9, 7), read(1, 2, 5, 7), read(2, 4, 6, 0)}).found, true);
}

TEST(Linearizability, agents_agree_on_the_order_of_writes) {
  EXPECT_EQ(of_register({write(0, 1, 9, 1), write(1, 1, 9, 2), read(2, 2, 3, 1), read(2, 4, 5, 2),
                         read(3, 2, 3, 2), read(3, 4, 5, 1)})
                .found,
            false);
  EXPECT_EQ(of_register({write(0, 1, 9, 1), write(1, 1, 9, 2), read(2, 2, 3, 1), read(2, 4, 5, 2),
                         read(3, 2, 3, 1), read(3, 4, 5, 2)})
                .found,
            true);
}

TEST(Linearizability, the_order_is_told) {
  EXPECT_THAT(of_register({write(0, 1, 4, 7), read(1, 2, 3, 0)}).order, ElementsAre(1, 0));
  // Where there is none: how far one comes.
  EXPECT_THAT(of_register({write(0, 1, 2, 7), read(1, 3, 4, 8)}).order, ElementsAre(0));
}

// A place where one may sleep: falling asleep and waking are two points of one call.
struct Bed {
  std::deque<std::size_t> asleep;
  std::deque<std::size_t> woken;
  friend auto operator<=>(const Bed&, const Bed&) = default;
};

// `woke`: of a wake-up; of a sleep it is empty.
struct Night {
  Call call;
  bool sleeps;
  std::vector<std::size_t> woke;
};

bool possible(const std::vector<Night>& history) {
  std::vector<Call> calls;
  for (const Night& night : history) calls.push_back(night.call);
  const auto take = [&](Bed& bed, std::size_t call, int point) {
    const Night& night = history[call];
    if (night.sleeps && point == 0) {
      bed.asleep.push_back(night.call.agent);
      return true;
    }
    if (night.sleeps) return std::erase(bed.woken, night.call.agent) == 1;
    for (const std::size_t agent : night.woke) {
      if (bed.asleep.empty() || bed.asleep.front() != agent) return false;
      bed.asleep.pop_front();
      bed.woken.push_back(agent);
    }
    return true;
  };
  return linearize(std::span<const Call>(calls), Bed{}, take).found;
}

TEST(Linearizability, a_call_may_take_effect_twice) {
  EXPECT_EQ(possible({{{0, 1, 5, 2}, true, {}}, {{1, 2, 3}, false, {0}}}), true);
  // Woken before it slept; asleep before it was called; woken by nobody.
  EXPECT_EQ(possible({{{0, 4, 5, 2}, true, {}}, {{1, 2, 3}, false, {0}}}), false);
  EXPECT_EQ(possible({{{0, 1, 2, 2}, true, {}}, {{1, 3, 4}, false, {0}}}), false);
  EXPECT_EQ(possible({{{0, 1, 5, 2}, true, {}}, {{1, 2, 3}, false, {}}}), false);
}

TEST(Linearizability, first_come_is_first_woken) {
  const Call early{0, 1, 9, 2};
  const Call late{1, 3, 9, 2};
  EXPECT_EQ(possible({{early, true, {}}, {late, true, {}}, {{2, 4, 5}, false, {0, 1}}}), true);
  // Both were called before either slept for certain: either may be first.
  EXPECT_EQ(possible({{early, true, {}}, {late, true, {}}, {{2, 4, 5}, false, {1, 0}}}), true);
  // One call returned before the other began: the line is fixed.
  EXPECT_EQ(possible({{{0, 1, 8, 2}, true, {}},
                      {{2, 2, 3}, false, {0}},
                      {{1, 4, 9, 2}, true, {}},
                      {{2, 5, 6}, false, {1}}}),
            true);
}

// Against the definition: all orders of up to five calls, each tried one after another.
bool by_definition(const std::vector<Access>& history) {
  std::vector<std::size_t> order(history.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  do {
    int state = 0;
    bool fits = true;
    for (std::size_t i = 0; i < order.size() && fits; ++i) {
      const Access& now = history[order[i]];
      for (std::size_t j = i + 1; j < order.size(); ++j)
        fits = fits && history[order[j]].call.returned > now.call.invoked;
      if (now.write) state = now.value;
      fits = fits && state == now.value;
    }
    if (fits) return true;
  } while (std::next_permutation(order.begin(), order.end()));
  return false;
}

TEST(Linearizability, is_what_its_definition_says) {
  std::mt19937 random(1);
  int yes = 0;
  constexpr int kHistories = 3000;
  for (int i = 0; i < kHistories; ++i) {
    std::vector<Access> history;
    std::vector<std::uint64_t> clock(3, 0);
    for (int call = 0; call < 5; ++call) {
      const std::size_t agent = random() % 3;
      const std::uint64_t invoked = clock[agent] + 1 + random() % 8;
      clock[agent] = invoked + 1 + random() % 8;
      // No two at one moment: a shared clock gives each its own.
      history.push_back({{agent, invoked * 10 + agent, clock[agent] * 10 + agent},
                         random() % 2 == 0,
                         static_cast<int>(random() % 2)});
    }
    const bool expected = by_definition(history);
    ASSERT_EQ(of_register(history).found, expected) << "history " << i;
    if (expected) ++yes;
  }
  // Both answers are given often enough to tell them apart.
  EXPECT_GT(yes, kHistories / 10);
  EXPECT_LT(yes, kHistories * 9 / 10);
}

}  // namespace
}  // namespace assay

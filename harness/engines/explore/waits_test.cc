// What agents that wait for ever are called, and what is told of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/engines/explore/atomic.h"
#include "harness/engines/explore/explore.h"

namespace assay::explore {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto kRelaxed = std::memory_order_relaxed;

template <class Case>
Counterexample refuted() {
  const Exploration found = explore(case_entry<Case>(), {}, {});
  EXPECT_EQ(found.result.verdict, Verdict::refuted) << found.result.message;
  const Exploration again = explore(case_entry<Case>(), {}, {}, {.path = found.path});
  EXPECT_EQ(again.result.counterexample->message, found.result.counterexample->message);
  EXPECT_EQ(again.result.counterexample->trace, found.result.counterexample->trace);
  EXPECT_EQ(again.path, found.path);
  return found.result.counterexample.value_or(Counterexample{});
}

// Each holds what the other one wants.
struct AbbaSpinning {
  static constexpr CaseInfo kInfo{.name = "abba", .claim = "both come through", .agents = 2};
  std::array<atomic<int>, 2> locks;
  void agent(int me) {
    for (const int which : {me, 1 - me}) {
      int free = 0;
      auto& lock = locks[static_cast<std::size_t>(which)];
      explore::await([&] { return lock.load(kRelaxed) == 0; });
      if (!lock.compare_exchange_strong(free, 1)) return;
    }
    for (auto& lock : locks) lock.store(0);
    check(true, "reached");
  }
};
TEST(Waits, AgentsThatHoldWhatTheOtherWantsAreADeadlock) {
  const Counterexample shown = refuted<AbbaSpinning>();
  EXPECT_EQ(shown.kind, "deadlock");
  EXPECT_THAT(shown.message, AllOf(HasSubstr("agent 0 waits at"), HasSubstr("of agent 1 at"),
                                   HasSubstr("agent 1 waits at"), HasSubstr("of agent 0 at"),
                                   HasSubstr("each waits for the next")));
  EXPECT_EQ(shown.guilty.size(), 2U);
}

// The same, asleep.
struct AbbaSleeping {
  static constexpr CaseInfo kInfo{
      .name = "abba_asleep", .claim = "both come through", .agents = 2, .spurious = 0};
  std::array<atomic<int>, 2> locks;
  std::array<ExploreWorld::Parker, 2> parkers;
  void agent(int me) {
    for (const int which : {me, 1 - me})
      if (locks[static_cast<std::size_t>(which)].exchange(1) == 1)
        parkers[static_cast<std::size_t>(me)].park(kNever);
    for (std::size_t i = 0; i < 2; ++i) {
      locks[i].store(0);
      parkers[i].unpark();
    }
    check(true, "reached");
  }
};
TEST(Waits, ACircleOfSleepersIsADeadlock) {
  const Counterexample shown = refuted<AbbaSleeping>();
  EXPECT_EQ(shown.kind, "deadlock");
  EXPECT_THAT(shown.message, AllOf(HasSubstr("sleeps at"), HasSubstr("because of agent 0"),
                                   HasSubstr("because of agent 1")));
}

// Looks, then goes to sleep; who writes in between wakes nobody.
struct MissesAWakeUp {
  static constexpr CaseInfo kInfo{
      .name = "misses", .claim = "the sleeper is woken", .agents = 2, .spurious = 0};
  atomic<int> news;
  atomic<int> sleeping;
  ExploreWorld::Parker parker;
  void agent(int me) {
    check(true, "reached");
    if (me == 0) {
      news.store(1);
      if (sleeping.load() == 1) parker.unpark();
    } else if (news.load() == 0) {
      sleeping.store(1);
      parker.park(kNever);
    }
  }
};
TEST(Waits, ASleeperThatMissedAChangeIsALostWakeUp) {
  const Counterexample shown = refuted<MissesAWakeUp>();
  EXPECT_EQ(shown.kind, "lost wake-up");
  EXPECT_THAT(shown.message,
              AllOf(HasSubstr("agent 1 sleeps at"), HasSubstr("has not seen what agent 0 at"),
                    HasSubstr("nobody is left to wake it")));
}

// Nobody has anything to tell it.
struct SleepsAlone {
  static constexpr CaseInfo kInfo{
      .name = "alone", .claim = "the sleeper is woken", .agents = 2, .spurious = 0};
  ExploreWorld::Parker parker;
  void agent(int me) {
    check(true, "reached");
    if (me == 1) parker.park(kNever);
  }
};
TEST(Waits, ASleeperThatMissedNothingIsADeadlock) {
  const Counterexample shown = refuted<SleepsAlone>();
  EXPECT_EQ(shown.kind, "deadlock");
  EXPECT_THAT(shown.message, HasSubstr("nobody is left to wake anyone"));
}

struct SpinsForEver {
  static constexpr CaseInfo kInfo{.name = "spins", .claim = "the flag comes", .agents = 2};
  atomic<int> flag;
  void agent(int me) {
    check(true, "reached");
    if (me == 0)
      flag.store(1);
    else
      (void)flag.await(2);
  }
};
TEST(Waits, ASpinnerThatNobodyIsLeftToPleaseIsALivelock) {
  const Counterexample shown = refuted<SpinsForEver>();
  EXPECT_EQ(shown.kind, "livelock");
  EXPECT_THAT(shown.message, AllOf(HasSubstr("agent 1 waits at"), HasSubstr("sees 1, of agent 0"),
                                   HasSubstr("nobody is left to write what would end it")));
}

// A loop that is no await ends at the bound, and that decides nothing.
struct LoopsWithoutABound {
  static constexpr CaseInfo kInfo{.name = "loops", .claim = "the flag comes", .agents = 1};
  atomic<int> flag;
  void agent(int) {
    check(true, "reached");
    while (flag.load(kRelaxed) == 0) {
    }
  }
};
TEST(Waits, ALoopWithoutABoundIsNotDecided) {
  const CheckResult result = explore(case_entry<LoopsWithoutABound>(), {}, {}).result;
  EXPECT_EQ(result.verdict, Verdict::unknown);
  EXPECT_EQ(result.reason, Reason::bound);
  EXPECT_THAT(result.message, AllOf(HasSubstr("more than 2000 events, agent 0 at waits_test.cc:"),
                                    HasSubstr("One that waits is an await")));
}

// -- what is shown of a failure ------------------------------------------------------

// Agent 2 has no part in it; agent 1 may fail at once, or after a detour.
struct FailsSoonOrLate {
  static constexpr CaseInfo kInfo{.name = "soon_or_late", .claim = "never one", .agents = 3};
  atomic<int> flag;
  atomic<int> other;
  void agent(int me) {
    if (me == 2) other.store(1);
    if (me == 0) {
      const int detour = ExploreWorld::choose(2);
      if (detour == 0)
        for (int i = 0; i < 5; ++i) other.fetch_add(1, kRelaxed);
      flag.store(1);
    }
    if (me == 1) check(flag.load() == 0, "one was seen");
  }
};
TEST(Shown, IsTheShortestOfItsKindWithoutWhatHasNoPartInIt) {
  const CaseEntry entry = case_entry<FailsSoonOrLate>();
  const auto steps = [&entry](std::uint64_t shorten) {
    return explore(entry, {}, {.shorten = shorten}).result.counterexample->trace.size();
  };
  EXPECT_EQ(steps(0), 9U) << "the detour reads what agent 2 wrote";
  EXPECT_EQ(steps(kShorten), 3U) << "a choice, a store, a load";
  for (const unsigned workers : {2U, 3U}) {
    const Exploration found = explore(entry, {}, {.workers = workers, .alone = 0});
    EXPECT_EQ(found.path, explore(entry, {}, {}).path) << workers << " workers";
  }
  refuted<FailsSoonOrLate>();
}

// -- edges ---------------------------------------------------------------------------

struct PublishesThroughAFence {
  static constexpr CaseInfo kInfo{.name = "fence", .claim = "false", .agents = 2};
  atomic<int> data;
  atomic<int> flag;
  void agent(int me) {
    if (me == 0) {
      data.store(7, kRelaxed);
      explore::fence(std::memory_order_release);
      flag.store(1, kRelaxed);
    } else if (flag.load(kRelaxed) == 1) {
      explore::fence(std::memory_order_acquire);
      check(data.load(kRelaxed) != 7, "the data was seen");
    }
  }
};
TEST(Edges, AreThoseOfTheGraph) {
  const Counterexample shown = refuted<PublishesThroughAFence>();
  ASSERT_EQ(shown.trace.size(), 6U);  // data, fence, flag | flag, fence, data
  EXPECT_EQ(shown.trace[3].reads_from, 2);
  EXPECT_EQ(shown.trace[5].reads_from, 0);
  EXPECT_THAT(shown.trace[4].synchronizes_with, ElementsAre(1)) << "a fence with a fence";
  EXPECT_EQ(shown.trace[2].overwrites, -1);
  EXPECT_EQ(shown.trace[0].location, shown.trace[5].location);
  EXPECT_NE(shown.trace[0].location, shown.trace[2].location);
}

}  // namespace
}  // namespace assay::explore

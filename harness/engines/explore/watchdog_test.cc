// A case that does not come back ends the program, with a word; others are left alone.
#include "harness/engines/explore/watchdog.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <semaphore>

#include "harness/engines/explore/atomic.h"
#include "harness/engines/explore/explore.h"

namespace assay::explore {
namespace {

struct SpinsOnPlainMemory {
  static constexpr CaseInfo kInfo{.name = "spins", .claim = "the other agent sets the flag"};
  volatile bool flag = false;
  atomic<int> reached;
  void agent(int me) {
    reached.store(1);
    while (me == 0 && !flag) {
    }
  }
};

struct WaitsOutside {
  static constexpr CaseInfo kInfo{.name = "waits_outside", .claim = "somebody releases it"};
  std::binary_semaphore outside{0};
  atomic<int> reached;
  void agent(int me) {
    reached.store(1);
    if (me == 0) outside.acquire();
  }
};

struct ComesBack {
  static constexpr CaseInfo kInfo{.name = "comes_back", .claim = "both add", .agents = 2};
  atomic<int> count;
  void agent(int) { count.fetch_add(1); }
  void after() { check(count.load() == 2, "an update was lost"); }
};

template <class Case>
CheckResult watched() {
  const Watchdog watchdog(std::chrono::milliseconds(100), 7,
                          [] { std::fputs(kDoesNotComeBack, stderr); });
  return explore(case_entry<Case>(), {}, {}).result;
}

TEST(WatchdogDeathTest, EndsWhatDoesNotComeBack) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  EXPECT_EXIT(watched<SpinsOnPlainMemory>(), testing::ExitedWithCode(7), "does not come back");
  EXPECT_EXIT(watched<WaitsOutside>(), testing::ExitedWithCode(7), "waits outside the seam");
  EXPECT_EQ(Pulse::inside.load(), 0) << "it happened in another process";
}

TEST(Watchdog, LeavesOthersAlone) {
  EXPECT_EQ(watched<ComesBack>().verdict, Verdict::proved);
  EXPECT_EQ(Pulse::inside.load(), 0);
}

}  // namespace
}  // namespace assay::explore

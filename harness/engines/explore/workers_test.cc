// A search by several threads visits what one visits, whatever their number.
#include "harness/engines/explore/workers.h"

#include <gtest/gtest.h>

#include "harness/engines/explore/explore.h"
#include "harness/engines/explore/programs.h"

namespace assay::explore {
namespace {

using namespace programs;

// Parts are given away from the first execution on.
Exploration explored_by(unsigned workers, const CaseEntry& entry) {
  return explore(entry, {}, {.workers = workers, .alone = 0});
}

template <class Program>
void expect_the_same_counts(std::uint64_t complete) {
  for (const unsigned workers : {1U, 2U, 3U, 5U}) {
    const Exploration done = explored_by(workers, case_entry<Program>());
    EXPECT_EQ(done.summary.trouble, "");
    EXPECT_EQ(done.summary.complete, complete) << workers << " workers";
    EXPECT_EQ(done.summary.blocked, 0U);
    EXPECT_EQ(done.summary.is_whole, true);
  }
}

TEST(Workers, VisitTheSameExecutions) {
  expect_the_same_counts<ainc<5>>(120);
  expect_the_same_counts<casw<4>>(1200);
  expect_the_same_counts<casrot<6>>(144);
  expect_the_same_counts<sb_ring<6>>(64);
  expect_the_same_counts<ticket_lock<4>>(24);
  expect_the_same_counts<fib_bench<3>>(2258);
}

TEST(Workers, LeaveTheSameOutForSymmetry) {
  CaseEntry entry = case_entry<casw<4>>();
  entry.info.alike = "abbb";  // which is not so: agents write their numbers
  const Options options{.workers = 3, .alone = 0, .symmetry = true};
  EXPECT_EQ(explore(entry, {}, options).result.verdict, Verdict::error);
  entry = case_entry<ainc<6>>();
  entry.info.alike = "abbabb";
  const Exploration done = explore(entry, {}, options);
  EXPECT_EQ(done.summary.complete, 15U);
  EXPECT_EQ(done.summary.stands_for, 720U);
}

// Loses an update where both read before either writes.
struct LosesAnUpdate {
  static constexpr CaseInfo kInfo{
      .name = "loses_an_update", .claim = "no update is lost", .agents = 3};
  atomic<int> count;
  void agent(int) {
    const int seen = count.load(std::memory_order_relaxed);
    count.store(seen + 1, std::memory_order_relaxed);
  }
  void after() { check(count.load() == 3, "an update was lost"); }
};

TEST(Workers, TellTheCounterexampleThatOneTells) {
  const Exploration alone = explored_by(1, case_entry<LosesAnUpdate>());
  const Exploration together = explored_by(3, case_entry<LosesAnUpdate>());
  ASSERT_EQ(together.result.verdict, Verdict::refuted);
  EXPECT_EQ(together.path, alone.path);
  EXPECT_EQ(together.result.counterexample->trace, alone.result.counterexample->trace);
}

TEST(Workers, EndWhenTheyAreAsked) {
  const Exploration done =
      explore(case_entry<fib_bench<5>>(), {}, {.workers = 2, .alone = 0},
              {.stop = [](const Summary& so_far) { return so_far.complete > 5'000; }});
  EXPECT_EQ(done.result.reason, Reason::time);
}

}  // namespace
}  // namespace assay::explore

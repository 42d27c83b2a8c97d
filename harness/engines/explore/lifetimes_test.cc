// What is accessed where there is nothing is seen, whether or not the case ever commits or
// destroys anything after its set-up.
#include <gtest/gtest.h>

#include "harness/engines/explore/explore.h"
#include "harness/engines/explore/explore_world.h"

namespace assay::explore {
namespace {

// Four bytes are there; the agents use those, or the four that are not.
template <std::size_t Offset>
struct UsesBytes {
  static constexpr CaseInfo kInfo{.name = "uses_bytes", .claim = "the bytes are there"};
  ExploreWorld::Bytes bytes;
  void before() {
    bytes.reserve(8);
    bytes.commit(4);
  }
  void agent(int) { bytes.fetch_add<std::int32_t>(Offset, 1, at::cell_rmw); }
  void after() { ExploreWorld::check(bytes.load<std::int32_t>(0, at::cell_load) >= 0, "readable"); }
};

TEST(Lifetimes, WhatWasNeverCommittedIsNotThere) {
  EXPECT_EQ(explore(case_entry<UsesBytes<0>>(), {}, {}).result.verdict, Verdict::proved);
  const CheckResult refuted = explore(case_entry<UsesBytes<4>>(), {}, {}).result;
  ASSERT_EQ(refuted.verdict, Verdict::refuted);
  EXPECT_EQ(refuted.counterexample->kind, "access before commit");
}

}  // namespace
}  // namespace assay::explore

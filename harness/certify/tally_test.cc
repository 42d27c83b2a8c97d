// The numbers every view states.
#include "harness/certify/tally.h"

#include <gtest/gtest.h>

#include "harness/certify/sample_certificates.h"

namespace assay {
namespace {

TEST(Tally, of_nothing_is_zero) { EXPECT_EQ(tally({}), Tally{}); }

TEST(Tally, counts_each_part_by_how_it_ended) {
  const Tally sum = tally(incomplete_sample());
  EXPECT_EQ(sum.changes.sum(), 0U);
  EXPECT_EQ(sum.claims[Verdict::unknown], 2U);
  EXPECT_EQ(sum.checks[Verdict::error], 2U);
  EXPECT_EQ(sum.checks[Verdict::skipped], 2U);
  EXPECT_EQ(sum.checks[Verdict::unknown], 2U);
  EXPECT_EQ(sum.checks.sum(), 6U);
  EXPECT_EQ(sum.engines[Verdict::skipped], 1U);
  EXPECT_EQ(sum.sites[Minimality::untested], 1U);
  EXPECT_EQ(sum.sites[Minimality::not_examined], kSiteCount - 20);
  EXPECT_EQ(sum.sites.sum(), kSiteCount);
}

TEST(Tally, counts_changes_by_direction) {
  EXPECT_EQ(tally(refuted_sample()).changes[SiteChange::Direction::weakened], 1U);
  EXPECT_EQ(tally(refuted_sample()).changes.sum(), 1U);
  EXPECT_EQ(tally(certified_sample()).changes[SiteChange::Direction::strengthened], 1U);
}

TEST(Tally, kills_are_among_the_weakenings) {
  Certificate certificate = refuted_sample();
  const Tally before = tally(certificate);
  EXPECT_GT(before.weakenings_refuted, 0U);
  EXPECT_LT(before.weakenings_refuted, before.weakenings);
  auto& weakenings = certificate.sites[0].weakenings;
  ASSERT_EQ(weakenings.size(), 1U);
  weakenings[0].refutation.reset();
  EXPECT_EQ(tally(certificate).weakenings_refuted, before.weakenings_refuted - 1);
  EXPECT_EQ(tally(certificate).weakenings, before.weakenings);
}

}  // namespace
}  // namespace assay

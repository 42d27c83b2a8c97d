// The names and exit codes of verdicts, and the order in which several combine.
#include "harness/execution/verdict.h"

#include <gtest/gtest.h>

#include <vector>

namespace assay {
namespace {

TEST(Verdict, each_has_the_exit_code_of_the_contract) {
  EXPECT_EQ(exit_code(Verdict::proved), 0);
  EXPECT_EQ(exit_code(Verdict::refuted), 3);
  EXPECT_EQ(exit_code(Verdict::unknown), 4);
  EXPECT_EQ(exit_code(Verdict::error), 5);
  EXPECT_EQ(exit_code(Verdict::skipped), 77);
}

TEST(Verdict, names_stand_in_the_order_of_the_enumerators) {
  EXPECT_EQ(name(Verdict::proved), "PROVED");
  EXPECT_EQ(name(Verdict::error), "ERROR");
  EXPECT_EQ(name(Reason::none), "");
  EXPECT_EQ(name(Reason::mixed_size), "mixed-size");
  EXPECT_EQ(name(Reason::interrupted), "interrupted");
}

// All pairs: the one that stands first in the list of the contract wins.
TEST(Combine, the_graver_of_two_wins_whatever_their_order) {
  const std::vector<ExitCode> gravest_first{kExitInternal, kExitRefuted, kExitFailed, kExitUsage,
                                            kExitUnknown,  kExitSkipped, kExitPass};
  for (std::size_t i = 0; i < gravest_first.size(); ++i)
    for (std::size_t j = i; j < gravest_first.size(); ++j) {
      EXPECT_EQ(combine(std::vector{gravest_first[i], gravest_first[j]}), gravest_first[i]);
      EXPECT_EQ(combine(std::vector{gravest_first[j], gravest_first[i]}), gravest_first[i]);
    }
}

TEST(Combine, nothing_at_all_is_nothing_decided) { EXPECT_EQ(combine({}), kExitUnknown); }

TEST(Combine, one_undecided_among_passes_is_no_pass) {
  EXPECT_EQ(combine(std::vector{kExitPass, kExitPass, kExitUnknown, kExitPass}), kExitUnknown);
  EXPECT_EQ(combine(std::vector{kExitPass, kExitSkipped}), kExitSkipped);
}

}  // namespace
}  // namespace assay

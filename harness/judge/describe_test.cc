#include "harness/judge/describe.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

TEST(Describe, a_refutation_names_its_kind) {
  CheckResult result{.verdict = Verdict::refuted};
  result.counterexample = Counterexample{.kind = "data race"};
  EXPECT_EQ(describe(result), "REFUTED(data race)");
}

TEST(Describe, an_undecided_result_names_its_reason) {
  EXPECT_EQ(describe({.verdict = Verdict::unknown, .reason = Reason::unreached}),
            "UNKNOWN(unreached)");
  EXPECT_EQ(describe(Verdict::skipped, Reason::mixed_size), "SKIPPED(mixed-size)");
  EXPECT_EQ(describe(Verdict::proved, Reason::none), "PROVED");
}

TEST(Describe, expectations_are_alternatives_of_whole_words) {
  EXPECT_EQ(meets("PROVED", "PROVED"), true);
  EXPECT_EQ(meets("REFUTED(leak)", "REFUTED(data race)|REFUTED(leak)"), true);
  EXPECT_EQ(meets("REFUTED", "REFUTED(leak)"), false);
  EXPECT_EQ(meets("UNKNOWN(budget)", ""), false);
}

TEST(Describe, an_expectation_is_a_word_that_a_result_may_have) {
  for (const char* const text : {"PROVED", "ERROR", "REFUTED(data race)", "UNKNOWN(budget)",
                                 "SKIPPED(mixed-size)", "PROVED|REFUTED(leak)|UNKNOWN(bound)"})
    EXPECT_EQ(is_expectation(text), true) << text;
  for (const char* const text :
       {"", "|", "PROVED|", "proved", "REFUTED", "REFUTED()", "REFUTED(a)(b)", "UNKNOWN",
        "UNKNOWN()", "UNKNOWN(leak)", "UNKNOWN(budget", "PROVED(budget)", "ERROR(x)"})
    EXPECT_EQ(is_expectation(text), false) << text;
}

}  // namespace
}  // namespace assay

// Litmus programs in the views: families, counts, and what is wrong said aloud.
#include "harness/report/litmus_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/certify/sample_certificates.h"
#include "harness/report/html/html.h"
#include "harness/report/terminal.h"

namespace assay {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// An outcome too many in a program of the sample.
Certificate with_surplus() {
  Certificate certificate = certified_sample();
  for (Evidence& evidence : certificate.claims[1].evidence)
    if (evidence.case_name == "javascript/order/LB+un") {
      evidence.result.verdict = Verdict::refuted;
      evidence.result.refinement->outcomes.push_back({"0:r0=9; 1:r1=9;", "", false, "c20"});
      evidence.result.counterexample = Counterexample{
          .kind = "forbidden outcome", .message = "c20 has it", .token = "axiomatic:x:-:all@0"};
    }
  return certificate;
}

TEST(LitmusRows, each_program_is_in_one_family_and_counted_once) {
  const auto families = litmus_families(certified_sample());
  ASSERT_EQ(families.size(), 3U);
  const LitmusFamily& order = families.at("javascript/order");
  EXPECT_EQ(order.programs.size(), 1U);
  EXPECT_EQ(order.proved, 1U);
  EXPECT_EQ(order.allowed, 2U);
  EXPECT_EQ(order.produced, 1U);
  EXPECT_EQ(order.forbidden, 0U);
  // What is not lowered has no outcome that counts.
  const LitmusFamily& waits = families.at("javascript/wait-notify");
  EXPECT_EQ(waits.not_lowered, 1U);
  EXPECT_EQ(waits.allowed, 0U);
}

TEST(LitmusRows, a_forbidden_outcome_that_is_produced_is_a_disagreement) {
  EXPECT_EQ(row_verdict({"", "", true, "rc11"}), "agree");
  EXPECT_EQ(row_verdict({"", "", true, ""}), "not produced");
  EXPECT_EQ(row_verdict({"", "", false, "rc11"}), "disagree");
  EXPECT_EQ(litmus_families(with_surplus()).at("javascript/order").forbidden, 1U);
}

TEST(LitmusRows, the_terminal_says_what_is_not_lowered_and_why) {
  EXPECT_THAT(terminal_text(certified_sample()),
              AllOf(HasSubstr("  wait-notify "), HasSubstr("not lowered: it waits"),
                    HasSubstr("WAIT-MP"), Not(HasSubstr("1/2 +"))));
  EXPECT_THAT(terminal_text(with_surplus()), HasSubstr("1/2 +1"));
}

TEST(LitmusRows, the_page_has_each_program_and_opens_what_is_refuted) {
  const std::string page = certificate_html(certified_sample());
  for (const char* const words :
       {"id=\"litmus\"", "id=\"case-javascript-order-LB-un\"", "0:r0=1; 1:r1=1;", "not produced"})
    EXPECT_THAT(page, HasSubstr(words));
  EXPECT_THAT(page, Not(HasSubstr("✖ disagree")));
  EXPECT_THAT(page, Not(HasSubstr("<details open")));
  EXPECT_THAT(certificate_html(with_surplus()),
              AllOf(HasSubstr("✖ disagree"), HasSubstr("<details open")));
}

}  // namespace
}  // namespace assay

// How litmus programs enter a certificate: what the language says of the data plane.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/certify/certifier.h"
#include "harness/certify/fake_laboratory.h"
#include "harness/judge/describe.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

const std::vector<OrderChange> kNoChange;
const std::vector<OrderChange> kDrop{{Site::lock_drop, Order::relaxed}};
constexpr std::size_t kAllChecks = 8;  // of the two cases, on four engines

const Question kClaims{.examines_sites = false};
const Question kChanged{.changes = kDrop, .examines_sites = false};

Certificate decide(FakeLaboratory& laboratory, const Question& question) {
  return Certifier(laboratory, question, {}).certify();
}

std::vector<std::string> words(const Certificate& certificate) {
  std::vector<std::string> all;
  for (const ClaimDecision& claim : certificate.claims)
    all.push_back(describe(claim.verdict, claim.reason));
  return all;
}

TEST(CertifierPrograms, prove_the_data_plane_together_with_its_cases) {
  FakeLaboratory laboratory;
  laboratory.add_program("classic/SB+sc");
  laboratory.add_program("order/MP+sc");
  laboratory.rows = {{"", Engine::explore, kNoChange, ended(Verdict::proved)},
                     {"", Engine::axiomatic, kNoChange, ended(Verdict::proved)}};
  const Certificate certificate = decide(laboratory, kClaims);
  EXPECT_THAT(words(certificate), ElementsAre("PROVED", "PROVED"));
  EXPECT_EQ(name(certificate.verdict()), "CERTIFIED");
  EXPECT_THAT(certificate.claims[1].sentence,
              HasSubstr("1 cases of up to 3 agents, and of 2 litmus programs of up to 2 agents"));
  // The axiomatic engine has no cases, the others have no programs.
  EXPECT_THAT(laboratory.asked, SizeIs(kAllChecks + 2));
}

TEST(CertifierPrograms, one_that_is_not_decided_leaves_the_claim_open) {
  for (const Reason reason : {Reason::budget, Reason::bound, Reason::blocked}) {
    FakeLaboratory laboratory;
    laboratory.add_program("classic/SB+sc");
    laboratory.add_program("order/MP+sc");
    laboratory.rows = {{"order/MP+sc", {}, {}, ended(Verdict::unknown, reason)},
                       {"", {}, {}, ended(Verdict::proved)}};
    EXPECT_EQ(words(decide(laboratory, kClaims)).at(1), describe(Verdict::unknown, reason));
  }
}

// What the core cannot be lowered to is counted, and proves nothing.
TEST(CertifierPrograms, one_that_is_not_lowered_is_no_part_of_the_claim) {
  FakeLaboratory laboratory;
  laboratory.add_program("classic/SB+sc");
  laboratory.add_program("wait-notify/WAIT-MP");
  laboratory.rows = {{"wait-notify/WAIT-MP", {}, {}, ended(Verdict::skipped, Reason::blind)},
                     {"", {}, {}, ended(Verdict::proved)}};
  const Certificate some = decide(laboratory, kClaims);
  EXPECT_EQ(words(some).at(1), "PROVED");
  EXPECT_THAT(some.claims[1].sentence, HasSubstr("1 of them cannot be lowered"));

  laboratory.rows.insert(laboratory.rows.begin(),
                         {"classic/SB+sc", {}, {}, ended(Verdict::skipped, Reason::blind)});
  EXPECT_EQ(words(decide(laboratory, kClaims)).at(1), "UNKNOWN(blind)");
}

TEST(CertifierPrograms, alone_prove_nothing_where_a_case_is_open) {
  FakeLaboratory laboratory;
  laboratory.add_program("classic/SB+sc");
  laboratory.rows = {{"", Engine::axiomatic, {}, ended(Verdict::proved)}};
  EXPECT_EQ(words(decide(laboratory, kClaims)).at(1), "UNKNOWN(budget)");
}

TEST(CertifierPrograms, an_outcome_too_many_refutes_with_its_control) {
  FakeLaboratory laboratory;
  laboratory.add_program("classic/SB+sc");
  laboratory.rows = {{"classic/SB+sc", Engine::axiomatic, kDrop, ended(Verdict::refuted)},
                     {"", {}, {}, ended(Verdict::proved)}};
  const Certificate certificate = decide(laboratory, kChanged);
  EXPECT_THAT(words(certificate), ElementsAre("PROVED", "REFUTED"));
  EXPECT_EQ(certificate.claims[1].refutation->engine, Engine::axiomatic);
  EXPECT_EQ(certificate.claims[1].refutation->has_control, true);
  EXPECT_EQ(certificate.claims[1].refutation->counterexample.token,
            "axiomatic:classic/SB+sc:lock.drop=relaxed:all@0");
}

}  // namespace
}  // namespace assay

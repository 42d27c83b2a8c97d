// How claims are decided: from a table of answers to a certificate.
//
// The cases are small on purpose: two cases on four engines are eight checks, so that
// every test can say how many it expects.
#include "harness/certify/certifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "harness/certify/certificate_json.h"
#include "harness/certify/fake_laboratory.h"
#include "harness/judge/describe.h"

namespace assay {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::vector<OrderChange> kNoChange;
const std::vector<OrderChange> kDrop{{Site::lock_drop, Order::relaxed}};
const std::vector<OrderChange> kDropBefore{{Site::lock_drop, Order::seq_cst}};
constexpr std::size_t kAllChecks = 8;

const Question kClaims{.examines_sites = false};
const Question kChanged{.changes = kDrop, .examines_sites = false};

// This build weakened lock.drop, which was seq_cst.
Question review() {
  return {.review = {{.site = "lock.drop",
                      .before = Order::seq_cst,
                      .after = Order::release,
                      .direction = SiteChange::Direction::weakened}},
          .before = kDropBefore,
          .is_review = true,
          .examines_sites = false};
}

// Every certificate can be written and read again.
Certificate decide(FakeLaboratory& laboratory, const Question& question, const Watch& watch = {}) {
  Certificate certificate = Certifier(laboratory, question, watch).certify();
  const auto again = certificate_from_json(to_json(certificate));
  if (const auto* const wrong = std::get_if<std::string>(&again))
    ADD_FAILURE() << *wrong;
  else
    EXPECT_EQ(std::get<Certificate>(again), certificate);
  return certificate;
}

std::vector<std::string> words(const Certificate& certificate) {
  std::vector<std::string> all;
  for (const ClaimDecision& claim : certificate.claims)
    all.push_back(describe(claim.verdict, claim.reason));
  return all;
}

TEST(Certifier, a_sample_without_a_finding_decides_nothing) {
  FakeLaboratory laboratory;
  const Certificate certificate = decide(laboratory, kClaims);
  EXPECT_EQ(name(certificate.verdict()), "INCOMPLETE");
  EXPECT_THAT(words(certificate), ElementsAre("UNKNOWN(budget)", "UNKNOWN(budget)"));
  EXPECT_EQ(certificate.subject, "what ships");
  EXPECT_THAT(certificate.claims[0].sentence, HasSubstr("bounds of 1 cases of up to 2 agents"));
  EXPECT_THAT(certificate.claims[1].sentence, HasSubstr("bounds of 1 cases of up to 3 agents"));
  EXPECT_EQ(certificate.interrupted, false);
  EXPECT_EQ(certificate.budget_spent, false);
}

TEST(Certifier, asks_every_engine_about_every_case_of_the_core_once) {
  FakeLaboratory laboratory;
  const Certificate certificate =
      decide(laboratory, {.examines_sites = false, .executions = 40, .seed = 9});
  std::vector<std::string> tokens;
  for (const CheckRequest& request : laboratory.asked) tokens.push_back(format_token(request));
  EXPECT_THAT(tokens, ElementsAre("native:waits:-:seed9@40", "tsan:waits:-:seed9@40",
                                  "relacy:waits:-:seed9@40", "explore:waits:-:all@40",
                                  "native:stores:-:seed9@40", "tsan:stores:-:seed9@40",
                                  "relacy:stores:-:seed9@40", "explore:stores:-:all@40"));
  EXPECT_THAT(certificate.claims[0].evidence, SizeIs(4));
  EXPECT_THAT(certificate.claims[1].evidence, SizeIs(4));
}

TEST(Certifier, a_claim_of_the_control_plane_is_proved_where_each_case_is_by_some_engine) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"waits", Engine::relacy, kNoChange, ended(Verdict::proved)},
                     {"stores", Engine::native, kNoChange, ended(Verdict::proved)}};
  const Certificate certificate = decide(laboratory, kClaims);
  EXPECT_THAT(words(certificate), ElementsAre("PROVED", "UNKNOWN(blind)"));
  EXPECT_EQ(name(certificate.verdict()), "INCOMPLETE");
}

TEST(Certifier, one_case_without_a_proof_leaves_its_claim_open) {
  FakeLaboratory laboratory;
  laboratory.listings.push_back(laboratory.listings.front());
  laboratory.listings.back().name = "notifies";
  laboratory.rows = {{"notifies", {}, {}, ended(Verdict::unknown, Reason::budget)},
                     {"", Engine::relacy, {}, ended(Verdict::proved)}};
  const Certificate certificate = decide(laboratory, kClaims);
  EXPECT_THAT(words(certificate), ElementsAre("UNKNOWN(budget)", "UNKNOWN(blind)"));
  EXPECT_EQ(name(certificate.verdict()), "INCOMPLETE");
}

TEST(Certifier, an_empty_list_of_cases_proves_nothing) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"", {}, {}, ended(Verdict::proved)}};
  laboratory.listings.pop_back();  // the conformance case
  laboratory.listings.pop_back();  // the data plane's
  EXPECT_THAT(words(decide(laboratory, kClaims)), ElementsAre("PROVED", "UNKNOWN(budget)"));
  laboratory.listings.clear();
  const Certificate certificate = decide(laboratory, kClaims);
  EXPECT_THAT(words(certificate), ElementsAre("UNKNOWN(budget)", "UNKNOWN(budget)"));
  EXPECT_EQ(name(certificate.verdict()), "INCOMPLETE");
}

TEST(Certifier, a_missing_engine_certifies_nothing) {
  for (const Engine engine : kEngines) {
    FakeLaboratory laboratory;
    laboratory.dead = {engine};
    laboratory.rows = {{"", {}, {}, ended(Verdict::proved)}};
    const Certificate certificate = decide(laboratory, kClaims);
    EXPECT_THAT(words(certificate), ElementsAre("UNKNOWN(missing)", "UNKNOWN(missing)"));
    EXPECT_EQ(name(certificate.verdict()), "INCOMPLETE");
    EXPECT_THAT(laboratory.asked, Each(testing::Field(&CheckRequest::engine, testing::Ne(engine))));
    EXPECT_THAT(laboratory.asked, SizeIs(engine == Engine::axiomatic ? 8 : 6));
  }
}

TEST(Certifier, a_refutation_counts_without_the_engines_that_are_missing) {
  FakeLaboratory laboratory;
  laboratory.dead = {Engine::native, Engine::tsan};
  laboratory.rows = {{"waits", Engine::relacy, {}, ended(Verdict::refuted)}};
  EXPECT_EQ(name(decide(laboratory, kClaims).verdict()), "REFUTED");
}

TEST(Certifier, says_the_reason_that_most_wants_attention) {
  const std::vector<Reason> rising{Reason::budget, Reason::blind, Reason::bound, Reason::unreached,
                                   Reason::blocked};
  for (std::size_t weak = 0; weak < rising.size(); ++weak)
    for (std::size_t strong = weak; strong < rising.size(); ++strong) {
      FakeLaboratory laboratory;
      laboratory.rows = {{"waits", Engine::native, {}, ended(Verdict::unknown, rising[strong])},
                         {"waits", {}, {}, ended(Verdict::unknown, rising[weak])}};
      EXPECT_THAT(words(decide(laboratory, kClaims)),
                  ElementsAre(describe(Verdict::unknown, rising[strong]), "UNKNOWN(budget)"));
    }
}

TEST(Certifier, an_error_of_an_engine_is_an_error_of_the_claim) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"waits", Engine::tsan, {}, ended(Verdict::error)},
                     {"", {}, {}, ended(Verdict::proved)}};
  const Certificate certificate = decide(laboratory, kClaims);
  EXPECT_THAT(words(certificate), ElementsAre("ERROR", "UNKNOWN(blind)"));
  EXPECT_EQ(name(certificate.verdict()), "INCOMPLETE");
}

// -- refutations --------------------------------------------------------------

TEST(CertifierRefutation, of_what_ships_has_no_control_and_ends_the_search) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"waits", Engine::tsan, {}, ended(Verdict::refuted)}};
  const Certificate certificate = decide(laboratory, {.executions = 40});
  EXPECT_EQ(name(certificate.verdict()), "REFUTED");
  EXPECT_EQ(certificate.claims[0].verdict, Verdict::refuted);
  EXPECT_EQ(certificate.claims[1].verdict, Verdict::unknown);
  const Refutation expected{.case_name = "waits",
                            .engine = Engine::tsan,
                            .counterexample = {.kind = "assertion",
                                               .message = "lost",
                                               .execution = 7,
                                               .token = "tsan:waits:-:seed1@40"},
                            .budget = 40,
                            .has_control = false};
  EXPECT_EQ(certificate.claims[0].refutation, expected);
  EXPECT_THAT(laboratory.asked, SizeIs(3));
  EXPECT_THAT(certificate.claims[0].evidence, SizeIs(3));
  EXPECT_THAT(certificate.sites,
              Each(testing::Field(&SiteDecision::minimality, Minimality::not_examined)));
}

TEST(CertifierRefutation, of_a_change_counts_once_its_control_passed) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"stores", Engine::native, kDrop, ended(Verdict::refuted)}};
  Question question = kChanged;
  question.executions = 40;
  const Certificate certificate = decide(laboratory, question);
  EXPECT_THAT(words(certificate), ElementsAre("UNKNOWN(budget)", "REFUTED"));
  EXPECT_EQ(certificate.subject, "what ships with lock.drop=relaxed");
  ASSERT_EQ(certificate.claims[1].refutation.has_value(), true);
  EXPECT_EQ(certificate.claims[1].refutation->has_control, true);
  EXPECT_EQ(certificate.claims[1].refutation->budget, 40U);
  ASSERT_THAT(laboratory.asked, SizeIs(9));  // 2 looks, 4, the refutation, control, explore
  const CheckRequest control{
      .case_name = "stores", .engine = Engine::native, .executions = 40, .schedule = {.seed = 1}};
  EXPECT_EQ(laboratory.asked.at(7), control);
}

TEST(CertifierRefutation, is_found_by_the_brief_look_where_it_is_shallow) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"stores", Engine::explore, kDrop, ended(Verdict::refuted)}};
  const Certificate certificate = decide(laboratory, kChanged);
  EXPECT_THAT(words(certificate), ElementsAre("UNKNOWN(unasked)", "REFUTED"));
  // A look at each case, and the control: with the budget of the look.
  ASSERT_THAT(laboratory.asked, SizeIs(3));
  EXPECT_THAT(laboratory.asked, Each(testing::Field(&CheckRequest::executions, 20'000)));
  EXPECT_EQ(laboratory.asked[2].changes, kNoChange);
  EXPECT_EQ(certificate.claims[1].refutation->budget, 20'000U);
  EXPECT_EQ(certificate.claims[1].refutation->has_control, true);
}

TEST(CertifierRefutation, the_brief_look_is_no_longer_than_the_budget) {
  FakeLaboratory laboratory;
  Question question = kChanged;
  question.executions = 50;
  decide(laboratory, question);
  EXPECT_THAT(laboratory.asked, Each(testing::Field(&CheckRequest::executions, 50)));
  EXPECT_THAT(laboratory.asked, SizeIs(2 + kAllChecks));
}

TEST(CertifierRefutation, what_ships_is_not_looked_at_twice) {
  FakeLaboratory laboratory;
  decide(laboratory, kClaims);
  EXPECT_THAT(laboratory.asked, SizeIs(kAllChecks));
}

TEST(CertifierRefutation, does_not_count_where_the_control_fails_too) {
  for (const Verdict control : {Verdict::refuted, Verdict::error}) {
    FakeLaboratory laboratory;
    laboratory.rows = {{"waits", Engine::explore, kDrop, ended(Verdict::refuted)},
                       {"waits", Engine::explore, kNoChange, ended(control)}};
    const Certificate certificate = decide(laboratory, kChanged);
    EXPECT_THAT(words(certificate), ElementsAre("ERROR", "UNKNOWN(budget)"));
    EXPECT_EQ(certificate.claims[0].refutation.has_value(), false);
    EXPECT_EQ(name(certificate.verdict()), "INCOMPLETE");
    std::vector<std::string> messages;
    for (const Evidence& evidence : certificate.claims[0].evidence)
      messages.push_back(evidence.result.message);
    EXPECT_THAT(messages,
                testing::Contains(HasSubstr("the control does not pass: waits on explore")));
  }
}

TEST(CertifierRefutation, another_check_may_refute_what_a_broken_one_could_not) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"waits", Engine::native, kDrop, ended(Verdict::refuted)},
                     {"waits", Engine::native, kNoChange, ended(Verdict::refuted)},
                     {"waits", Engine::tsan, kDrop, ended(Verdict::refuted)}};
  const Certificate certificate = decide(laboratory, kChanged);
  EXPECT_EQ(name(certificate.verdict()), "REFUTED");
  EXPECT_EQ(certificate.claims[0].refutation->engine, Engine::tsan);
}

// A control that did not run to its end has not passed: its silence is no evidence.
TEST(CertifierRefutation, does_not_count_where_the_control_was_not_decided) {
  struct Row {
    CheckResult control;
    std::string claim;
  };
  for (const auto& [control, claim] :
       {Row{ended(Verdict::unknown, Reason::blocked), "ERROR"},
        Row{ended(Verdict::unknown, Reason::unreached), "ERROR"},
        Row{ended(Verdict::skipped, Reason::missing), "ERROR"},
        Row{ended(Verdict::unknown, Reason::interrupted), "UNKNOWN(interrupted)"}}) {
    FakeLaboratory laboratory;
    laboratory.rows = {{"waits", Engine::relacy, kDrop, ended(Verdict::refuted)},
                       {"waits", Engine::relacy, kNoChange, control}};
    const Certificate certificate = decide(laboratory, kChanged);
    EXPECT_EQ(words(certificate).at(0), claim) << describe(control);
    EXPECT_EQ(name(certificate.verdict()), "INCOMPLETE") << describe(control);
    EXPECT_EQ(certificate.claims[0].refutation.has_value(), false) << describe(control);
  }
}

// -- reviews ------------------------------------------------------------------

TEST(CertifierReview, the_control_has_the_orders_of_before) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"waits", Engine::explore, kNoChange, ended(Verdict::refuted)}};
  const Certificate certificate = decide(laboratory, review());
  EXPECT_EQ(name(certificate.verdict()), "REFUTED");
  EXPECT_EQ(certificate.claims[0].refutation->has_control, true);
  ASSERT_THAT(laboratory.asked, SizeIs(2));
  EXPECT_EQ(laboratory.asked[0].changes, kNoChange);
  EXPECT_EQ(laboratory.asked[1].changes, kDropBefore);
}

TEST(CertifierReview, a_core_that_was_broken_before_is_not_the_changes_fault) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"waits", Engine::explore, {}, ended(Verdict::refuted)}};
  const Certificate certificate = decide(laboratory, review());
  EXPECT_EQ(name(certificate.verdict()), "INCOMPLETE");
  EXPECT_THAT(words(certificate), ElementsAre("ERROR", "UNKNOWN(budget)"));
}

TEST(CertifierReview, keeps_the_changes_that_the_review_found) {
  FakeLaboratory laboratory;
  EXPECT_EQ(decide(laboratory, review()).changes, review().review);
}

TEST(CertifierChanges, have_a_direction_and_are_sorted_by_name) {
  FakeLaboratory laboratory;
  const Certificate certificate =
      decide(laboratory, {.changes = {{Site::lock_take, Order::release},
                                      {Site::lock_drop, Order::relaxed},
                                      {Site::lock_grant, Order::release},
                                      {Site::ref_inc, Order::acquire}},
                          .examines_sites = false});
  using Direction = SiteChange::Direction;
  // lock.grant has its order already.
  EXPECT_THAT(
      certificate.changes,
      ElementsAre(SiteChange{"lock.drop", Order::release, Order::relaxed, Direction::weakened},
                  SiteChange{"lock.take", Order::acquire, Order::release, Direction::sideways},
                  SiteChange{"ref.inc", Order::relaxed, Order::acquire, Direction::strengthened}));
  EXPECT_EQ(certificate.sites[static_cast<std::size_t>(Site::lock_drop)].current, Order::relaxed);
  EXPECT_EQ(certificate.sites[static_cast<std::size_t>(Site::ref_dec)].current, Order::acq_rel);
}

// -- stopping -----------------------------------------------------------------

TEST(CertifierStop, an_interrupted_run_keeps_what_it_has) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"", {}, {}, ended(Verdict::proved)}};
  const Certificate certificate =
      decide(laboratory, {}, stop_after(laboratory, 2, Reason::interrupted));
  EXPECT_EQ(certificate.interrupted, true);
  EXPECT_EQ(certificate.budget_spent, false);
  EXPECT_EQ(name(certificate.verdict()), "INCOMPLETE");
  EXPECT_THAT(words(certificate), ElementsAre("UNKNOWN(interrupted)", "UNKNOWN(interrupted)"));
  EXPECT_THAT(laboratory.asked, SizeIs(2));
  EXPECT_THAT(certificate.claims[0].evidence, SizeIs(2));
  EXPECT_THAT(certificate.claims[1].evidence, IsEmpty());
  EXPECT_THAT(certificate.sites, SizeIs(kSiteCount));
  EXPECT_THAT(certificate.sites,
              Each(testing::Field(&SiteDecision::minimality, Minimality::not_examined)));
}

TEST(CertifierStop, a_run_out_of_time_says_so) {
  for (std::size_t checks = 0; checks <= kAllChecks; ++checks) {
    FakeLaboratory laboratory;
    const Certificate certificate =
        decide(laboratory, {}, stop_after(laboratory, checks, Reason::time));
    EXPECT_EQ(certificate.budget_spent, true);
    EXPECT_EQ(certificate.interrupted, false);
    // With the last check done the claims are what they are; the sites remain.
    const std::string word = checks < kAllChecks ? "UNKNOWN(time)" : "UNKNOWN(budget)";
    EXPECT_THAT(words(certificate), ElementsAre(word, word));
    EXPECT_THAT(laboratory.asked, SizeIs(checks));
    EXPECT_THAT(certificate.sites,
                Each(testing::Field(&SiteDecision::minimality, Minimality::not_examined)));
  }
}

TEST(CertifierStop, a_refutation_found_before_the_stop_stands) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"waits", Engine::native, {}, ended(Verdict::refuted)}};
  const Certificate certificate =
      decide(laboratory, {}, stop_after(laboratory, 1, Reason::interrupted));
  EXPECT_EQ(name(certificate.verdict()), "REFUTED");
}

TEST(CertifierStop, a_brief_look_can_be_stopped_too) {
  FakeLaboratory laboratory;
  const Certificate certificate =
      decide(laboratory, kChanged, stop_after(laboratory, 1, Reason::interrupted));
  EXPECT_THAT(laboratory.asked, SizeIs(1));
  EXPECT_EQ(certificate.interrupted, true);
}

// The last check is cut short by the same signal: nobody asks afterwards.
TEST(CertifierStop, an_interruption_of_the_last_check_is_not_forgotten) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"stores", Engine::explore, {}, ended(Verdict::unknown, Reason::interrupted)}};
  const Certificate certificate =
      decide(laboratory, kClaims, stop_after(laboratory, kAllChecks, Reason::interrupted));
  EXPECT_EQ(certificate.interrupted, true);
  EXPECT_EQ(words(certificate).at(1), "UNKNOWN(interrupted)");
}

TEST(CertifierProgress, counts_every_step_and_stays_within_the_total) {
  FakeLaboratory laboratory;
  std::vector<std::uint64_t> done;
  std::uint64_t most = 0;
  decide(laboratory, {},
         {.progress = [&](std::uint64_t n, std::uint64_t total, const std::string&) {
           done.push_back(n);
           most = total;
         }});
  ASSERT_THAT(done, SizeIs(testing::Gt(kAllChecks)));
  for (std::size_t i = 0; i < done.size(); ++i) EXPECT_EQ(done[i], i);
  EXPECT_LE(done.size(), most);
}

}  // namespace
}  // namespace assay

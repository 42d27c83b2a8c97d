// How sites are examined: would a weaker order do? In the fake laboratory `waits`
// reaches the sites lock.take, lock.reset, lock.drop and weak.dec, `stores` the
// sites cell.load and cell.store; no case reaches another.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/certify/certifier.h"
#include "harness/certify/fake_laboratory.h"

namespace assay {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

using Changes = std::vector<OrderChange>;

constexpr std::size_t kClaimChecks = 8;

Certificate examine(FakeLaboratory& laboratory, const Question& question = {},
                    const Watch& watch = {}) {
  return Certifier(laboratory, question, watch).certify();
}

const SiteDecision& at(const Certificate& certificate, Site site) {
  return certificate.sites[static_cast<std::size_t>(site)];
}

std::string_view minimality(const Certificate& certificate, Site site) {
  return name(at(certificate, site).minimality);
}

// Refuted wherever this alone is changed.
FakeLaboratory::Row refuted(const char* case_name, Engine engine, Site site, Order order) {
  return {case_name, engine, Changes{{site, order}}, ended(Verdict::refuted)};
}

// The weakenings asked about, "SITE=ORDER ENGINE", in order.
std::vector<std::string> weakenings_asked(const FakeLaboratory& laboratory) {
  std::vector<std::string> all;
  for (const CheckRequest& request : laboratory.asked)
    for (const OrderChange& change : request.changes)
      all.push_back(std::string(name(change.site)) + "=" + std::string(name(change.order)) + " " +
                    std::string(name(request.engine)));
  return all;
}

TEST(CertifierSites, every_site_is_in_the_certificate_with_its_place) {
  FakeLaboratory laboratory;
  const Certificate certificate = examine(laboratory);
  ASSERT_THAT(certificate.sites, SizeIs(kSiteCount));
  for (std::size_t i = 0; i < kSiteCount; ++i) {
    EXPECT_EQ(certificate.sites[i].site, static_cast<Site>(i));
    EXPECT_EQ(certificate.sites[i].current, kSites[i].order);
  }
  EXPECT_EQ(at(certificate, Site::cell_store).where,
            "core.h:" + std::to_string(static_cast<int>(Site::cell_store)));
  EXPECT_THAT(at(certificate, Site::cell_store).reached_by, ElementsAre("stores"));
  EXPECT_EQ(at(certificate, Site::ref_dec).where, "");
  EXPECT_THAT(at(certificate, Site::ref_dec).reached_by, IsEmpty());
}

TEST(CertifierSites, unreached_is_untested_and_relaxed_is_minimal) {
  FakeLaboratory laboratory;
  const Certificate certificate = examine(laboratory);
  EXPECT_EQ(minimality(certificate, Site::ref_dec), "UNTESTED");
  EXPECT_EQ(minimality(certificate, Site::ref_inc), "UNTESTED");  // relaxed, too
  EXPECT_EQ(minimality(certificate, Site::lock_reset), "MINIMAL");
  EXPECT_THAT(at(certificate, Site::lock_reset).weakenings, IsEmpty());
}

TEST(CertifierSites, what_nothing_refutes_is_undecided) {
  FakeLaboratory laboratory;
  const SiteDecision drop = at(examine(laboratory), Site::lock_drop);
  EXPECT_EQ(name(drop.minimality), "UNDECIDED");
  ASSERT_THAT(drop.weakenings, SizeIs(1));
  EXPECT_EQ(drop.weakenings[0].order, Order::relaxed);
  EXPECT_EQ(drop.weakenings[0].refutation.has_value(), false);
  EXPECT_EQ(drop.weakenings[0].executions, 30U);  // explore's, relacy's and tsan's
}

TEST(CertifierSites, a_refuted_weakening_makes_the_site_necessary) {
  FakeLaboratory laboratory;
  laboratory.rows = {refuted("waits", Engine::tsan, Site::lock_drop, Order::relaxed)};
  const Certificate certificate = examine(laboratory, {.executions = 40});
  const SiteDecision& drop = at(certificate, Site::lock_drop);
  EXPECT_EQ(name(drop.minimality), "NECESSARY");
  const Refutation expected{.case_name = "waits",
                            .engine = Engine::tsan,
                            .counterexample = {.kind = "assertion",
                                               .message = "lost",
                                               .execution = 7,
                                               .token = "tsan:waits:lock.drop=relaxed:seed1@40"},
                            .budget = 40,
                            .has_control = true};
  EXPECT_EQ(drop.weakenings.at(0).refutation, expected);
  // Minimality says nothing of the claims.
  EXPECT_EQ(certificate.verdict(), CertificateVerdict::incomplete);
  EXPECT_EQ(certificate.claims[0].refutation.has_value(), false);
}

TEST(CertifierSites, both_halves_of_acq_rel_have_to_be_refuted) {
  FakeLaboratory laboratory;
  laboratory.rows = {refuted("waits", Engine::relacy, Site::weak_dec, Order::release)};
  const SiteDecision half = at(examine(laboratory), Site::weak_dec);
  EXPECT_EQ(name(half.minimality), "UNDECIDED");
  ASSERT_THAT(half.weakenings, SizeIs(2));
  EXPECT_EQ(half.weakenings[0].order, Order::acquire);
  EXPECT_EQ(half.weakenings[0].refutation.has_value(), false);
  EXPECT_EQ(half.weakenings[1].order, Order::release);
  EXPECT_EQ(half.weakenings[1].refutation.has_value(), true);

  laboratory.rows.push_back(refuted("waits", Engine::relacy, Site::weak_dec, Order::acquire));
  EXPECT_EQ(minimality(examine(laboratory), Site::weak_dec), "NECESSARY");
}

// Where the exhaustive engine proves each case that reaches a site, nobody else is asked.
TEST(CertifierSites, a_proved_weakening_makes_the_site_over_strong) {
  FakeLaboratory laboratory;
  const Changes drop{{Site::lock_drop, Order::relaxed}};
  laboratory.rows = {{"waits", Engine::explore, drop, ended(Verdict::proved)},
                     {"waits", Engine::explore, Changes{}, ended(Verdict::proved)}};
  const Certificate certificate = examine(laboratory);
  EXPECT_EQ(minimality(certificate, Site::lock_drop), "OVER_STRONG");
  EXPECT_EQ(at(certificate, Site::lock_drop).weakenings.at(0).is_proved, true);
  EXPECT_THAT(weakenings_asked(laboratory), Not(Contains("lock.drop=relaxed relacy")));
  ASSERT_EQ(certificate.joint.has_value(), true);
  EXPECT_EQ(certificate.joint->changes, drop);
  EXPECT_EQ(certificate.joint->is_proved, true);
}

// Each alone would do, but not both.
TEST(CertifierSites, a_joint_weakening_takes_what_still_leaves_a_proof) {
  FakeLaboratory laboratory;
  const Changes take{{Site::lock_take, Order::relaxed}};
  const Changes drop{{Site::lock_drop, Order::relaxed}};
  laboratory.rows = {{"waits", Engine::explore, take, ended(Verdict::proved)},
                     {"waits", Engine::explore, drop, ended(Verdict::proved)}};
  const Certificate certificate = examine(laboratory);
  EXPECT_EQ(minimality(certificate, Site::lock_take), "OVER_STRONG");
  EXPECT_EQ(minimality(certificate, Site::lock_drop), "OVER_STRONG");
  ASSERT_EQ(certificate.joint.has_value(), true);
  EXPECT_EQ(certificate.joint->changes, take);
}

// What is the language's is not C++'s to give away: a program asks the model.
TEST(CertifierSites, the_languages_orders_are_never_over_strong) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"stores", Engine::explore, {}, ended(Verdict::proved)}};
  EXPECT_EQ(minimality(examine(laboratory), Site::cell_store), "UNDECIDED");
  laboratory.add_program("classic/SB+sc");
  EXPECT_EQ(minimality(examine(laboratory), Site::cell_store), "UNDECIDED");
  laboratory.rows.push_back({"classic/SB+sc", Engine::axiomatic, {}, ended(Verdict::proved)});
  EXPECT_EQ(minimality(examine(laboratory), Site::cell_store), "OVER_STRONG");
}

// Each of the two exhaustive engines may refute a weakening, and both are asked.
TEST(CertifierSites, a_program_refutes_besides_a_case) {
  FakeLaboratory laboratory;
  laboratory.add_program("classic/SB+sc");
  laboratory.rows = {refuted("classic/SB+sc", Engine::axiomatic, Site::cell_store, Order::release)};
  const SiteDecision alone = at(examine(laboratory), Site::cell_store);
  EXPECT_EQ(name(alone.minimality), "NECESSARY");
  EXPECT_EQ(alone.programs, 1U);
  EXPECT_EQ(alone.weakenings.at(0).refutation->engine, Engine::axiomatic);
  EXPECT_EQ(alone.weakenings.at(0).second.has_value(), false);

  laboratory.rows.push_back(refuted("stores", Engine::explore, Site::cell_store, Order::release));
  const SiteDecision both = at(examine(laboratory), Site::cell_store);
  EXPECT_EQ(both.weakenings.at(0).refutation->engine, Engine::explore);
  ASSERT_EQ(both.weakenings.at(0).second.has_value(), true);
  EXPECT_EQ(both.weakenings.at(0).second->case_name, "classic/SB+sc");
}

TEST(CertifierSites, the_first_refutation_ends_the_search_at_its_site) {
  FakeLaboratory laboratory;
  laboratory.rows = {refuted("stores", Engine::relacy, Site::cell_store, Order::release)};
  examine(laboratory);
  EXPECT_THAT(weakenings_asked(laboratory), Contains("cell.store=release relacy").Times(1));
  EXPECT_THAT(weakenings_asked(laboratory), Not(Contains("cell.store=release tsan")));
  EXPECT_THAT(weakenings_asked(laboratory), Not(Contains("cell.store=release native")));
}

TEST(CertifierSites, only_cases_that_reach_the_site_are_asked) {
  FakeLaboratory laboratory;
  examine(laboratory);
  for (const CheckRequest& request : laboratory.asked)
    for (const OrderChange& change : request.changes)
      EXPECT_EQ(request.case_name, row(change.site).name.starts_with("cell.") ? "stores" : "waits");
}

TEST(CertifierSites, blind_engines_are_not_asked) {
  FakeLaboratory laboratory;
  examine(laboratory);
  const std::vector<std::string> asked = weakenings_asked(laboratory);
  for (const CheckRequest& request : laboratory.asked)
    for (const OrderChange& change : request.changes)
      EXPECT_NE((row(change.site).sees | kExplore | kRelacy) & bit(request.engine), 0)
          << name(change.site) << " on " << name(request.engine);
  // And those that see are.
  EXPECT_THAT(asked, Contains("weak.dec=acquire relacy").Times(1));
  EXPECT_THAT(asked, Contains("lock.take=relaxed tsan").Times(1));
  EXPECT_THAT(asked, Contains("cell.store=release native").Times(1));
}

TEST(CertifierSites, an_engine_that_is_missing_is_not_asked) {
  FakeLaboratory laboratory;
  laboratory.dead = {Engine::tsan};
  EXPECT_EQ(minimality(examine(laboratory), Site::lock_take), "UNDECIDED");
  EXPECT_THAT(weakenings_asked(laboratory), Contains("lock.take=relaxed relacy"));
  EXPECT_THAT(weakenings_asked(laboratory), Not(Contains("lock.take=relaxed tsan")));
}

TEST(CertifierSites, a_refutation_needs_a_control_among_the_evidence) {
  FakeLaboratory laboratory;
  // relacy cannot run the case as it ships, so its word on a weakening is worth nothing.
  laboratory.rows = {{"waits", Engine::relacy, Changes{}, ended(Verdict::error)},
                     refuted("waits", Engine::relacy, Site::lock_take, Order::relaxed),
                     refuted("waits", Engine::relacy, Site::lock_drop, Order::relaxed),
                     refuted("waits", Engine::tsan, Site::lock_drop, Order::relaxed)};
  const Certificate certificate = examine(laboratory);
  EXPECT_EQ(minimality(certificate, Site::lock_take), "UNDECIDED");
  EXPECT_EQ(minimality(certificate, Site::lock_drop), "NECESSARY");
  EXPECT_EQ(at(certificate, Site::lock_drop).weakenings.at(0).refutation->engine, Engine::tsan);
}

// A case that never completes as it ships fails under a weakening for no reason.
TEST(CertifierSites, a_blocked_check_is_no_control) {
  for (const Reason reason : {Reason::blocked, Reason::unreached}) {
    FakeLaboratory laboratory;
    laboratory.rows = {{"waits", Engine::relacy, Changes{}, ended(Verdict::unknown, reason)},
                       refuted("waits", Engine::relacy, Site::lock_take, Order::relaxed)};
    EXPECT_EQ(minimality(examine(laboratory), Site::lock_take), "UNDECIDED") << name(reason);
  }
}

TEST(CertifierSites, changed_sites_are_examined_first) {
  FakeLaboratory laboratory;
  const Question review{.review = {{.site = "lock.drop",
                                    .before = Order::seq_cst,
                                    .after = Order::release,
                                    .direction = SiteChange::Direction::weakened}},
                        .before = {{Site::lock_drop, Order::seq_cst}},
                        .is_review = true};
  examine(laboratory, review);
  EXPECT_EQ(weakenings_asked(laboratory).at(0), "lock.drop=relaxed explore");

  FakeLaboratory plain;
  examine(plain);
  EXPECT_EQ(weakenings_asked(plain).at(0), "cell.load=acquire explore");
}

TEST(CertifierSites, a_site_is_weakened_from_the_assignment_in_question) {
  FakeLaboratory laboratory;
  const Changes changes{{Site::cell_store, Order::release}, {Site::lock_take, Order::seq_cst}};
  const SiteDecision store =
      at(examine(laboratory, {.changes = changes, .examines_sites = true}), Site::cell_store);
  ASSERT_THAT(store.weakenings, SizeIs(1));
  EXPECT_EQ(store.weakenings[0].order, Order::relaxed);
  const Changes expected{{Site::cell_store, Order::relaxed}, {Site::lock_take, Order::seq_cst}};
  std::vector<Changes> asked;
  for (const CheckRequest& request : laboratory.asked) asked.push_back(request.changes);
  EXPECT_THAT(asked, Contains(expected));
}

// -- stopping -----------------------------------------------------------------

TEST(CertifierSitesStop, what_was_cut_is_not_examined) {
  FakeLaboratory whole;
  examine(whole);
  for (std::size_t checks = kClaimChecks; checks < whole.asked.size(); ++checks) {
    FakeLaboratory laboratory;
    const Certificate certificate =
        examine(laboratory, {}, stop_after(laboratory, checks, Reason::interrupted));
    EXPECT_EQ(certificate.interrupted, true);
    EXPECT_THAT(laboratory.asked, SizeIs(checks));
    // Reached, weakened by engines in turn; the last has nothing left to ask.
    std::size_t spent = 0;
    for (const SiteDecision& site : certificate.sites) {
      if (site.minimality != Minimality::undecided) continue;
      for (const Weakening& weakening : site.weakenings) spent += weakening.executions / 10;
    }
    EXPECT_LE(spent, checks - kClaimChecks);
    EXPECT_EQ(minimality(certificate, Site::weak_dec), "NOT_EXAMINED");
  }
}

// The signal that ends the run ends the check that runs, too. The certifier learns of
// it from the result, or by asking; both come before it speaks of the site.
TEST(CertifierSitesStop, a_check_that_was_cut_is_no_silence) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"waits", Engine::explore, Changes{{Site::weak_dec, Order::release}},
                      ended(Verdict::unknown, Reason::interrupted)}};
  bool stopped = false;
  const Watch watch{.stop = [&] {
    const Changes& changes = laboratory.asked.empty() ? Changes{} : laboratory.asked.back().changes;
    stopped = stopped || changes == Changes{{Site::weak_dec, Order::release}};
    return stopped ? Reason::interrupted : Reason::none;
  }};
  const Certificate certificate = examine(laboratory, {}, watch);
  EXPECT_EQ(certificate.interrupted, true);
  EXPECT_EQ(minimality(certificate, Site::weak_dec), "NOT_EXAMINED");
}

TEST(CertifierSitesStop, a_run_out_of_time_leaves_its_claims_as_they_are) {
  FakeLaboratory laboratory;
  laboratory.rows = {{"", {}, Changes{}, ended(Verdict::proved)}};
  const Certificate certificate =
      examine(laboratory, {}, stop_after(laboratory, kClaimChecks + 1, Reason::time));
  EXPECT_EQ(certificate.budget_spent, true);
  EXPECT_EQ(certificate.claims[0].verdict, Verdict::proved);
  EXPECT_EQ(minimality(certificate, Site::lock_drop), "NOT_EXAMINED");
}

}  // namespace
}  // namespace assay

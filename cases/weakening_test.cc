// The negative control of every certificate, one site at a time: each order site's
// weakenings are refuted where its row says that somebody sees them, and the
// counterexample replays alone.
#include "cases/engine_test.h"
#include "harness/certify/certifier.h"

namespace assay {
namespace {

struct OneWeakening {
  Site site;
  Order order;
  friend std::ostream& operator<<(std::ostream& out, const OneWeakening& w) {
    return out << name(w.site) << "=" << name(w.order);
  }
};

// All orders below what ships, down to relaxed.
std::vector<OneWeakening> weakenings() {
  std::vector<OneWeakening> all;
  for (std::size_t i = 0; i < kSiteCount; ++i)
    for (const Order order : kOrders)
      if (weaker(order, kSites[i].order) && allowed(kSites[i].operation, order))
        all.push_back({static_cast<Site>(i), order});
  return all;
}

std::string name_of(const testing::TestParamInfo<OneWeakening>& info) {
  return test_name(std::string(name(info.param.site)) + " " + std::string(name(info.param.order)));
}

Certificate certificate_with(OneWeakening weakening, std::uint64_t executions) {
  Certifier certifier(laboratory(),
                      {.changes = {{weakening.site, weakening.order}},
                       .examines_sites = false,
                       .executions = executions},
                      {});
  return certifier.certify();
}

class AWeakenedSite : public testing::TestWithParam<OneWeakening> {};

TEST_P(AWeakenedSite, is_refuted_and_replays) {
  const Certificate certificate = certificate_with(GetParam(), 3'000);
  ASSERT_EQ(name(certificate.verdict()), "REFUTED");
  for (const ClaimDecision& claim : certificate.claims) {
    if (!claim.refutation) continue;
    EXPECT_EQ(claim.refutation->has_control, true);
    const auto token = parse_token(claim.refutation->counterexample.token);
    ASSERT_EQ(std::holds_alternative<CheckRequest>(token), true);
    const CheckResult again = laboratory().check(std::get<CheckRequest>(token));
    EXPECT_EQ(again.verdict, Verdict::refuted) << told(std::get<CheckRequest>(token), again);
    EXPECT_EQ(again.counterexample->trace, claim.refutation->counterexample.trace)
        << "the replay is the same execution";
  }
}

INSTANTIATE_TEST_SUITE_P(all, AWeakenedSite, testing::ValuesIn(weakenings()), name_of);

TEST(Weakenings, reach_every_decision_about_an_order) { EXPECT_GE(weakenings().size(), 30U); }

}  // namespace
}  // namespace assay

// The verdict of a certificate: all combinations of what its claims and engines
// may have ended with.
#include "harness/certify/certificate.h"

#include <gtest/gtest.h>

#include "harness/certify/sample_certificates.h"

namespace assay {
namespace {

constexpr std::array kVerdicts{Verdict::proved, Verdict::refuted, Verdict::unknown,
                               Verdict::skipped, Verdict::error};

Certificate with_claims(Verdict control, Verdict data) {
  Certificate certificate = certified_sample();
  certificate.claims[0].verdict = control;
  certificate.claims[1].verdict = data;
  return certificate;
}

TEST(CertificateVerdict, is_certified_only_where_both_claims_are_proved) {
  for (const Verdict control : kVerdicts)
    for (const Verdict data : kVerdicts) {
      CertificateVerdict expected = CertificateVerdict::incomplete;
      if (control == Verdict::proved && data == Verdict::proved)
        expected = CertificateVerdict::certified;
      if (control == Verdict::refuted || data == Verdict::refuted)
        expected = CertificateVerdict::refuted;
      EXPECT_EQ(with_claims(control, data).verdict(), expected)
          << name(control) << ", " << name(data);
    }
}

TEST(CertificateVerdict, a_required_engine_that_did_not_run_leaves_it_incomplete) {
  for (std::size_t i = 0; i < kEngines.size(); ++i) {
    Certificate dead = certified_sample();
    dead.engines[i].status = Verdict::error;
    EXPECT_EQ(dead.verdict(), CertificateVerdict::incomplete);
    Certificate absent = certified_sample();
    absent.engines.erase(absent.engines.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_EQ(absent.verdict(), CertificateVerdict::incomplete);
  }
}

TEST(CertificateVerdict, a_refutation_counts_without_the_other_engines) {
  Certificate certificate = refuted_sample();
  certificate.engines.clear();
  EXPECT_EQ(certificate.verdict(), CertificateVerdict::refuted);
}

TEST(CertificateVerdict, nothing_claimed_is_nothing_certified) {
  Certificate certificate = certified_sample();
  certificate.claims.clear();
  EXPECT_EQ(certificate.verdict(), CertificateVerdict::incomplete);
  EXPECT_EQ(Certificate{}.verdict(), CertificateVerdict::incomplete);
}

TEST(CertificateVerdict, minimality_and_an_interrupted_sweep_never_change_it) {
  Certificate certificate = certified_sample();
  certificate.interrupted = true;
  certificate.budget_spent = true;
  for (SiteDecision& site : certificate.sites) site.minimality = Minimality::over_strong;
  EXPECT_EQ(certificate.verdict(), CertificateVerdict::certified);
}

TEST(CertificateVerdict, has_the_exit_code_of_the_contract) {
  EXPECT_EQ(exit_code(CertificateVerdict::certified), 0);
  EXPECT_EQ(exit_code(CertificateVerdict::refuted), 3);
  EXPECT_EQ(exit_code(CertificateVerdict::incomplete), 4);
}

}  // namespace
}  // namespace assay

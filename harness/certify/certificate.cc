#include "harness/certify/certificate.h"

#include <algorithm>

namespace assay {

CertificateVerdict Certificate::verdict() const {
  const auto claim_is = [](Verdict verdict) {
    return [verdict](const ClaimDecision& claim) { return claim.verdict == verdict; };
  };
  if (std::any_of(claims.begin(), claims.end(), claim_is(Verdict::refuted)))
    return CertificateVerdict::refuted;
  // An engine that is not in the list did not run either.
  const bool all_ran = std::all_of(kEngines.begin(), kEngines.end(), [this](Engine engine) {
    return std::any_of(engines.begin(), engines.end(), [engine](const EngineReport& report) {
      return report.declaration.engine == engine && report.status == Verdict::proved;
    });
  });
  const bool all_proved =
      !claims.empty() && std::all_of(claims.begin(), claims.end(), claim_is(Verdict::proved));
  return all_proved && all_ran ? CertificateVerdict::certified : CertificateVerdict::incomplete;
}

}  // namespace assay

#include "harness/certify/tally.h"

namespace assay {

Tally tally(const Certificate& certificate) {
  Tally sum;
  for (const SiteChange& change : certificate.changes) ++sum.changes[change.direction];
  for (const ClaimDecision& claim : certificate.claims) {
    ++sum.claims[claim.verdict];
    for (const Evidence& evidence : claim.evidence) ++sum.checks[evidence.result.verdict];
  }
  for (const EngineReport& engine : certificate.engines) ++sum.engines[engine.status];
  for (const SiteDecision& site : certificate.sites) {
    ++sum.sites[site.minimality];
    for (const Weakening& weakening : site.weakenings) {
      ++sum.weakenings;
      if (weakening.refutation) ++sum.weakenings_refuted;
    }
  }
  return sum;
}

}  // namespace assay

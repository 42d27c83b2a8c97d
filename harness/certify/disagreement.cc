#include "harness/certify/disagreement.h"

#include <map>
#include <set>

namespace assay {

std::vector<Disagreement> disagreements(const Certificate& certificate) {
  struct Sides {
    std::set<Engine> proved, refuted;
  };
  std::map<std::string, Sides> cases;
  for (const ClaimDecision& claim : certificate.claims)
    for (const Evidence& evidence : claim.evidence) {
      Sides& sides = cases[evidence.case_name];
      if (evidence.result.verdict == Verdict::proved) sides.proved.insert(evidence.engine);
      if (evidence.result.verdict == Verdict::refuted) sides.refuted.insert(evidence.engine);
    }
  std::vector<Disagreement> found;
  for (const auto& [case_name, sides] : cases)
    if (!sides.proved.empty() && !sides.refuted.empty())
      found.push_back({case_name,
                       {sides.proved.begin(), sides.proved.end()},
                       {sides.refuted.begin(), sides.refuted.end()}});
  return found;
}

}  // namespace assay

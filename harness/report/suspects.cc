#include "harness/report/suspects.h"

#include <algorithm>

#include "harness/execution/token.h"

namespace assay {

std::vector<Suspect> suspects_of(const Certificate& certificate, const Refutation& refutation) {
  std::vector<Suspect> out;
  const auto add = [&out](Site site, Order before, Order now) {
    const bool known = std::any_of(out.begin(), out.end(),
                                   [site](const Suspect& each) { return each.site == site; });
    if (!known && before != now && !weaker(before, now)) out.push_back({site, before, now});
  };
  const auto request = parse_token(refutation.counterexample.token);
  if (const auto* parsed = std::get_if<CheckRequest>(&request))
    for (const OrderChange& change : parsed->changes)
      add(change.site, row(change.site).order, change.order);
  for (const SiteChange& change : certificate.changes)
    if (const auto site = find_site(change.site); site && change.before && change.after)
      add(*site, *change.before, *change.after);
  return out;
}

}  // namespace assay

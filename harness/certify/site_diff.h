// What changed between two site tables.
//
// Thread safety: values only.
// Invariants: sorted by name; a site that is the same in both is not in it;
// diff(a, b) is empty only where a and b hold the same rows.
#pragma once

#include <vector>

#include "harness/certify/certificate.h"
#include "harness/certify/site_table.h"

namespace assay {

// Weakened and strengthened by assay::weaker. Sideways: the orders are
// incomparable (acquire and release), or the order stayed and the operation
// under it became another. A renamed site is one removed and one added.
std::vector<SiteChange> diff(const SiteTable& before, const SiteTable& after);

}  // namespace assay

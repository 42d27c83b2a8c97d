// The sites whose order is weaker in a failing execution than in its control.
//
// Thread safety: values only.
// Invariants: no site twice; an order that went up is no suspect.
#pragma once

#include <vector>

#include "harness/certify/certificate.h"

namespace assay {

struct Suspect {
  Site site{};
  Order before{}, now{};
  friend bool operator==(const Suspect&, const Suspect&) = default;
};

// Of a claim's refutation: what its token changes, and what the review found.
std::vector<Suspect> suspects_of(const Certificate& certificate, const Refutation& refutation);

}  // namespace assay

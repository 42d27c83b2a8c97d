// Engines that disagree about a case: one proves what another refutes. Either an engine is
// wrong, or one of them sees what the other declares it cannot.
//
// Thread safety: pure function.
// Invariants: a function of the certificate alone; sorted by case.
#pragma once

#include <string>
#include <vector>

#include "harness/certify/certificate.h"

namespace assay {

struct Disagreement {
  std::string case_name;
  std::vector<Engine> proved;   // ascending; not empty
  std::vector<Engine> refuted;  // ascending; not empty
  friend bool operator==(const Disagreement&, const Disagreement&) = default;
};

std::vector<Disagreement> disagreements(const Certificate& certificate);

}  // namespace assay

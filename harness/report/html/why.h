// Why an execution breaks: which sites are weaker than in the control, and what that costs, in
// sentences.
//
// Thread safety: values only.
// Invariants: says of the execution only what its trace tells, and of a pairing that the trace
// does not tell that it is the site table's.
#pragma once

#include <string>
#include <vector>

#include "harness/certify/certificate.h"
#include "harness/report/html/relations.h"

namespace assay {

// The sites that are weaker in a claim's execution than before: what its token changes, and what
// the review found. Sites whose order went up are none.
std::vector<Suspect> suspects_of(const Certificate& certificate, const Refutation& refutation);

// Two or three sentences; never empty.
std::vector<std::string> why(const Counterexample& counterexample,
                             const std::vector<Suspect>& suspects);

}  // namespace assay

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

// Two or three sentences; never empty.
std::vector<std::string> why(const Counterexample& counterexample,
                             const std::vector<Suspect>& suspects);

}  // namespace assay

// One call for code of your own: explores a case, says on stdout what came of it, and
// returns the exit code that says the same.
//
//   int main() { return assay::explore::verify<my_case>(); }
//
// Thread safety: one exploration per thread at a time.
// Invariants: 0 only for PROVED; 1 for a case that is wrong itself; 3 REFUTED, with the
// execution; 4 UNKNOWN, with the reason (execution/verdict.h has them all).
#pragma once

#include <ostream>

#include "harness/engines/explore/atomic.h"
#include "harness/engines/explore/explore.h"

namespace assay::explore {

int verify(const CaseEntry& entry, const Options& options, std::ostream& out);
int verify(const CaseEntry& entry, const Options& options);

template <class Case>
int verify(const Options& options = {}) {
  return verify(case_entry<Case>(), options);
}

}  // namespace assay::explore

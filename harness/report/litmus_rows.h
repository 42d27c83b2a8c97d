// The litmus programs of a certificate, as its views show them: by family, then by name.
//
// Thread safety: values only; they point into the certificate.
// Invariants: every check of the axiomatic engine is in one family, and is counted once.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/certify/certificate.h"

namespace assay {

// "javascript/order" of "javascript/order/MP+sc".
std::string family_of(const std::string& program);

struct LitmusFamily {
  std::vector<const Evidence*> programs;  // by name
  std::uint64_t proved = 0, refuted = 0, not_lowered = 0, open = 0;
  // Of the programs that were lowered.
  std::uint64_t allowed = 0;    // outcomes, by the model
  std::uint64_t produced = 0;   // of those, by the core
  std::uint64_t forbidden = 0;  // by the model, and produced
};

std::map<std::string, LitmusFamily> litmus_families(const Certificate& certificate);

// What an outcome shows: "agree" (allowed and produced), "not produced", "disagree".
std::string_view row_verdict(const LitmusOutcome& outcome);

// The table of families in the terminal certificate, and the programs not lowered; empty
// where no program was asked.
std::string litmus_section(const Certificate& certificate);

}  // namespace assay

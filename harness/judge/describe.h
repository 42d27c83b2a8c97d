// Results in one word, as they stand in expectations and in reports:
// "REFUTED(data race)", "UNKNOWN(budget)", "PROVED".
//
// Thread safety: values only.
// Invariants: equal results have equal words.
#pragma once

#include <string>
#include <string_view>

#include "harness/execution/check.h"

namespace assay {

std::string describe(const CheckResult& result);
std::string describe(Verdict verdict, Reason reason);

// Whether a check may serve as a control: it ran, asserted, and found nothing.
bool passes(const CheckResult& result);

// Whether a text is such a word, or several, separated by '|'.
bool is_expectation(std::string_view text);

// Whether a word is one of those expected, which are separated by '|'.
bool meets(std::string_view word, std::string_view expected);

}  // namespace assay

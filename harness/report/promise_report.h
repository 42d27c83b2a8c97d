// Promises of memory as text and as JSON, for each command that judges some.
//
// Thread safety: values only.
// Invariants: text fits 80 columns; what was skipped is counted, zero too, and its reason
// is said; a promise that is OFF is exit code 1.
#pragma once

#include <string>
#include <vector>

#include "harness/footprint/promise.h"

namespace assay {

enum class Unit : std::uint8_t { megabytes, plain };

// A row each, then a sentence for what is not held, then the counts.
std::string promise_text(const std::vector<Promise>& promises, Unit unit);
std::string promise_json(const std::vector<Promise>& promises);  // an array
std::string count_json(const std::vector<Promise>& promises);    // an object
int exit_code(const std::vector<Promise>& promises);

// -- words --------------------------------------------------------------------------
std::string megabytes(std::int64_t bytes);  // "80.0"
// "76.0 to 84.0", or one figure where nothing else may be.
std::string range_words(const Promise& promise, Unit unit);
std::string figure_words(std::int64_t figure, Unit unit);
// "core, allocated once, by its size: external is 4 bytes, 76.0 to 84.0 MB was promised".
std::string shortfall(const Promise& promise, Unit unit);
// "16 held, 0 OFF, 1 differs, 0 SKIPPED".
std::string judgement_counts(const std::vector<Promise>& promises);

}  // namespace assay

// What sharing promises of memory, and whether figures keep it.
//
// Thread safety: values only.
// Invariants: a promise says which figure was looked at and what it may be; nothing is
// held that was not measured. `differs` is for a figure by which Node is known to count
// otherwise, and does not fail; `off` does.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/footprint/footprint.h"

namespace assay {

enum class Judgement : std::uint8_t { held, off, differs, skipped };
inline constexpr std::array<std::string_view, 4> kJudgementNames{"held", "OFF", "differs",
                                                                 "SKIPPED"};
constexpr std::string_view name(Judgement judgement) {
  return kJudgementNames[static_cast<std::size_t>(judgement)];
}

struct Promise {
  Subject subject = Subject::core;
  std::string promise;     // "allocated once: …"
  std::string figure;      // "external, received less allocated"
  std::int64_t found = 0;  // bytes
  std::int64_t least = 0;  // what it may be, both included
  std::int64_t most = 0;
  Judgement judgement = Judgement::held;
  std::string reason{};  // of skipped
  friend bool operator==(const Promise&, const Promise&) = default;
};

// The promises of `footprints`, one of each scenario for a subject. A scenario that is not
// there has its promises skipped, with `reason`.
std::vector<Promise> judge_memory(Subject subject, const Dataset& dataset,
                                  const std::vector<Footprint>& footprints,
                                  const std::string& reason);

// How many were judged so.
std::size_t count(const std::vector<Promise>& promises, Judgement judgement);

}  // namespace assay

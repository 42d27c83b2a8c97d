// What the words of a certificate mean, in a few words each.
//
// Thread safety: constants only.
// Invariants: every enumerator has its words, but Reason::none.
#pragma once

#include <array>
#include <string_view>

#include "harness/certify/certificate.h"

namespace assay {

inline constexpr std::array<std::string_view, kReasonNames.size()> kReasonWords{
    "",
    "the executions are spent, and a sampler never proves",
    "the engines that ran cannot express it",
    "a loop or event limit cut the search",
    "no execution completed",
    "an assertion was never evaluated",
    "accesses of different width overlap",
    "an engine or its support is not on this machine",
    "the run was stopped",
    "the time of the run was spent before its end",
    "another claim was refuted first"};

inline constexpr std::array<std::string_view, kMinimalityNames.size()> kMinimalityWords{
    "every next weaker order is refuted",
    "already relaxed",
    "a weaker order is proved within the bounds",
    "not refuted, and nothing that ran can prove it",
    "no case reaches it",
    "the run did not come to it"};

constexpr std::string_view explain(Reason r) { return kReasonWords[static_cast<std::size_t>(r)]; }
constexpr std::string_view explain(Minimality m) {
  return kMinimalityWords[static_cast<std::size_t>(m)];
}

}  // namespace assay

// The numbers of a certificate: how many of its parts ended how.
//
// Every view states the same ones, and states zero too.
//
// Thread safety: values only.
// Invariants: a function of the certificate alone; each array is indexed by the
// enumerators of its key.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "harness/certify/certificate.h"

namespace assay {

// How many there are of each enumerator.
template <typename Enum, std::size_t N>
struct Counts {
  std::array<std::uint64_t, N> of{};

  constexpr std::uint64_t& operator[](Enum e) { return of[static_cast<std::size_t>(e)]; }
  constexpr std::uint64_t operator[](Enum e) const { return of[static_cast<std::size_t>(e)]; }
  constexpr std::uint64_t sum() const {
    std::uint64_t all = 0;
    for (const std::uint64_t n : of) all += n;
    return all;
  }
  friend bool operator==(const Counts&, const Counts&) = default;
};

using VerdictCounts = Counts<Verdict, kVerdictNames.size()>;

struct Tally {
  Counts<SiteChange::Direction, kDirectionNames.size()> changes;
  VerdictCounts claims;
  VerdictCounts checks;   // the evidence of all claims
  VerdictCounts engines;  // by status
  Counts<Minimality, kMinimalityNames.size()> sites;
  std::uint64_t weakenings = 0;          // tried: the negative controls
  std::uint64_t weakenings_refuted = 0;  // of those
  friend bool operator==(const Tally&, const Tally&) = default;
};

Tally tally(const Certificate& certificate);

}  // namespace assay

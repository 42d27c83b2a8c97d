// How a command is given an engine that samples: a function from a compiled test to
// what was seen, whatever World is behind it.
//
// Thread safety: one sample at a time.
// Invariants: none.
#pragma once

#include <cstdint>
#include <functional>

#include "harness/program/outcomes.h"

namespace assay::litmus {

struct SampleOptions {
  std::uint64_t rounds = 100'000;
  std::uint64_t seed = 1;  // of the delays that shake the agents
  // The number of race reports so far in this process; empty: nobody watches.
  std::function<std::uint64_t()> races;
};

using Sampler = std::function<Sample(const Code&, const SampleOptions&)>;

// Real threads on the World that ships. Others: `sample<W>` of sampler.h.
Sample sample_native(const Code& code, const SampleOptions& options);

}  // namespace assay::litmus

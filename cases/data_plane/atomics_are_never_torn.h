// A 64-bit element is stored as one of two patterns and read whole, always.
// Reference: ECMA-262, IsNoTearConfiguration: BigInt64 is tear-free with seq-cst.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct AtomicsAreNeverTorn {
  static constexpr CaseInfo kInfo{.name = "atomics_are_never_torn",
                                  .claim = "Atomics.load of a BigInt64 never mixes two stores",
                                  .bounds = "3 agents: 2 write twice, 1 reads twice",
                                  .plane = Plane::data,
                                  .agents = 3};

  static constexpr std::int64_t kOnes = -1;
  static constexpr std::int64_t kHalves = 0x0123'4567'89AB'CDEF;
  Stage<W, 3, 1, 2, std::int64_t> stage;

  void before() { stage.open(); }
  void agent(int me) {
    for (int round = 0; round < 2; ++round) {
      if (me < 2) {
        stage.store(me, 0, me == 0 ? kOnes : kHalves);
        continue;
      }
      const std::int64_t seen = stage.load(me, 0);
      W::check(seen == 0 || seen == kOnes || seen == kHalves, "the value is a mix of two stores");
    }
  }
  void after() { stage.close(); }
};

}  // namespace assay::cases

// Message passing: data is written by plain indexing, a flag by Atomics.store. Who
// sees the flag sees the data, and there is no race.
// Reference: MP+flag_sc; ECMA-262, synchronizes-with.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct AtomicsPublishPlainData {
  static constexpr CaseInfo kInfo{
      .name = "atomics_publish_plain_data",
      .claim = "who sees a flag of Atomics.store sees what was written before",
      .bounds = "2 agents, 1 message",
      .plane = Plane::data,
      .agents = 2};

  Stage<W, 2, 2> stage;
  static constexpr std::size_t kData = 0;
  static constexpr std::size_t kFlag = 1;

  void before() { stage.open(); }
  void agent(int me) {
    if (me == 0) {
      stage.view(0).set(kData, 42);
      stage.store(0, kFlag, 1);
    } else if (stage.load(1, kFlag) == 1) {
      W::check(stage.view(1).get(kData) == 42, "the flag was seen, the data was not");
    }
  }
  void after() {
    W::check(stage.load(0, kFlag) == 1, "the flag is set in the end");
    stage.close();
  }
};

}  // namespace assay::cases

// Message passing where the flag is raised and read by Atomics.add.
// Reference: MP with read-modify-writes; ECMA-262, synchronizes-with.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct ReadModifyWritesPublishPlainData {
  static constexpr CaseInfo kInfo{
      .name = "read_modify_writes_publish_plain_data",
      .claim = "who sees a flag of Atomics.add sees what was written before",
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
      stage.add(0, kFlag, 1);
    } else if (stage.add(1, kFlag, 2) == 1) {
      W::check(stage.view(1).get(kData) == 42, "the flag was seen, the data was not");
    }
  }
  void after() {
    W::check(stage.load(0, kFlag) == 3, "both additions count");
    stage.close();
  }
};

}  // namespace assay::cases

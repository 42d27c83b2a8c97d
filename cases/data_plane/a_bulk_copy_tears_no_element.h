// An agent copies elements of two patterns over one place; another reads the place
// meanwhile. It finds one pattern or the other, never halves of both.
// Reference: invariant I13; site 5; test262 PR 4369.
#pragma once

#include "cases/stage.h"
#include "harness/subject/bulk.h"

namespace assay::cases {

template <World W>
struct ABulkCopyTearsNoElement {
  static constexpr CaseInfo kInfo{.name = "a_bulk_copy_tears_no_element",
                                  .claim = "a copy moves each element whole",
                                  .bounds = "2 agents, 8 copies, 8 reads",
                                  .plane = Plane::data,
                                  .agents = 2,
                                  .races = Races::are_allowed,
                                  .native_executions = 8'000,
                                  .relacy_executions = 500};

  static constexpr std::int32_t kOnes = 0x11111111;
  static constexpr std::int32_t kTwos = 0x22222222;
  static constexpr int kTimes = 8;
  Stage<W, 2, 3> stage;

  void before() {
    stage.open();
    stage.view(0).set(0, kOnes);
    stage.view(0).set(1, kTwos);
    stage.view(0).set(2, kOnes);
  }
  void agent(int me) {
    for (int i = 0; i < kTimes; ++i) {
      if (me == 0) {
        bulk::copy_within(stage.view(0), 2, i % 2 == 0 ? 1 : 0, i % 2 == 0 ? 2 : 1);
      } else {
        const std::int32_t seen = stage.view(1).get(2).value_or(0);
        W::check(seen == kOnes || seen == kTwos, "an element was torn");
      }
    }
  }
  void after() { stage.close(); }
};

}  // namespace assay::cases

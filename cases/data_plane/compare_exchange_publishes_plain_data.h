// Message passing where the flag is raised by a compareExchange that succeeds and
// read by one that may fail. A failed one is a seq-cst read, so it acquires.
// Reference: MP; ECMA-262, Atomics.compareExchange: no write event on failure.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct CompareExchangePublishesPlainData {
  static constexpr CaseInfo kInfo{
      .name = "compare_exchange_publishes_plain_data",
      .claim = "who sees a flag by compareExchange, failed or not, sees what was written before",
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
      const std::int32_t found = must<W>(atomics::compare_exchange(stage.view(0), kFlag, 0, 1));
      W::check(found == 0, "nobody else raises the flag");
      return;
    }
    // Expects what is never there: always fails, and reads.
    const std::int32_t found = must<W>(atomics::compare_exchange(stage.view(1), kFlag, 7, 8));
    if (found == 1) W::check(stage.view(1).get(kData) == 42, "the flag was seen, the data was not");
  }
  void after() {
    W::check(stage.load(0, kFlag) == 1, "a failed compareExchange writes nothing");
    stage.close();
  }
};

}  // namespace assay::cases

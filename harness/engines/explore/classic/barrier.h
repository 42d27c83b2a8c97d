// A central barrier: the last to arrive lets all others go.
#pragma once

#include <array>

#include "harness/engines/explore/classic/classic.h"

namespace assay::explore::classic {

enum class BarrierFlaw { none, relaxed_arrival, relaxed_departure, counts_without_atomicity };

template <BarrierFlaw kFlaw, int N>
struct barrier {
  static constexpr CaseInfo kInfo{.name = "barrier", .agents = N};
  std::array<var<int>, std::size_t{N}> parts;
  atomic<int> arrived;
  atomic<int> open;

  int arrive() {
    if (kFlaw != BarrierFlaw::counts_without_atomicity)
      return arrived.fetch_add(1, kFlaw == BarrierFlaw::relaxed_arrival ? relaxed : acq_rel);
    const int before = arrived.load(acquire);
    arrived.store(before + 1, release);
    return before;
  }
  void agent(int i) {
    parts[static_cast<std::size_t>(i)].set(i + 1);
    if (arrive() == N - 1)
      open.store(1, release);
    else
      open.await(1, kFlaw == BarrierFlaw::relaxed_departure ? relaxed : acquire);
    const std::size_t next = static_cast<std::size_t>((i + 1) % N);
    check(parts[next].get() == static_cast<int>(next) + 1, "what came before the barrier is seen");
  }
};

}  // namespace assay::explore::classic

// Dekker's algorithm: two agents, mutual exclusion from loads and stores alone.
// Reference: Dijkstra, Cooperating sequential processes (1965).
#pragma once

#include <array>

#include "harness/engines/explore/classic/classic.h"

namespace assay::explore::classic {

enum class DekkerFlaw { none, acquire_release, no_turn };

template <DekkerFlaw kFlaw>
struct dekker {
  static constexpr CaseInfo kInfo{.name = "Dekker", .agents = 2};
  static constexpr auto kStore = kFlaw == DekkerFlaw::acquire_release ? release : seq_cst;
  static constexpr auto kLoad = kFlaw == DekkerFlaw::acquire_release ? acquire : seq_cst;
  std::array<atomic<int>, 2> wants;
  atomic<int> turn;
  Protected data;

  void agent(int i) {
    atomic<int>& mine = wants[static_cast<std::size_t>(i)];
    atomic<int>& theirs = wants[static_cast<std::size_t>(1 - i)];
    mine.store(1, kStore);
    while (theirs.load(kLoad) != 0) {
      if (kFlaw != DekkerFlaw::no_turn && turn.load(kLoad) != i) {
        mine.store(0, kStore);
        turn.await(i, kLoad);
        mine.store(1, kStore);
      } else {
        theirs.await(0, kLoad);
      }
    }
    data.enter();
    turn.store(1 - i, kStore);
    mine.store(0, kStore);
  }
  void after() { data.expect(2); }
};

}  // namespace assay::explore::classic

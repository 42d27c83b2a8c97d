// Peterson's algorithm: as Dekker's, simpler.
// Reference: Peterson, Myths about the mutual exclusion problem (1981).
#pragma once

#include <array>

#include "harness/engines/explore/classic/classic.h"

namespace assay::explore::classic {

enum class PetersonFlaw { none, acquire_release, turn_before_flag };

template <PetersonFlaw kFlaw>
struct peterson {
  static constexpr CaseInfo kInfo{.name = "Peterson", .agents = 2};
  static constexpr auto kStore = kFlaw == PetersonFlaw::acquire_release ? release : seq_cst;
  static constexpr auto kLoad = kFlaw == PetersonFlaw::acquire_release ? acquire : seq_cst;
  std::array<atomic<int>, 2> wants;
  atomic<int> turn;
  Protected data;

  void agent(int i) {
    atomic<int>& mine = wants[static_cast<std::size_t>(i)];
    const atomic<int>& theirs = wants[static_cast<std::size_t>(1 - i)];
    if (kFlaw == PetersonFlaw::turn_before_flag) turn.store(1 - i, kStore);
    mine.store(1, kStore);
    if (kFlaw != PetersonFlaw::turn_before_flag) turn.store(1 - i, kStore);
    await([&] { return theirs.load(kLoad) == 0 || turn.load(kLoad) == i; });
    data.enter();
    mine.store(0, kStore);
  }
  void after() { data.expect(2); }
};

}  // namespace assay::explore::classic

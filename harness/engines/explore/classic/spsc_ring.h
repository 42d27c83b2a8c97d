// A ring for one producer and one consumer.
// Reference: Lamport, Specifying concurrent program modules (1983).
#pragma once

#include <array>

#include "harness/engines/explore/classic/classic.h"

namespace assay::explore::classic {

enum class RingFlaw { none, relaxed_publication, relaxed_release_of_slot, frees_slot_early };

template <RingFlaw kFlaw, int kItems>
struct spsc_ring {
  static constexpr CaseInfo kInfo{.name = "SPSC ring", .agents = 2};
  static constexpr int kSlots = 2;
  std::array<var<int>, kSlots> slots;
  atomic<int> pushed;
  atomic<int> popped;

  void push(int i) {
    await([&] { return i - popped.load(acquire) < kSlots; });
    slots[static_cast<std::size_t>(i % kSlots)].set(i);
    pushed.store(i + 1, kFlaw == RingFlaw::relaxed_publication ? relaxed : release);
  }
  int pop(int i) {
    const auto order = kFlaw == RingFlaw::relaxed_release_of_slot ? relaxed : release;
    await([&] { return pushed.load(acquire) > i; });
    if (kFlaw == RingFlaw::frees_slot_early) popped.store(i + 1, order);
    const int item = slots[static_cast<std::size_t>(i % kSlots)].get();
    if (kFlaw != RingFlaw::frees_slot_early) popped.store(i + 1, order);
    return item;
  }
  void agent(int me) {
    for (int i = 0; i < kItems; ++i)
      if (me == 0)
        push(i);
      else
        check(pop(i) == i, "items come in order");
  }
};

}  // namespace assay::explore::classic

// The work-stealing deque: its owner pushes and takes at one end, thieves steal at the
// other. Without growth.
// Reference: Chase and Lev, Dynamic circular work-stealing deque (2005); the orders are of
// Lê, Pop, Cohen and Zappa Nardelli, Correct and efficient work-stealing for weak memory
// models (2013).
#pragma once

#include <array>

#include "harness/engines/explore/classic/classic.h"

namespace assay::explore::classic {

enum class DequeFlaw {
  none,
  no_fence_in_take,
  no_fence_in_steal,
  relaxed_push,
  no_exchange_at_last
};

// The owner pushes two items and takes two; each thief tries to steal one.
template <DequeFlaw kFlaw, int kThieves>
struct chase_lev_deque {
  static constexpr CaseInfo kInfo{.name = "Chase-Lev deque", .agents = kThieves + 1};
  static constexpr int kItems = 2;
  atomic<int> top;
  atomic<int> bottom;
  std::array<atomic<int>, kItems> items;
  std::array<atomic<int>, kItems + 1> taken;  // how often each item was

  void push(int item) {
    const int b = bottom.load(relaxed);
    items[static_cast<std::size_t>(b)].store(item, relaxed);
    if (kFlaw != DequeFlaw::relaxed_push) fence(release);
    bottom.store(b + 1, relaxed);
  }
  int take() {
    const int b = bottom.load(relaxed) - 1;
    bottom.store(b, relaxed);
    if (kFlaw != DequeFlaw::no_fence_in_take) fence(seq_cst);
    int t = top.load(relaxed);
    int item = 0;
    if (t <= b) {
      item = items[static_cast<std::size_t>(b)].load(relaxed);
      if (t < b) return item;
      if (kFlaw != DequeFlaw::no_exchange_at_last &&
          !top.compare_exchange_strong(t, t + 1, seq_cst, relaxed))
        item = 0;
    }
    bottom.store(b + 1, relaxed);
    return item;
  }
  int steal() {
    int t = top.load(acquire);
    if (kFlaw != DequeFlaw::no_fence_in_steal) fence(seq_cst);
    if (t >= bottom.load(acquire)) return 0;
    const int item = items[static_cast<std::size_t>(t)].load(relaxed);
    check(item != 0, "an item is there before it can be stolen");
    return top.compare_exchange_strong(t, t + 1, seq_cst, relaxed) ? item : 0;
  }
  void took(int item) {
    if (item == 0) return;
    check(taken[static_cast<std::size_t>(item)].fetch_add(1, relaxed) == 0,
          "an item is taken once");
  }
  void agent(int i) {
    if (i != 0) return took(steal());
    push(1);
    push(2);
    took(take());
    took(take());
  }
};

}  // namespace assay::explore::classic

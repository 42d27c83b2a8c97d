// The MCS lock: a queue of agents, each spinning on a flag of its own.
// Reference: Mellor-Crummey and Scott, Algorithms for scalable synchronization (1991).
#pragma once

#include <array>

#include "harness/engines/explore/classic/classic.h"

namespace assay::explore::classic {

enum class McsFlaw { none, relaxed_hand_over, relaxed_wait, late_flag };

template <McsFlaw kFlaw, int N>
struct mcs_lock {
  static constexpr CaseInfo kInfo{.name = "MCS lock", .agents = N};
  struct Node {
    atomic<Node*> next;
    atomic<int> waits;
  };
  std::array<Node, std::size_t{N}> nodes;
  atomic<Node*> tail;
  Protected data;

  void lock(Node& mine) {
    mine.next.store(nullptr, relaxed);
    Node* const before = tail.exchange(&mine, acq_rel);
    if (before == nullptr) return;
    // The flag stands before the one in front can know of us, and lower it.
    if (kFlaw != McsFlaw::late_flag) mine.waits.store(1, relaxed);
    before->next.store(&mine, release);
    if (kFlaw == McsFlaw::late_flag) mine.waits.store(1, relaxed);
    mine.waits.await(0, kFlaw == McsFlaw::relaxed_wait ? relaxed : acquire);
  }
  void unlock(Node& mine) {
    Node* next = mine.next.load(acquire);
    if (next == nullptr) {
      Node* expected = &mine;
      if (tail.compare_exchange_strong(expected, nullptr, release, relaxed)) return;
      await([&] { return (next = mine.next.load(acquire)) != nullptr; });
    }
    next->waits.store(0, kFlaw == McsFlaw::relaxed_hand_over ? relaxed : release);
  }
  void agent(int i) {
    Node& mine = nodes[static_cast<std::size_t>(i)];
    lock(mine);
    data.enter();
    unlock(mine);
  }
  void after() { data.expect(N); }
};

}  // namespace assay::explore::classic

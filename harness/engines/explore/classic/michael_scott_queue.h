// The queue of Michael and Scott; nodes are not reused.
// Reference: Michael and Scott, Simple, fast, and practical concurrent queues (1996).
#pragma once

#include <array>

#include "harness/engines/explore/classic/classic.h"

namespace assay::explore::classic {

enum class QueueFlaw { none, relaxed_link, relaxed_reading, head_without_exchange };

template <QueueFlaw kFlaw, int kProducers, int kConsumers>
struct michael_scott_queue {
  static constexpr CaseInfo kInfo{.name = "Michael-Scott queue", .agents = kProducers + kConsumers};
  struct Node {
    atomic<Node*> next;
    var<int> item;
    var<int> taken;
  };
  std::array<Node, std::size_t{kProducers} + 1> nodes;  // the last is the sentinel at first
  atomic<Node*> head{&nodes[kProducers]};
  atomic<Node*> tail{&nodes[kProducers]};

  static constexpr auto kLink = kFlaw == QueueFlaw::relaxed_link ? relaxed : release;
  static constexpr auto kFollow = kFlaw == QueueFlaw::relaxed_reading ? relaxed : acquire;

  void enqueue(Node& node, int item) {
    node.item.set(item);
    for (;;) {
      Node* last = tail.load(acquire);
      Node* next = last->next.load(acquire);
      if (next != nullptr) {  // somebody is not done yet: help
        tail.compare_exchange_strong(last, next, release, relaxed);
        continue;
      }
      if (!last->next.compare_exchange_strong(next, &node, kLink, relaxed)) continue;
      tail.compare_exchange_strong(last, &node, kLink, relaxed);
      return;
    }
  }
  // Null: empty.
  Node* dequeue() {
    for (;;) {
      Node* first = head.load(acquire);
      Node* last = tail.load(acquire);
      Node* const next = first->next.load(kFollow);
      if (next == nullptr) return nullptr;
      if (first == last) {  // head does not overtake tail
        tail.compare_exchange_strong(last, next, release, relaxed);
        continue;
      }
      if (kFlaw == QueueFlaw::head_without_exchange) {
        head.store(next, release);
        return next;
      }
      if (head.compare_exchange_strong(first, next, acq_rel, relaxed)) return next;
    }
  }
  void agent(int i) {
    if (i < kProducers) return enqueue(nodes[static_cast<std::size_t>(i)], i + 1);
    Node* const node = dequeue();
    if (node == nullptr) return;
    check(node->item.get() != 0, "an item is there when it is taken");
    check(node->taken.get() == 0, "an item is taken once");
    node->taken.set(1);
  }
};

}  // namespace assay::explore::classic

// Treiber's stack, with a tag beside the top against reuse of nodes. Node 0 is none.
// Reference: Treiber, Systems programming: coping with parallelism (1986).
#pragma once

#include <array>

#include "harness/engines/explore/classic/classic.h"

namespace assay::explore::classic {

enum class TreiberFlaw { none, relaxed_push, relaxed_pop, no_tag };

// One agent pops two nodes and pushes the first again; the others pop one each.
template <TreiberFlaw kFlaw, int kPoppers>
struct treiber_stack {
  static constexpr CaseInfo kInfo{.name = "Treiber stack", .agents = kPoppers + 1};
  static constexpr int kNodes = 3;
  struct Top {
    std::uint16_t node;
    std::uint16_t tag;
  };
  std::array<atomic<std::uint16_t>, kNodes> next;
  std::array<var<int>, kNodes> owners;  // how many agents hold the node
  atomic<Top> top;

  void before() {
    push(2);
    push(1);
  }
  void push(std::uint16_t node) {
    Top seen = top.load(relaxed);
    do next[node].store(seen.node, relaxed);
    while (!swing(seen, node, kFlaw == TreiberFlaw::relaxed_push ? relaxed : release));
  }
  std::uint16_t pop() {
    Top seen = top.load(acquire);
    do
      if (seen.node == 0) return 0;
    while (!swing(seen, next[seen.node].load(relaxed),
                  kFlaw == TreiberFlaw::relaxed_pop ? relaxed : acquire));
    return seen.node;
  }
  bool swing(Top& seen, std::uint16_t node, std::memory_order order) {
    const auto tag = static_cast<std::uint16_t>(seen.tag + (kFlaw == TreiberFlaw::no_tag ? 0 : 1));
    return top.compare_exchange_strong(seen, Top{node, tag}, order,
                                       kFlaw == TreiberFlaw::relaxed_pop ? relaxed : acquire);
  }
  // Who popped a node has it alone.
  void take(std::uint16_t node) {
    owners[node].set(owners[node].get() + 1);
    check(owners[node].get() == 1, "a node has one owner");
  }
  void give_back(std::uint16_t node) { owners[node].set(owners[node].get() - 1); }

  void agent(int i) {
    const std::uint16_t one = pop();
    if (one != 0) take(one);
    if (i != 0 || one == 0) return;
    const std::uint16_t other = pop();
    if (other != 0) take(other);
    give_back(one);
    push(one);
  }
  void after() {
    for (std::uint16_t node = top.load(relaxed).node; node != 0; node = next[node].load(relaxed))
      check(owners[node].get() == 0, "nobody has a node of the stack");
  }
};

}  // namespace assay::explore::classic

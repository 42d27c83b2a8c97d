// Whether an execution graph is one that the memory model allows.
//
// Coherence, atomicity and the absence of values out of thin air hold by the way the
// search builds graphs. What is tested here, under RC11, is the order of SC events:
//
//   acyclic(psc),  psc = psc_base ∪ psc_F
//   scb      = po ∪ (po≠loc ; hb ; po≠loc) ∪ hb=loc ∪ co ∪ fr
//   psc_base = ([Esc] ∪ [Fsc];hb?) ; scb ; ([Esc] ∪ hb?;[Fsc])
//   psc_F    = [Fsc] ; (hb ∪ hb;eco;hb) ; [Fsc]
//
// and under sequential consistency acyclic(po ∪ rf ∪ co ∪ fr).
//
// Thread safety: one search's own; the buffers are reused.
// Invariants: a graph in which every choice was the default one is consistent, so only
// what a revisit changed has to be tested.
// Reference: RC11 (PLDI 2017), section 3.4.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/engines/explore/clocks.h"

namespace assay::explore {

enum class Model : std::uint8_t { rc11, sc };

class Consistency {
 public:
  explicit Consistency(Model model) : model_(model) {}

  // `changed` is the one event whose reads-from or place in coherence order is new; it is
  // last in its agent, but for the write of its read-modify-write.
  bool holds(const Graph& graph, Event changed);

 private:
  bool holds_sc(const Graph& graph, Event changed);
  bool holds_psc(const Graph& graph, Event changed);
  bool holds_psc_with_fences(const Graph& graph);
  bool is_psc_base(const Graph& graph, std::size_t a, std::size_t b) const;
  void gather_sc_events(const Graph& graph);
  void push_successors(const Graph& graph, Event e);

  const Model model_;
  // Of each SC event: itself, the first event after and the last before it in program
  // order at another location, and the clocks of those two.
  struct ScEvent {
    Event event = kInitial;
    Event next_elsewhere = kInitial;
    Clock hb;            // into the event, in full
    Clock hb_elsewhere;  // into the last event before it elsewhere; empty: none
  };
  std::vector<ScEvent> sc_;
  std::size_t sc_count_ = 0;
  bool has_fences_ = false;
  std::vector<Event> todo_;
  std::vector<bool> seen_;
};

}  // namespace assay::explore

// Happens-before, as vector clocks over an execution graph.
//
//   rs = [W atomic] ; (rf ; rmw)*                       C++20: no other writes of the agent
//   sw = [rel] ; ([F];po)? ; rs ; rf ; [R atomic] ; (po;[F])? ; [acq]
//   hb = (po ∪ sw ∪ spawn ∪ join)+
//
// Thread safety: functions of their arguments.
// Invariants: clocks only grow along po; what an event's own reads-from brings in is in
// `full_hb` of the event and in the strict clocks of its successors only.
// Reference: RC11 (PLDI 2017), section 3.2; C++20 [intro.races].
#pragma once

#include <span>
#include <vector>

#include "harness/engines/explore/graph.h"

namespace assay::explore {

using Clock = std::vector<Tick>;

// The strict clocks of the next event of `agent`; `parent` is the spawn that began it,
// kInitial for an agent that was there from the start.
void next_clocks(const Graph& graph, Agent agent, Event parent, Clock& porf, Clock& hb);

// Sets `clock` to what is before an event in (po ∪ rf)+ or the event itself.
void porf_through(const Graph& graph, Event event, Clock& clock);

// Joins into `clock` what a reader of `write` synchronizes with.
void join_release(const Graph& graph, Event write, Clock& clock);

// Adds the releases that it synchronizes with: writes of the release sequence, and fences.
void join_heads(const Graph& graph, Event write, std::vector<Event>& heads);

// Happens-before into `event`, with its own synchronization.
void full_hb(const Graph& graph, Event event, Clock& clock);

}  // namespace assay::explore

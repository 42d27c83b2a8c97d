// What a picture of an execution shows, and where: a grid with a column per agent, program order
// downwards.
//
// At most 4 agents and 8 events of each. Kept first: the last step, the ends of the edges, the
// weakened sites; then accesses at sites, then the rest, late ones before early ones. An agent
// without any of the first is a bystander and has 3.
//
// Thread safety: values only.
// Invariants: events are in execution order; within a column rows grow; of an edge's ends the one
// that came later is never the higher; every step of a shown agent is an event, or is counted as
// left out. Of the set-up only a failure is shown.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "harness/report/html/relations.h"

namespace assay {

inline constexpr std::size_t kMostAgents = 4;
inline constexpr std::size_t kMostEvents = 8;  // of each agent

struct PictureEvent {
  std::size_t step = 0;               // index of the trace
  std::optional<std::size_t> column;  // none: set-up, across all columns
  std::size_t row = 0;
  std::size_t left_out_above = 0;      // steps of this agent between this event and the one above
  std::optional<std::size_t> suspect;  // index: an access at a weakened site
  bool guilty = false;                 // the last step: here it broke
};

struct PictureEdge {
  RelationKind kind = RelationKind::rf;
  std::size_t from = 0, to = 0;  // events
};

struct Picture {
  std::vector<int> agents;  // by column
  std::vector<PictureEvent> events;
  std::vector<PictureEdge> edges;
  std::vector<std::size_t> left_out_below;  // by column
  std::vector<int> agents_left_out;
  std::size_t rows = 0;
  std::size_t steps = 0;           // of the whole trace
  std::size_t steps_left_out = 0;  // of the shown agents and of the set-up
};

// Of a counterexample that has a trace.
Picture picture_of(const Counterexample& counterexample, const std::vector<Suspect>& suspects);

}  // namespace assay

// Who waits for whom, at the end of an execution that is stuck: no agent can go on, and some
// have not ended.
//
// An agent that is held up joins another; or looks again and again at something that nobody
// is left to change (it spins); or sleeps until it is woken. It waits *for an agent*, held up
// as well, that
//   - it joins, or
//   - wrote the newest value of a location that its await looks at, or
//   - wrote the last value of another agent's that it read before it went to sleep.
// What it is called is the first of these that applies:
//   deadlock      some agents wait for one another, in a circle
//   lost wake-up  an agent sleeps, and another has since written a location that it had
//                 accessed after it was last woken: it has missed something, and nobody is
//                 left to tell it
//   livelock      all that are held up spin, or join one that does
//   deadlock      else: an agent sleeps that nobody had anything to tell
//
// Thread safety: reads its arguments.
// Invariants: says of an execution only what stands in its graph, so that a replay says it in
// the same words.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/engines/explore/graph.h"
#include "harness/engines/explore/locations.h"

namespace assay::explore {

// An agent that is held up for ever, and the label at which it is: a join, or `blocked`.
struct HeldUp {
  Agent agent = 0;
  Node node = kUnseen;
};

struct Stuck {
  std::string kind;
  std::string message;  // one sentence, agent by agent
};

// `all`: every agent that has not ended, ascending; not empty.
Stuck judge_waits(const Graph& graph, const Unfolding& unfolding, const Locations& locations,
                  std::span<const HeldUp> all);

}  // namespace assay::explore

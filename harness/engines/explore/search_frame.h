// A graph that the search works on, with the revisits that wait for it.
//
// Part of search.h's implementation.
#pragma once

#include "harness/engines/explore/search.h"

namespace assay::explore {

// Another possibility of an event, to be tried when all that came after it is done.
struct Search::Revisit {
  enum class Kind : std::uint8_t { source, place, choice, backward };
  Kind kind = Kind::source;
  Event stamp = kInitial;   // the graph is cut back to it
  Event event = kInitial;   // the read, write or choice
  Event source = kInitial;  // to read from; for `place` the write to come right after
  Value choice = 0;
};

struct Search::Frame {
  Graph graph;
  std::vector<Revisit> revisits;
};

}  // namespace assay::explore

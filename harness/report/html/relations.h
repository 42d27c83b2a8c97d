// The edges of an execution: those that its engine tells, where it has the graph; else those that
// follow from the trace and the site table. What read from what, what came right after what in
// coherence order, what synchronized, which pairing a weaker order gave up, which accesses raced.
//
// Thread safety: values only.
// Invariants: no edge is guessed. Without a graph a read whose value two writes could have given,
// or memory that nobody wrote, has no rf edge, and there are no co and sw edges; from and to are
// steps of different agents.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "harness/report/suspects.h"

namespace assay {

enum class RelationKind : std::uint8_t {
  rf,    // the read has its value from the write
  sw,    // the release synchronizes with the acquire
  co,    // the write overwrites the other one, and did not read it
  lost,  // no synchronizes-with: the write and the read stand at sites that pair
  race   // two accesses of a data race, neither before the other
};

struct Relation {
  RelationKind kind = RelationKind::rf;
  std::size_t from = 0, to = 0;  // steps, indices of the trace
  friend bool operator==(const Relation&, const Relation&) = default;
};

// The steps of the trace at suspect sites that an explanation is about: with each its nearest
// paired step by another agent, if there is one.
struct Pairing {
  std::size_t suspect = 0;  // index into the suspects
  std::size_t from = 0, to = 0;
  bool read_from = false;  // the trace tells that `to` reads what `from` wrote
  friend bool operator==(const Pairing&, const Pairing&) = default;
};

// Whether the engine told the edges of the graph.
bool has_graph(const std::vector<TraceStep>& trace);
std::vector<Relation> reads_from(const std::vector<TraceStep>& trace);
std::vector<Pairing> pairings(const std::vector<TraceStep>& trace,
                              const std::vector<Suspect>& suspects);
// All of them: rf by the reading step, sw, co, then lost, then race.
std::vector<Relation> relations(const Counterexample& counterexample,
                                const std::vector<Suspect>& suspects);

}  // namespace assay

// A candidate execution: one path of each agent, and which writes the reads read from.
//
// The events of all agents stand in one list: the initial write, the agents' in program
// order, the final block's. What models ask about them again and again is kept as sets.
//
// Thread safety: a value; one search changes it.
// Invariants: event 0 is the initial write of all bytes; a set never holds the event it
// belongs to. Bytes that the same writes cover, and that are chosen from the same writes,
// are one group: a model cannot tell them apart.
// Reference: ECMA-262, "Candidate Executions".
#pragma once

#include <vector>

#include "harness/engines/axiomatic/paths.h"
#include "harness/engines/axiomatic/relation.h"

namespace assay::axiomatic {

// Bytes of one read that are read from the same set of writes.
struct ByteGroup {
  EventId read = 0;
  std::uint8_t bytes = 0;   // which of the read's, a bit each
  EventSet covering = 0;    // the writes that have these bytes
  EventSet candidates = 0;  // those of them that a search tries
  EventSet chosen = 0;      // those that are read from, each by a byte at least
};

// Two critical sections of one waiter list, the earlier first: [[AgentSynchronizesWith]].
struct SectionEdge {
  EventId from = 0;
  EventId to = 0;
};

struct Execution {
  const litmus::Code* code = nullptr;
  std::vector<const Path*> paths;  // of the agents, then of the final block
  std::vector<EventId> first;      // of each path
  std::vector<Event> events;
  std::vector<SectionEdge> sections;
  std::vector<ByteGroup> groups;
  std::vector<std::int64_t> counts;  // what a notify returned, by event

  EventSet reads = 0;
  EventSet writes = 0;
  EventSet seq_cst = 0;
  std::array<EventSet, kMostEvents> same{};       // writes with exactly these bytes
  std::array<EventSet, kMostEvents> touching{};   // writes with some of these bytes
  std::array<EventSet, kMostEvents> read_from{};  // of a read: its groups' chosen writes
  Relation program_order;  // with the initial write first and the final block last

  std::size_t size() const { return events.size(); }
  std::size_t final_path() const { return paths.size() - 1; }
};

// Of one path each, the final block's last. Everything but `sections` and `groups`.
// False: there are too many events.
bool assemble(const litmus::Code& code, const std::vector<const Path*>& paths, Execution& into);

// Divides the reads' bytes into groups. No candidates are writes of another value than
// the read is pinned to and, if asked, those that program order puts later than the read,
// and those that it has overwritten before. `whole`: where every write has all the read's
// bytes, it takes them from one.
void divide(bool without_later, bool without_overwritten, bool whole, Execution& into);

// What initial memory has in some bytes.
std::uint64_t initial_image(const litmus::Code& code, std::uint32_t first, std::uint32_t size);

}  // namespace assay::axiomatic

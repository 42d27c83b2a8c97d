// Sequential consistency: one order of all events, in which a read takes every byte from
// the last write that has it.
//
// Reference: Lamport, "How to Make a Multiprocessor Computer That Correctly Executes
// Multiprocess Programs", 1979. Below, W and V are writes, R reads from W.
#include "harness/engines/axiomatic/sc.h"

namespace assay::axiomatic::sc {
namespace {

// Program order, the final block after all agents, critical sections in their order.
Relation start(const Execution& x) {
  Relation order = x.program_order;
  for (const SectionEdge& section : x.sections) order.add(section.from, section.to);
  return order;
}

// A write is before what reads from it.
bool orders(const Execution&, EventId, EventId) { return true; }

std::uint64_t allowed(const Execution& x, const Relation& order, AxiomSet axioms, Scratch& scratch,
                      Relation&) {
  read_latest(x, order, axioms, scratch.constraints);
  return extends_to_total_order(order, scratch.constraints) ? 1 : 0;
}

}  // namespace

void read_latest(const Execution& x, const Relation&, AxiomSet axioms,
                 std::vector<NotBetween>& into) {
  into.clear();
  if (!has(axioms, Axiom::memory_order)) return;
  for (const ByteGroup& group : x.groups)
    for_each(group.chosen, [&](EventId w) {
      for_each(group.covering & ~bit(w) & ~bit(0), [&](EventId v) {
        into.push_back({static_cast<std::uint8_t>(w), static_cast<std::uint8_t>(v),
                        static_cast<std::uint8_t>(group.read),
                        static_cast<std::uint8_t>(Axiom::memory_order)});
      });
    });
}

const MemoryModel kModel{litmus::Model::sc,
                         Axiom::acyclic | Axiom::read_latest | Axiom::memory_order,
                         true,
                         false,
                         start,
                         orders,
                         allowed,
                         read_latest,
                         nullptr};

}  // namespace assay::axiomatic::sc

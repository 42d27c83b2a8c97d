// x86-TSO, under the usual lowering: a seq_cst store is an exchange, an update is locked,
// everything else a plain move; a seq_cst fence is an mfence, weaker ones are none.
//
// One order of all events in memory: a store's event is when it leaves the buffer. What
// an agent stored it reads back earlier, byte by byte: where a load has some bytes of a
// store in the buffer, processors wait for it or put the two together, and this allows
// both. No access is split: what may be (one across a cache line) is no access here.
//
// Reference: Owens, Sarkar, Sewell, "A better x86 memory model: x86-TSO", 2009, in the
// axiomatic form. Below, W and V are writes, R reads from W.
#include "harness/engines/axiomatic/tso.h"

#include "harness/engines/axiomatic/sc.h"

namespace assay::axiomatic::tso {
namespace {

// Waits until the buffer is empty.
bool drains(const Event& e) {
  switch (e.kind) {
    case EventKind::write:
    case EventKind::fence:
      return e.order == litmus::Ordering::seq_cst;
    case EventKind::update:
    case EventKind::sync:
      return true;
    case EventKind::initial:
    case EventKind::read:
      break;
  }
  // A locked instruction is one even where it compares and does not store.
  return e.at != nullptr && (e.at->access == litmus::AccessKind::wait ||
                             e.at->access == litmus::AccessKind::compare_exchange);
}

bool is_no_fence(const Event& e) { return e.kind == EventKind::fence && !drains(e); }

// Program order, but for a store with a later load: the buffer. Buffers are empty when
// an agent has ended.
Relation start(const Execution& x) {
  Relation order(x.size());
  for (EventId a = 0; a < x.size(); ++a)
    for_each(x.program_order.after(a), [&](EventId b) {
      const Event& first = x.events[a];
      const Event& second = x.events[b];
      if (is_no_fence(first) || is_no_fence(second)) return;
      const bool buffered = first.kind == EventKind::write && !drains(first) &&
                            second.kind == EventKind::read && !drains(second) &&
                            first.agent == second.agent;
      if (!buffered) order.add(a, b);
    });
  for (const SectionEdge& section : x.sections) order.add(section.from, section.to);
  return order;
}

// What another agent reads has left the buffer.
bool orders(const Execution& x, EventId w, EventId r) {
  return x.events[w].agent != x.events[r].agent;
}

// V, of R's agent and before it, is before W: else R had read V from the buffer.
bool own_writes_are_earlier(const Execution& x, Relation& order) {
  for (const ByteGroup& group : x.groups) {
    const int agent = x.events[group.read].agent;
    const bool failed = any_of(group.chosen, [&](EventId w) {
      return any_of(group.covering & x.program_order.before(group.read) & ~bit(0) & ~bit(w),
                    [&](EventId v) { return x.events[v].agent == agent && !order.add(v, w); });
    });
    if (failed) return false;
  }
  return true;
}

std::uint64_t allowed(const Execution& x, const Relation& order, AxiomSet axioms, Scratch& scratch,
                      Relation&) {
  Relation with_own = order;
  if (!own_writes_are_earlier(x, with_own)) return 0;
  // R takes the last write among those in memory and its agent's own.
  sc::read_latest(x, order, axioms, scratch.constraints);
  return extends_to_total_order(with_own, scratch.constraints) ? 1 : 0;
}

}  // namespace

const MemoryModel kModel{litmus::Model::tso,
                         Axiom::acyclic | Axiom::read_latest | Axiom::memory_order,
                         true,
                         false,
                         start,
                         orders,
                         allowed,
                         sc::read_latest,
                         nullptr};

}  // namespace assay::axiomatic::tso

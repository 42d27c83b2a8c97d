// The orders in which critical sections of waiter lists can run.
//
// Each waiter list is a first-in, first-out queue under a lock. All orders of the
// sections of a list that agree with program order are tried, the queue is run along, and
// those in which each wait comes to what its path says remain.
//
// Thread safety: pure functions.
// Invariants: an order is given once; lists do not order each other.
// Reference: ECMA-262, "WaiterList Objects", Atomics.wait, Atomics.notify.
#pragma once

#include <optional>
#include <vector>

#include "harness/engines/axiomatic/execution.h"

namespace assay::axiomatic {

struct SectionOrder {
  std::vector<SectionEdge> edges;                        // neighbours in a list
  std::vector<std::pair<EventId, std::int64_t>> counts;  // what each notify returns
};

// One, and empty, where nobody waits or notifies. Nothing: the budget of sections that are
// put somewhere, which is used up as this goes on, is spent.
std::optional<std::vector<SectionOrder>> section_orders(const Execution& execution,
                                                        std::size_t& budget);

}  // namespace assay::axiomatic

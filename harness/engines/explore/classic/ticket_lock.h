// The ticket lock: first come, first served.
// Reference: Mellor-Crummey and Scott, Algorithms for scalable synchronization (1991).
#pragma once

#include "harness/engines/explore/classic/classic.h"

namespace assay::explore::classic {

enum class TicketFlaw { none, relaxed_unlock, relaxed_wait, lost_ticket };

template <TicketFlaw kFlaw, int N>
struct ticket_lock {
  static constexpr CaseInfo kInfo{.name = "ticket lock", .agents = N};
  atomic<int> next;
  atomic<int> serving;
  Protected data;

  int take() {
    if (kFlaw != TicketFlaw::lost_ticket) return next.fetch_add(1, relaxed);
    const int ticket = next.load(relaxed);
    next.store(ticket + 1, relaxed);
    return ticket;
  }
  void agent(int) {
    const int mine = take();
    serving.await(mine, kFlaw == TicketFlaw::relaxed_wait ? relaxed : acquire);
    data.enter();
    serving.store(mine + 1, kFlaw == TicketFlaw::relaxed_unlock ? relaxed : release);
  }
  void after() { data.expect(N); }
};

}  // namespace assay::explore::classic

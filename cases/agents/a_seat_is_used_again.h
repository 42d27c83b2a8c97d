// Two holders leave a seat that an agent has used, while another agent takes one: where it
// gets that seat, all that was done with it came before.
// Reference: harness/subject/roster.h; site 13.
#pragma once

#include "cases/agents/agents_stage.h"

namespace assay::cases {

template <World W>
struct ASeatIsUsedAgain {
  static constexpr CaseInfo kInfo{
      .name = "a_seat_is_used_again",
      .claim = "a seat has one agent at a time, and looks new to the next",
      .bounds = "3 agents, 1 seat with 2 holders, 1 agent that takes a seat",
      .agents = 3,
      .spurious = 0};

  Cluster<W, 1> cluster;
  Seat<W>* seat = nullptr;

  void before() {
    seat = &cluster.roster.take(CanBlock::yes);
    cluster.roster.keep(*seat);
  }
  void agent(int me) {
    if (me == 2) {
      Seat<W>& mine = cluster.roster.take(CanBlock::no);
      W::check(!mine.record.must_end() && mine.record.inbox.take() == nullptr, "it looks new");
      mine.record.lock_below.set(nullptr);  // as the queue of a bucket's lock would
      cluster.roster.leave(mine);
      return;
    }
    // What each holder does with a seat: its agent, and one that asks it to end.
    if (me == 0) seat->record.lock_below.set(nullptr);
    if (me == 1) seat->record.terminate();
    if (me == 0) (void)seat->record.inbox.close();
    cluster.roster.leave(*seat);
  }
  void after() { cluster.roster.clear(); }
};

}  // namespace assay::cases

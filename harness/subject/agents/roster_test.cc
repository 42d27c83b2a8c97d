#include "harness/subject/roster.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

#include "harness/subject/agents/two_agents.h"

namespace assay {
namespace {

using RosterTest = Lifetimes;

TEST_F(RosterTest, a_seat_is_used_again_when_its_last_holder_left) {
  Roster<Counting> roster;
  Seat<Counting>& first = roster.take(CanBlock::yes);
  roster.keep(first);
  roster.leave(first);
  Seat<Counting>& second = roster.take(CanBlock::yes);
  EXPECT_NE(&first, &second) << "the first is still held";
  roster.leave(first);
  EXPECT_EQ(&roster.take(CanBlock::no), &first);
  roster.leave(first);
  roster.leave(second);
}

TEST_F(RosterTest, a_used_seat_looks_as_if_it_were_new) {
  Roster<Counting> roster;
  Seat<Counting>& seat = roster.take(CanBlock::yes);
  seat.record.terminate();
  seat.ended.store(1, at::agent_ended);
  EXPECT_EQ(seat.record.inbox.close(), nullptr);
  roster.leave(seat);
  ASSERT_EQ(&roster.take(CanBlock::no), &seat);
  EXPECT_EQ(seat.record.must_end(), false);
  EXPECT_EQ(seat.ended.load(at::agent_observe), 0U);
  EXPECT_EQ(seat.record.can_block, CanBlock::no);
  Letter<Counting> letter(LetterKind::message);
  EXPECT_EQ(seat.record.inbox.post(letter), true);
  roster.leave(seat);
}

TEST_F(RosterTest, no_seat_is_given_to_two) {
  constexpr int kRounds = 300;
  Roster<Counting> roster;
  std::vector<std::thread> agents;
  std::atomic<int> clashes{0};
  for (int i = 0; i < 2; ++i)
    agents.emplace_back([&] {
      for (int round = 0; round < kRounds; ++round) {
        Seat<Counting>& one = roster.take(CanBlock::yes);
        Seat<Counting>& other = roster.take(CanBlock::yes);
        // A plain word of the record: who else has it makes a race that TSan sees.
        one.record.waiter.block.set(one.record.waiter.block.get() + 1);
        if (&one == &other || one.holders.load(at::seat_keep) != 1) ++clashes;
        roster.leave(other);
        roster.leave(one);
      }
    });
  for (std::thread& agent : agents) agent.join();
  EXPECT_EQ(clashes, 0);
}

}  // namespace
}  // namespace assay

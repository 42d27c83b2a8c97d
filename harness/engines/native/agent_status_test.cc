// Stuck means: nobody runs, and nobody ever will.
#include "harness/engines/native/agent_status.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

class AgentStatusesTest : public testing::Test {
 public:
  AgentStatuses statuses;
  FutexParker parker;
  FutexParker another;
};

TEST_F(AgentStatusesTest, who_started_runs) {
  statuses.start(2);
  EXPECT_EQ(statuses.stuck(), false);
  EXPECT_EQ(statuses.ended(0), false);
  EXPECT_EQ(statuses.ended(1), false);
}

TEST_F(AgentStatusesTest, all_ended_is_an_end_and_not_a_deadlock) {
  statuses.start(2);
  statuses.end(0);
  statuses.end(1);
  EXPECT_EQ(statuses.ended(0), true);
  EXPECT_EQ(statuses.stuck(), false);
}

TEST_F(AgentStatusesTest, one_runner_is_enough_to_hope) {
  statuses.start(2);
  statuses.sleep(0, parker);
  EXPECT_EQ(statuses.stuck(), false);
  statuses.end(1);
  EXPECT_EQ(statuses.stuck(), true);
}

TEST_F(AgentStatusesTest, all_asleep_is_stuck) {
  statuses.start(2);
  statuses.sleep(0, parker);
  statuses.sleep(1, another);
  EXPECT_EQ(statuses.stuck(), true);
}

TEST_F(AgentStatusesTest, a_token_is_hope) {
  statuses.start(2);
  statuses.sleep(0, parker);
  statuses.sleep(1, another);
  another.unpark();
  EXPECT_EQ(statuses.stuck(), false);
  statuses.run(1);
  EXPECT_EQ(another.take_token(), true);
  EXPECT_EQ(statuses.stuck(), false) << "the taker runs";
  statuses.sleep(1, another);
  EXPECT_EQ(statuses.stuck(), true) << "the token is gone";
}

TEST_F(AgentStatusesTest, joining_waits_for_the_other) {
  statuses.start(2);
  statuses.join(0, 1);
  EXPECT_EQ(statuses.stuck(), false) << "the other runs";
  statuses.sleep(1, parker);
  EXPECT_EQ(statuses.stuck(), true);
  statuses.end(1);
  EXPECT_EQ(statuses.stuck(), false) << "the join will return";
}

TEST_F(AgentStatusesTest, agents_that_join_each_other_are_stuck) {
  statuses.start(2);
  statuses.join(0, 1);
  statuses.join(1, 0);
  EXPECT_EQ(statuses.stuck(), true);
}

TEST_F(AgentStatusesTest, agents_beyond_the_count_do_not_take_part) {
  statuses.start(1);
  statuses.sleep(0, parker);
  EXPECT_EQ(statuses.stuck(), true);
}

TEST_F(AgentStatusesTest, a_new_start_forgets) {
  statuses.start(kMaxAgents);
  for (int i = 0; i < kMaxAgents; ++i) statuses.sleep(i, parker);
  EXPECT_EQ(statuses.stuck(), true);
  statuses.start(1);
  EXPECT_EQ(statuses.stuck(), false);
  statuses.end(0);
  EXPECT_EQ(statuses.stuck(), false);
}

}  // namespace
}  // namespace assay

// Which edges a trace tells, and which it does not.
#include "harness/report/html/relations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/report/step.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TraceStep step(int agent, const char* operation, const char* object, const char* value) {
  return {agent, operation, object, value, "relaxed", "core.h:1"};
}

TEST(StepValues, both_ways_in_which_engines_write_values) {
  EXPECT_EQ(values_of(step(0, "load", "state.observe", "2")), (StepValues{true, false, "2", {}}));
  EXPECT_EQ(values_of(step(0, "load", "state.observe", "➜ 2")), (StepValues{true, false, "2", {}}));
  EXPECT_EQ(values_of(step(0, "store", "state.publish", "= 2")),
            (StepValues{false, true, {}, "2"}));
  EXPECT_EQ(values_of(step(0, "cas ok", "lock.take", "0 ➜ 1")), (StepValues{true, true, "0", "1"}));
  EXPECT_EQ(values_of(step(0, "cas ok", "lock.take", "1")), (StepValues{true, true, {}, "1"}));
  EXPECT_EQ(values_of(step(0, "add", "ref.inc", "3")), (StepValues{true, true, "3", {}}));
  EXPECT_EQ(values_of(step(0, "park", "", "")), StepValues{});
}

TEST(ReadsFrom, the_only_write_of_a_value) {
  EXPECT_THAT(
      reads_from({step(0, "store", "state.publish", "2"), step(1, "load", "state.observe", "2")}),
      ElementsAre(Relation{RelationKind::rf, 0, 1}));
}

TEST(ReadsFrom, none_where_two_writes_could_have_given_the_value) {
  EXPECT_THAT(
      reads_from({step(0, "store", "state.publish", "2"), step(2, "store", "state.publish", "2"),
                  step(1, "load", "state.observe", "2")}),
      IsEmpty());
}

TEST(ReadsFrom, none_where_a_write_of_an_untold_value_could_have_given_it) {
  EXPECT_THAT(reads_from({step(0, "store", "cell.store", "2"), step(2, "add", "cell.rmw", "0"),
                          step(1, "load", "cell.load", "2")}),
              IsEmpty());
}

TEST(ReadsFrom, none_of_zero_which_memory_starts_as) {
  EXPECT_THAT(
      reads_from({step(0, "store", "state.reset", "0"), step(1, "load", "state.observe", "0")}),
      IsEmpty());
}

TEST(ReadsFrom, none_within_an_agent_nor_from_another_kind_of_location) {
  EXPECT_THAT(
      reads_from({step(0, "store", "state.publish", "2"), step(0, "load", "state.observe", "2"),
                  step(1, "load", "cell.load", "2")}),
      IsEmpty());
}

TEST(Pairings, what_the_trace_tells_goes_before_what_is_near) {
  const std::vector<Suspect> suspects{{Site::state_publish, Order::release, Order::relaxed}};
  EXPECT_THAT(
      pairings({step(0, "store", "state.publish", "2"), step(1, "load", "state.observe", "2"),
                step(1, "load", "state.observe", "0"), step(0, "store", "state.publish", "0")},
               suspects),
      ElementsAre(Pairing{0, 0, 1, true}));
}

TEST(Pairings, of_two_read_modify_writes_the_earlier_gives) {
  const std::vector<Suspect> suspects{{Site::count_enter, Order::acq_rel, Order::relaxed}};
  EXPECT_THAT(
      pairings({step(0, "add", "count.check", "0"), step(1, "add", "count.enter", "0")}, suspects),
      ElementsAre(Pairing{0, 0, 1, false}));
}

TEST(Pairings, none_without_a_partner_in_the_trace) {
  EXPECT_THAT(pairings({step(0, "store", "state.publish", "2"), step(1, "load", "cell.load", "2")},
                       {{Site::state_publish, Order::release, Order::relaxed}}),
              IsEmpty());
}

TEST(Relations, a_race_needs_both_places) {
  Counterexample race;
  race.kind = "data race";
  race.trace = {{0, "write", "message", "= 1", "", "case.h:3"},
                {1, "RACE", "read", "", "", "case.h:9"}};
  race.accesses = {"read cases/case.h:9 by agent 1"};
  EXPECT_THAT(relations(race, {}), IsEmpty());
  race.accesses = {"write cases/case.h:3", "read cases/case.h:9"};
  EXPECT_THAT(relations(race, {}), ElementsAre(Relation{RelationKind::race, 0, 1}));
}

}  // namespace
}  // namespace assay

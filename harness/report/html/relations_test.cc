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

// As an engine tells them that has the graph: agent 0 publishes twice, agent 1 reads the first.
std::vector<TraceStep> with_edges() {
  std::vector<TraceStep> trace{
      step(0, "store", "state.publish", "2"), step(0, "store", "state.publish", "2"),
      step(1, "load", "state.observe", "2"), step(1, "store", "state.reset", "0")};
  for (TraceStep& each : trace) each.location = "state";
  trace[0].overwrites = -1;
  trace[1].overwrites = 0;
  trace[2].reads_from = 0;
  trace[2].synchronizes_with = {0};
  trace[3].overwrites = 1;
  return trace;
}

// The trace alone could not tell which of the two stores was read.
TEST(Relations, of_a_graph_are_those_that_the_engine_tells) {
  EXPECT_THAT(relations({.trace = with_edges()}, {}),
              ElementsAre(Relation{RelationKind::rf, 0, 2}, Relation{RelationKind::sw, 0, 2},
                          Relation{RelationKind::co, 1, 3}));
}

TEST(Relations, a_read_modify_write_overwrites_what_it_reads_and_that_is_told_once) {
  std::vector<TraceStep> trace = with_edges();
  trace[3].reads_from = 1;
  EXPECT_THAT(relations({.trace = trace}, {}),
              ElementsAre(Relation{RelationKind::rf, 0, 2}, Relation{RelationKind::rf, 1, 3},
                          Relation{RelationKind::sw, 0, 2}));
}

TEST(Pairings, what_still_synchronizes_is_not_what_was_lost) {
  const std::vector<Suspect> suspects{{Site::state_publish, Order::release, Order::relaxed}};
  std::vector<TraceStep> trace = with_edges();
  EXPECT_THAT(pairings(trace, suspects), ElementsAre(Pairing{0, 1, 2, false}));
  trace[2].synchronizes_with.clear();
  EXPECT_THAT(pairings(trace, suspects), ElementsAre(Pairing{0, 0, 2, true}));
}

TEST(Relations, a_race_is_of_the_steps_that_the_engine_names) {
  Counterexample race{.kind = "data race", .trace = with_edges()};
  race.guilty = {1, 3};
  EXPECT_THAT(relations(race, {}), testing::Contains(Relation{RelationKind::race, 1, 3}));
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

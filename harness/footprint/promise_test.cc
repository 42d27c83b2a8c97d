// Which figures keep the promises of sharing; the footprints are invented.
#include "harness/footprint/promise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/footprint/footprint_json.h"
#include "harness/footprint/heap_census.h"
#include "harness/footprint/sample_footprints.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kMb = static_cast<std::int64_t>(kMegabyte);

// The promises that are not held, as text.
std::vector<std::string> unkept(Subject subject, const std::vector<Footprint>& footprints) {
  std::vector<std::string> all;
  for (const Promise& each : judge_memory(subject, Dataset{}, footprints, "not there"))
    if (each.judgement != Judgement::held)
      all.push_back(std::string(name(each.judgement)) + ": " + each.promise);
  return all;
}
std::vector<std::string> unkept_of_core(const std::vector<Footprint>& footprints) {
  return unkept(Subject::core, footprints);
}

TEST(Promise, figures_as_they_were_measured_are_held) {
  EXPECT_THAT(unkept_of_core(sample_footprints()), IsEmpty());
  // Node counts shared bytes in arrayBuffers only.
  EXPECT_THAT(unkept(Subject::node, sample_footprints()),
              ElementsAre("differs: allocated once, by its size"));
}

Reading& of(std::vector<Footprint>& footprints, Scenario scenario, int step) {
  for (Footprint& each : footprints)
    if (each.subject == Subject::core && each.scenario == scenario)
      return each.readings[static_cast<std::size_t>(step)];
  throw std::logic_error("no such footprint");
}

TEST(Promise, each_figure_that_is_off_is_found) {
  struct Wrong {
    Scenario scenario;
    int step;
    std::int64_t external, resident;  // added
    std::string promise;
  };
  for (const Wrong& wrong :
       {Wrong{Scenario::shared, 2, 1, 0, "received by every worker for nothing"},
        Wrong{Scenario::shared, 3, 1, 0, "gone when all workers have ended"},
        Wrong{Scenario::shared, 2, 0, 7 * kMb, "sharing takes the dataset once"},
        Wrong{Scenario::shared, 2, 0, -7 * kMb, "sharing takes the dataset once"},
        Wrong{Scenario::cloned, 2, 0, 80 * kMb, "cloning copies it for each worker"},
        Wrong{Scenario::cloned, 2, 0, -80 * kMb, "cloning copies it for each worker"},
        Wrong{Scenario::teardown, 2, -1, 0, "still held when terminate() returned"},
        Wrong{Scenario::teardown, 3, 1, 0, "gone when the worker is torn down"}}) {
    std::vector<Footprint> footprints = sample_footprints();
    of(footprints, wrong.scenario, wrong.step).external += wrong.external;
    of(footprints, wrong.scenario, wrong.step).resident += wrong.resident;
    EXPECT_THAT(unkept_of_core(footprints), ElementsAre("OFF: " + wrong.promise));
  }
}

TEST(Promise, an_allocation_may_be_off_by_five_percent) {
  for (const std::int64_t bytes : {-5 * kMb, -4 * kMb, 4 * kMb, 5 * kMb}) {
    std::vector<Footprint> footprints = sample_footprints();
    of(footprints, Scenario::shared, 1).external += bytes;
    of(footprints, Scenario::shared, 2).external += bytes;
    const bool off = std::abs(bytes) > 4 * kMb;
    EXPECT_EQ(unkept_of_core(footprints),
              off ? std::vector<std::string>{"OFF: allocated once, by its size"}
                  : std::vector<std::string>{})
        << bytes;
  }
}

TEST(Promise, a_baseline_may_be_missed_by_ten_percent_of_it) {
  std::vector<Footprint> footprints = sample_footprints();
  for (int step = 0; step < 4; ++step) of(footprints, Scenario::shared, step).external += 1000;
  of(footprints, Scenario::shared, 3).external = 1100;
  EXPECT_THAT(unkept_of_core(footprints), IsEmpty());
  of(footprints, Scenario::shared, 3).external = 1101;
  EXPECT_THAT(unkept_of_core(footprints), ElementsAre("OFF: gone when all workers have ended"));
}

TEST(Promise, what_was_not_measured_is_skipped_and_never_held) {
  const auto promises = judge_memory(Subject::node, Dataset{}, {}, "not there");
  EXPECT_EQ(count(promises, Judgement::skipped), promises.size());
  EXPECT_EQ(promises.size(), 9U);
  for (const Promise& each : promises) EXPECT_EQ(each.reason, "not there");
  // A small dataset is: the C library keeps more than that.
  const auto small =
      judge_memory(Subject::core, Dataset{.bytes = 32 * kMegabyte}, sample_footprints(), "");
  EXPECT_EQ(count(small, Judgement::skipped), 2U);
}

TEST(Footprint, is_read_as_it_was_written) {
  for (const Footprint& each : sample_footprints()) {
    const auto read = read_footprint(footprint_json(each));
    ASSERT_EQ(read.index(), 0U) << std::get<std::string>(read);
    EXPECT_EQ(std::get<Footprint>(read), each);
  }
}

TEST(Footprint, nonsense_is_refused) {
  const auto wrong = [](const std::string& text) {
    const auto read = read_footprint(text);
    return read.index() == 0 ? "taken" : std::get<std::string>(read);
  };
  const std::string good = footprint_json(sample_footprints().front());
  const auto with = [&good](const std::string& before, const std::string& after) {
    std::string text = good;
    return text.replace(text.find(before), before.size(), after);
  };
  EXPECT_EQ(wrong(""), "$: not JSON");
  EXPECT_EQ(wrong("[]"), "$: not an object");
  EXPECT_EQ(wrong(with("\"core\"", "\"kernel\"")), "$.subject: unknown name 'kernel'");
  EXPECT_EQ(wrong(with("\"allocated\"", "\"sometime\"")), "$.readings: not the steps of shared");
  EXPECT_EQ(wrong(with("\"external\":0", "\"external\":-1")),
            "$.readings[0].external: not a natural number");
  EXPECT_EQ(wrong(with("\"external\":0", "\"external\":0,\"arrayBuffers\":0")),
            "$.readings: not the steps of shared");
}

// -- who holds what ----------------------------------------------------------------

std::vector<std::string> unkept(const HeapCensus& census) {
  std::vector<std::string> all;
  for (const Promise& each : judge_census(Subject::core, 1, &census, ""))
    if (each.judgement != Judgement::held) all.push_back(each.promise);
  return all;
}

TEST(HeapCensus, each_promise_can_be_broken) {
  EXPECT_THAT(unkept(sample_census()), IsEmpty());
  HeapCensus census = sample_census();
  census.agents[1].wrappers[0].store = census.agents[1].wrappers[1].store = 0;
  EXPECT_THAT(unkept(census), ElementsAre("every agent wraps it"));
  census = sample_census();
  census.agents[1].wrappers[0].bytes = 5000;
  EXPECT_THAT(unkept(census), ElementsAre("wrappers are small"));
  census = sample_census();
  census.agents[1].attributed = 80 * kMb;  // once for each agent
  EXPECT_THAT(unkept(census), ElementsAre("payload attributed once"));
  census = sample_census();
  census.external += 1;
  EXPECT_THAT(unkept(census), ElementsAre("stores equal the account"));
  census = sample_census();
  census.agents.pop_back();
  EXPECT_THAT(unkept(census), ElementsAre("every agent wraps it", "payload attributed once"));
}

TEST(HeapCensus, is_read_as_it_was_written_and_knows_its_stores) {
  const std::string text = census_json(sample_census());
  EXPECT_EQ(std::get<HeapCensus>(read_census(text)), sample_census());
  HeapCensus census = sample_census();
  census.agents[0].wrappers[0].store = 7;
  EXPECT_EQ(std::get<std::string>(read_census(census_json(census))),
            "main: a SharedArrayBuffer of the unknown store 7");
}

}  // namespace
}  // namespace assay

// The core, measured in this process: steps, figures, and what is refused.
#include "harness/footprint/core_footprint.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/footprint/core_heap.h"
#include "harness/footprint/resident_memory.h"
#include "harness/world/reserved_pages.h"

namespace assay {
namespace {

std::vector<std::int64_t> externals(Scenario scenario, const Dataset& dataset) {
  const auto measured = measure_core(scenario, dataset);
  std::vector<std::int64_t> all;
  if (!measured.ok()) return all;
  const auto steps = steps_of(scenario);
  for (std::size_t i = 0; i < measured.value().readings.size(); ++i) {
    EXPECT_EQ(measured.value().readings[i].step, steps[i]);
    all.push_back(measured.value().readings[i].external);
  }
  return all;
}

using Bytes = std::vector<std::int64_t>;

TEST(CoreFootprint, shared_bytes_are_counted_once_and_cloned_ones_for_each) {
  for (const std::uint64_t workers : {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{5}}) {
    const Dataset dataset{.bytes = 65'536, .workers = workers};
    const auto all = static_cast<std::int64_t>(dataset.bytes * (workers + 1));
    EXPECT_EQ(externals(Scenario::shared, dataset), (Bytes{0, 65'536, 65'536, 0}));
    EXPECT_EQ(externals(Scenario::cloned, dataset), (Bytes{0, 65'536, all, 0}));
  }
}

TEST(CoreFootprint, a_busy_worker_holds_on_until_it_is_torn_down) {
  EXPECT_EQ(externals(Scenario::teardown, {.bytes = 65'536, .workers = 1}),
            (Bytes{0, 65'536, 65'536, 0}));
}

TEST(CoreFootprint, memory_that_is_not_there_is_an_error_and_no_figure) {
  const Dataset beyond{.bytes = std::uint64_t{1} << 54U, .workers = 1};
  for (const Scenario scenario : {Scenario::shared, Scenario::cloned, Scenario::teardown}) {
    const auto measured = measure_core(scenario, beyond);
    ASSERT_EQ(measured.ok(), false);
    EXPECT_EQ(measured.error().kind(), ErrorKind::range_error);
  }
}

TEST(CoreHeap, every_agent_has_its_wrappers_and_every_store_one_row) {
  constexpr std::uint64_t kWorkers = 4;
  const auto taken = take_census_of_core({.bytes = 65'536, .workers = kWorkers});
  ASSERT_EQ(taken.ok(), true);
  const HeapCensus& census = taken.value();
  ASSERT_EQ(census.agents.size(), kWorkers + 1);
  ASSERT_EQ(census.stores.size(), 3U);
  EXPECT_EQ(holders(census, census.stores[0]), kWorkers + 1);
  EXPECT_EQ(holders(census, census.stores[1]), 2U);
  EXPECT_EQ(holders(census, census.stores[2]), 1U);
  EXPECT_EQ(census.external, static_cast<std::int64_t>(65'536 + kTurnsBytes + kOwnBytes));
  const auto promises = judge_census(Subject::core, kWorkers, &census, "");
  EXPECT_EQ(count(promises, Judgement::held), promises.size());
}

TEST(ResidentMemory, sees_what_is_touched) {
  // Sanitizers take memory besides, so this looks for the least only.
  constexpr std::size_t kBytes = 64 * kMegabyte;
  constexpr auto kNoise = static_cast<std::int64_t>(4 * kMegabyte);
  EXPECT_GT(available_bytes(), 0);
  ReservedPages pages;
  ASSERT_EQ(pages.reserve(kBytes) && pages.commit(kBytes), true);
  const std::int64_t before = resident_bytes();
  EXPECT_GT(before, 0);
  EXPECT_LT(resident_bytes() - before, kNoise) << "committed, and not touched";
  std::fill_n(pages.data(), kBytes, std::byte{1});
  EXPECT_GE(resident_bytes() - before, static_cast<std::int64_t>(kBytes) - kNoise);
}

}  // namespace
}  // namespace assay

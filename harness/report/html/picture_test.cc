// The grid: its limits, its order, and that what is left out is counted.
#include "harness/report/html/picture.h"

#include <gtest/gtest.h>

#include <set>

#include "harness/certify/sample_certificates.h"
#include "harness/report/suspects.h"

namespace assay {
namespace {

// What holds of every picture.
void expect_sound(const Counterexample& counterexample, const std::vector<Suspect>& suspects) {
  const Picture picture = picture_of(counterexample, suspects);
  ASSERT_LE(picture.agents.size(), kMostAgents);
  std::vector<std::size_t> events(picture.agents.size(), 0);
  std::vector<std::size_t> left_out = picture.left_out_below;
  std::vector<std::set<std::size_t>> rows(picture.agents.size());
  for (const PictureEvent& event : picture.events) {
    ASSERT_LT(event.row, picture.rows);
    if (!event.column) continue;
    const std::size_t column = *event.column;
    ASSERT_EQ(counterexample.trace[event.step].agent, picture.agents[column]);
    if (!rows[column].empty()) {
      ASSERT_GT(event.row, *rows[column].rbegin()) << "step " << event.step;
    }
    rows[column].insert(event.row);
    ++events[column];
    left_out[column] += event.left_out_above;
  }
  for (std::size_t column = 0; column < events.size(); ++column) {
    std::size_t steps = 0;
    for (const TraceStep& step : counterexample.trace)
      if (step.agent == picture.agents[column]) ++steps;
    ASSERT_LE(events[column], kMostEvents);
    ASSERT_EQ(events[column] + left_out[column], steps);
  }
  for (const PictureEdge& edge : picture.edges)
    ASSERT_LE(picture.events[std::min(edge.from, edge.to)].row,
              picture.events[std::max(edge.from, edge.to)].row);
}

TEST(Picture, of_any_trace_is_sound) {
  std::size_t pictures = 0;
  for (std::uint64_t seed = 0; seed < 30; ++seed)
    for (const SiteDecision& site : random_certificate(seed).sites)
      for (const Weakening& weakening : site.weakenings) {
        if (!weakening.refutation || weakening.refutation->counterexample.trace.empty()) continue;
        expect_sound(weakening.refutation->counterexample,
                     {{site.site, site.current, weakening.order}});
        ++pictures;
      }
  EXPECT_GT(pictures, 200U);
}

TEST(Picture, keeps_what_broke_and_levels_the_edge_that_explains_it) {
  const Certificate certificate = refuted_sample();
  const Refutation& refutation = *certificate.claims[0].refutation;
  const Picture picture =
      picture_of(refutation.counterexample, suspects_of(certificate, refutation));
  EXPECT_EQ(picture.events.back().guilty, true);
  std::set<RelationKind> kinds;
  for (const PictureEdge& edge : picture.edges) {
    kinds.insert(edge.kind);
    if (edge.kind != RelationKind::race) {
      EXPECT_EQ(picture.events[edge.from].row, picture.events[edge.to].row);
      EXPECT_EQ(picture.events[edge.from].suspect, std::optional<std::size_t>(0));
    }
  }
  EXPECT_EQ(kinds,
            (std::set<RelationKind>{RelationKind::rf, RelationKind::lost, RelationKind::race}));
}

// Each agent that is held up for ever is marked, where it is.
TEST(Picture, marks_every_agent_that_is_stuck) {
  Counterexample stuck{.kind = "deadlock"};
  for (const int agent : {0, 1, 2}) stuck.trace.push_back({agent, "load", "", "1", "", ""});
  stuck.guilty = {0, 2};
  std::vector<std::size_t> marked;
  for (const PictureEvent& event : picture_of(stuck, {}).events)
    if (event.guilty) marked.push_back(event.step);
  EXPECT_EQ(marked, (std::vector<std::size_t>{0, 2}));
}

// Each reads what the other wrote: only one of the edges can be level.
TEST(Picture, edges_that_cross_end) {
  Counterexample crossing;
  for (const int agent : {0, 1}) {
    crossing.trace.push_back({agent, "load", "cell.load", agent == 0 ? "7" : "8", "", ""});
    crossing.trace.push_back({agent, "store", "cell.store", agent == 0 ? "8" : "7", "", ""});
  }
  expect_sound(crossing, {});
  EXPECT_EQ(picture_of(crossing, {}).edges.size(), 2U);
}

}  // namespace
}  // namespace assay

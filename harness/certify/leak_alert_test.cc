// When a series of figures gives a leak alert: its definition word by word, then what
// holds for every short series there is.
#include "harness/certify/leak_alert.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <vector>

namespace assay {
namespace {

using Figures = std::vector<std::int64_t>;

// The recycle of the alert; 0: none.
std::uint64_t alert_at(const Figures& figures, const LeakRule& rule) {
  const std::optional<LeakAlert> alert = find_leak(figures, rule);
  return alert ? alert->alerted.recycle : 0;
}

constexpr LeakRule kThree{.recycles = 3, .tolerance = 10};

TEST(LeakAlert, is_given_at_the_last_of_so_many_growths) {
  EXPECT_EQ(alert_at({0, 11, 22, 33}, kThree), 4U);
  EXPECT_EQ(alert_at({0, 11, 22}, kThree), 0U) << "two growths";
  EXPECT_EQ(alert_at({0, 11}, {.recycles = 1, .tolerance = 10}), 2U);
  EXPECT_EQ(alert_at({}, kThree), 0U);
  EXPECT_EQ(alert_at({5}, kThree), 0U);
}

TEST(LeakAlert, a_growth_is_more_than_the_tolerance) {
  EXPECT_EQ(alert_at({0, 10, 10, 10, 10}, kThree), 0U) << "the tolerance itself";
  EXPECT_EQ(alert_at({0, 11, 21, 31, 41}, kThree), 0U) << "21 and 41 are none";
  EXPECT_EQ(alert_at({0, 11, 21, 31, 41, 42}, kThree), 6U) << "11, 31, 42";
  EXPECT_EQ(alert_at({0, 1, 2, 3}, {.recycles = 3, .tolerance = 0}), 4U);
  EXPECT_EQ(alert_at({7, 7, 7, 7, 7}, {.recycles = 1, .tolerance = 0}), 0U);
}

TEST(LeakAlert, a_plateau_neither_grows_nor_ends_the_run) {
  EXPECT_EQ(alert_at({0, 50, 50, 50, 50, 50, 50}, kThree), 0U) << "it grew once";
  EXPECT_EQ(alert_at({0, 50, 50, 100, 100, 150}, kThree), 6U);
  EXPECT_EQ(alert_at({0, 50, 40, 60, 50, 60, 40}, kThree), 0U) << "noise on a plateau";
  EXPECT_EQ(alert_at({0, 50, 40, 100, 90, 150}, kThree), 6U) << "a fall of the tolerance itself";
}

TEST(LeakAlert, what_creeps_passes_the_tolerance_in_the_end) {
  Figures creeping;
  for (std::int64_t i = 0; i <= 33; ++i) creeping.push_back(i);
  EXPECT_EQ(alert_at(creeping, kThree), 34U) << "11, 22, 33";
  // Returns lift no baseline.
  EXPECT_EQ(alert_at({0, 11, 10, 21, 20, 32, 43}, kThree), 7U);
}

TEST(LeakAlert, a_return_to_the_baseline_ends_the_run) {
  EXPECT_EQ(alert_at({0, 11, 22, 0, 33, 44}, kThree), 0U);
  EXPECT_EQ(alert_at({0, 11, 22, 10, 33, 44}, kThree), 0U) << "as near as the tolerance";
  EXPECT_EQ(alert_at({0, 11, 22, 12, 33, 44}, kThree), 5U) << "not so near, and no fall";
  EXPECT_EQ(alert_at({0, 11, 8, 22, 33}, kThree), 0U) << "a return that is no fall";
  EXPECT_EQ(alert_at({100, 111, 122, 40, 51, 62, 70}, kThree), 0U) << "beneath it";
  EXPECT_EQ(alert_at({100, 111, 122, 40, 51, 62, 73}, kThree), 7U) << "and from there";
}

TEST(LeakAlert, a_fall_ends_the_run_where_the_baseline_is_far) {
  EXPECT_EQ(alert_at({0, 100, 200, 189, 300}, kThree), 0U);
  EXPECT_EQ(alert_at({0, 100, 200, 190, 300}, kThree), 5U) << "the tolerance itself is no fall";
  // The run after it has a baseline of its own, to which 60 is a return.
  EXPECT_EQ(alert_at({0, 100, 50, 61, 60, 72, 83}, kThree), 0U);
  EXPECT_EQ(alert_at({0, 100, 50, 61, 72, 83}, kThree), 6U);
  // A fall counts from the level, not from the highest figure within its tolerance.
  EXPECT_EQ(alert_at({0, 100, 110, 90, 111, 122}, kThree), 6U);
}

TEST(LeakAlert, does_not_look_at_the_warm_up) {
  const Figures warm{500, 600, 700, 800, 0, 11, 22, 33};
  EXPECT_EQ(alert_at(warm, kThree), 4U);
  EXPECT_EQ(alert_at(warm, {.recycles = 3, .tolerance = 10, .warm_up = 1}), 8U);
  EXPECT_EQ(alert_at(warm, {.recycles = 3, .tolerance = 10, .warm_up = 5}), 0U);
  EXPECT_EQ(alert_at(warm, {.recycles = 3, .tolerance = 10, .warm_up = 100}), 0U);
  EXPECT_EQ(alert_at({500, 0, 0}, {.recycles = 1, .tolerance = 10, .warm_up = 1}), 0U);
}

TEST(LeakAlert, says_where_it_began_how_far_it_went_and_whether_it_ended) {
  const Figures figures{3, 0, 2, 20, 40, 41, 60, 80, 75, 5, 100, 200, 300, 400};
  const LeakAlert expected{.last_at_baseline = {3, 2},
                           .alerted = {7, 60},
                           .reached = {8, 80},
                           .growths = 4,
                           .ended = {10, 5}};
  EXPECT_EQ(find_leak(figures, kThree), expected);
  EXPECT_EQ(find_leak(std::span(figures).first(9), kThree)->ended, RecycleFigure{});
}

TEST(LeakAlert, too_few_figures_say_nothing) {
  LeakDetector detector({.recycles = 2, .tolerance = 0, .warm_up = 1});
  for (const bool enough : {false, false, false, false, true}) {
    EXPECT_EQ(detector.enough(), enough) << detector.figures();
    detector.add(0);
  }
  const LeakDetector none({.recycles = ~std::uint64_t{0}, .warm_up = ~std::uint64_t{0}});
  EXPECT_EQ(none.enough(), false);
}

TEST(LeakAlert, is_exact_at_the_largest_figures) {
  const LeakRule strict{.recycles = 2, .tolerance = 0};
  EXPECT_EQ(alert_at({kLargestFigure - 2, kLargestFigure - 1, kLargestFigure}, strict), 3U);
  EXPECT_EQ(alert_at({-kLargestFigure, 0, kLargestFigure}, strict), 3U);
  EXPECT_EQ(
      alert_at({-kLargestFigure, 0, kLargestFigure}, {.recycles = 2, .tolerance = kLargestFigure}),
      0U);
}

// -- for every series of up to seven figures of four sizes ----------------------------

void for_each_series(const std::function<void(const Figures&, const LeakRule&)>& visit) {
  for (std::size_t length = 0; length <= 7; ++length) {
    Figures figures(length, 0);
    for (std::uint32_t code = 0; code < 1U << (2 * length); ++code) {
      for (std::size_t i = 0; i < length; ++i) figures[i] = (code >> (2 * i)) & 3U;
      for (std::uint64_t recycles = 1; recycles <= 3; ++recycles)
        for (std::int64_t tolerance = 0; tolerance <= 1; ++tolerance)
          visit(figures, {.recycles = recycles, .tolerance = tolerance});
    }
  }
}

// Counts how often a property was asked and did not hold; reports once.
struct Property {
  std::uint64_t asked = 0;
  Figures fails;
  LeakRule rule;
  void hold(bool holds, const Figures& figures, const LeakRule& under) {
    ++asked;
    if (holds || !fails.empty()) return;
    fails = figures;
    rule = under;
  }
  void expect_held(std::uint64_t at_least) const {
    EXPECT_GE(asked, at_least);
    EXPECT_EQ(fails, Figures{}) << "recycles " << rule.recycles << ", tolerance " << rule.tolerance;
  }
};

TEST(LeakAlertOfEverySeries, what_returns_to_its_lowest_in_time_never_alerts) {
  Property property;
  for_each_series([&](const Figures& figures, const LeakRule& rule) {
    std::uint64_t away = 0;
    std::uint64_t longest = 0;
    for (std::size_t i = 0; i < figures.size(); ++i) {
      const std::int64_t lowest =
          *std::min_element(figures.begin(), figures.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      away = figures[i] <= lowest + rule.tolerance ? 0 : away + 1;
      longest = std::max(longest, away);
    }
    if (longest < rule.recycles) property.hold(alert_at(figures, rule) == 0, figures, rule);
  });
  property.expect_held(40'000);
}

TEST(LeakAlertOfEverySeries, what_only_grows_by_more_than_the_tolerance_alerts_in_time) {
  Property property;
  for_each_series([&](const Figures& figures, const LeakRule& rule) {
    for (std::size_t i = 1; i < figures.size(); ++i)
      if (figures[i] - figures[i - 1] <= rule.tolerance) return;
    const std::uint64_t due = figures.size() > rule.recycles ? rule.recycles + 1 : 0;
    property.hold(alert_at(figures, rule) == due, figures, rule);
  });
  property.expect_held(70);
}

TEST(LeakAlertOfEverySeries, what_spans_no_more_than_the_tolerances_never_alerts) {
  Property property;
  for_each_series([&](const Figures& figures, const LeakRule& rule) {
    const auto [low, high] = std::minmax_element(figures.begin(), figures.end());
    if (figures.empty() ||
        *high - *low <= static_cast<std::int64_t>(rule.recycles) * rule.tolerance)
      property.hold(alert_at(figures, rule) == 0, figures, rule);
  });
  property.expect_held(25'000);
}

TEST(LeakAlertOfEverySeries, is_the_same_wherever_zero_is_and_in_whatever_unit) {
  Property property;
  for_each_series([&](const Figures& figures, const LeakRule& rule) {
    Figures moved = figures;
    for (std::int64_t& figure : moved) figure = 1000 * figure - 777'777;
    const LeakRule scaled{.recycles = rule.recycles, .tolerance = 1000 * rule.tolerance};
    property.hold(alert_at(moved, scaled) == alert_at(figures, rule), figures, rule);
  });
  property.expect_held(100'000);
}

TEST(LeakAlertOfEverySeries, a_figure_that_comes_twice_changes_no_verdict) {
  Property property;
  for_each_series([&](const Figures& figures, const LeakRule& rule) {
    if (figures.size() > 5) return;
    for (std::size_t i = 0; i < figures.size(); ++i) {
      Figures twice = figures;
      twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(i), figures[i]);
      property.hold((alert_at(twice, rule) == 0) == (alert_at(figures, rule) == 0), figures, rule);
    }
  });
  property.expect_held(10'000);
}

TEST(LeakAlertOfEverySeries, stays_whatever_comes_after) {
  Property property;
  for_each_series([&](const Figures& figures, const LeakRule& rule) {
    if (figures.empty()) return;
    const Figures prefix(figures.begin(), figures.end() - 1);
    const std::uint64_t at = alert_at(figures, rule);
    const std::uint64_t before = alert_at(prefix, rule);
    property.hold(before != 0 ? at == before : at == 0 || at == figures.size(), figures, rule);
  });
  property.expect_held(100'000);
}

TEST(LeakAlertOfEverySeries, asking_for_more_growths_alerts_no_sooner) {
  Property property;
  for_each_series([&](const Figures& figures, const LeakRule& rule) {
    LeakRule more = rule;
    ++more.recycles;
    const std::uint64_t later = alert_at(figures, more);
    const std::uint64_t at = alert_at(figures, rule);
    property.hold(later == 0 || (at != 0 && at < later), figures, rule);
  });
  property.expect_held(100'000);
}

}  // namespace
}  // namespace assay

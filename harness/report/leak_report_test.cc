// The two forms of a leak alert, byte by byte.
#include "harness/report/leak_report.h"

#include <gtest/gtest.h>

#include <sstream>
#include <vector>

#include "harness/report/layout.h"

namespace assay {
namespace {

LeakFindings findings(const std::vector<std::int64_t>& figures, const LeakRule& rule) {
  LeakDetector detector(rule);
  for (const std::int64_t figure : figures) detector.add(figure);
  return {figures, rule, detector.alert(), detector.enough()};
}

constexpr LeakRule kRule{.recycles = 3, .tolerance = 1000};

TEST(LeakReport, shows_where_an_alert_began_and_how_far_it_went) {
  const std::vector<std::int64_t> figures{0, 100, 80, 2000, 4000, 6000, 8000};
  EXPECT_EQ(leak_text(findings(figures, kRule)),
            "ALERT: a run of 4 growths\n"
            "  from   80 at recycle 3 (^); it grew from recycle 4 on\n"
            "  alert  6,000 at recycle 6 (!)\n"
            "  to     8,000 at recycle 7: 7,920 more\n"
            "  ▁▁▁▃▅▆█\n"
            "    ^  !\n");
  EXPECT_EQ(exit_code(findings(figures, kRule)), kExitFailed);
}

TEST(LeakReport, shows_an_alert_that_ended) {
  const std::vector<std::int64_t> figures{-5000, 0, 5000, 10000, -5000};
  EXPECT_EQ(leak_text(findings(figures, kRule)),
            "ALERT: a run of 3 growths\n"
            "  from   -5,000 at recycle 1 (^); it grew from recycle 2 on\n"
            "  alert  10,000 at recycle 4 (!)\n"
            "  to     10,000 at recycle 4: 15,000 more\n"
            "  ended  -5,000 at recycle 5\n"
            "  ▁▃▆█▁\n"
            "  ^  !\n");
}

TEST(LeakReport, says_what_was_sought_and_not_found) {
  const std::vector<std::int64_t> figures{0, 0, 2000, 0, 0};
  EXPECT_EQ(leak_text(findings(figures, kRule)),
            "no alert: 5 figures, and nowhere 3 growths of more than 1,000 each without a\n"
            "          fall or a return to the baseline\n"
            "  ▁▁█▁▁\n");
  EXPECT_EQ(exit_code(findings(figures, kRule)), kExitPass);
}

TEST(LeakReport, too_few_figures_are_no_pass) {
  const std::vector<std::int64_t> figures{0, 2000, 4000};
  EXPECT_EQ(leak_text(findings(figures, kRule)),
            "UNKNOWN: 3 figures are too few for 3 growths of more than 1,000 each without a\n"
            "         fall or a return to the baseline\n"
            "  ▁▅█\n");
  EXPECT_EQ(exit_code(findings(figures, kRule)), kExitUnknown);
  EXPECT_EQ(exit_code(findings({}, kRule)), kExitUnknown);
  EXPECT_EQ(leak_text(findings({}, kRule)).find("▁"), std::string::npos);
}

TEST(LeakReport, is_never_wider_than_a_terminal) {
  std::vector<std::int64_t> figures;
  for (std::int64_t i = 0; i < 500; ++i) figures.push_back(kLargestFigure / 500 * i);
  for (const LeakRule rule : {LeakRule{}, LeakRule{.recycles = 3, .tolerance = kLargestFigure}}) {
    std::istringstream lines(leak_text(findings(figures, rule)));
    std::string line;
    std::size_t count = 0;
    for (; std::getline(lines, line); ++count) EXPECT_LE(width(line), kColumns) << line;
    EXPECT_GE(count, 3U);
  }
}

TEST(LeakReport, has_a_form_for_programs) {
  const std::vector<std::int64_t> grown{0, 2000, 4000, 6000};
  EXPECT_EQ(leak_json(findings(grown, kRule)), R"({
  "alert": {
    "alerted": {
      "figure": 6000,
      "recycle": 4
    },
    "ended": null,
    "growths": 3,
    "last_at_baseline": {
      "figure": 0,
      "recycle": 1
    },
    "reached": {
      "figure": 6000,
      "recycle": 4
    }
  },
  "figures": 4,
  "recycles": 3,
  "result": "ALERT",
  "tolerance": 1000,
  "warm_up": 0
}
)");
  const std::vector<std::int64_t> still{0, 0, 0, 0};
  EXPECT_NE(leak_json(findings(still, kRule)).find("\"result\": \"NO_ALERT\""), std::string::npos);
  EXPECT_NE(leak_json(findings({}, kRule)).find("\"result\": \"UNKNOWN\""), std::string::npos);
}

}  // namespace
}  // namespace assay

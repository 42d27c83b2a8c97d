// Traces as tables: the shapes by hand, then random ones for width and
// completeness.
#include "harness/report/trace_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "harness/report/layout.h"

namespace assay {
namespace {

using testing::HasSubstr;
using testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(TraceTable, of_nothing_is_nothing) { EXPECT_EQ(trace_table({}), ""); }

TEST(TraceTable, has_a_column_per_agent_and_one_for_the_order) {
  const std::vector<TraceStep> trace{{-1, "store", "x", "= 0", "seq_cst", ""},
                                     {0, "store", "x", "= 1", "release", ""},
                                     {1, "load", "x", "➜ 1", "acquire", ""},
                                     {1, "park", "", "", "", ""}};
  EXPECT_EQ(trace_table(trace),
            "  step | agent 0     | agent 1    | order\n"
            "     1 | set-up: store x = 0 seq_cst\n"
            "     2 | store x = 1 |            | release\n"
            "     3 |             | load x ➜ 1 | acquire\n"
            "     4 |             | park       |\n");
}

TEST(TraceTable, marks_the_steps_that_are_the_defect) {
  const std::vector<TraceStep> trace{{0, "write", "data", "7", "", ""},
                                     {0, "store", "x", "1", "relaxed", ""},
                                     {1, "read", "data", "0", "", ""}};
  const std::vector<int> guilty{0, 2};
  const auto lines = lines_of(trace_table(trace, {.guilty = guilty}));
  EXPECT_EQ(lines[1].substr(0, 6), " !   1");
  EXPECT_EQ(lines[2].substr(0, 6), "     2");
  EXPECT_EQ(lines[3].substr(0, 6), " !   3");
  // Their numbers are of the whole, however little is shown.
  EXPECT_EQ(lines_of(trace_table(trace, {.latest = 1, .guilty = guilty}))[2].substr(0, 6),
            " !   3");
}

TEST(TraceTable, leaves_out_the_operations_that_a_value_implies_before_it_cuts_a_name) {
  std::vector<TraceStep> trace;
  for (int agent = 0; agent < 3; ++agent)
    trace.push_back({agent, "cas ok", "lock.take", "0 ➜ 1", "acquire", ""});
  EXPECT_EQ(lines_of(trace_table(trace))[1],
            "     1 | lock.take 0 ➜ 1 |                 |                 | acquire");
  trace.push_back({3, "cas failed", "lock.take", "➜ 1", "relaxed", ""});
  EXPECT_EQ(lines_of(trace_table(trace))[1],
            "     1 | …k.take 0 ➜ 1 |               |               |               | acquire");
}

TEST(TraceTable, cuts_the_beginning_of_a_name_not_its_end) {
  const std::vector<TraceStep> trace{{0, "store", "a_very_long_name.publish", "= 1", "relaxed", ""},
                                     {1, "load", "a_very_long_name.observe", "➜ 1", "relaxed", ""}};
  EXPECT_EQ(lines_of(trace_table(trace, {50, 24}))[1],
            "     1 | …e.publish = 1 |                | relaxed");
}

TEST(TraceTable, shows_the_latest_steps_and_counts_the_earlier_ones) {
  std::vector<TraceStep> trace;
  for (int i = 0; i < 30; ++i)
    trace.push_back({i % 2, "store", "x", "= " + std::to_string(i), "relaxed", ""});
  const auto lines = lines_of(trace_table(trace));
  ASSERT_EQ(lines.size(), 2U + 24U);
  EXPECT_EQ(lines[0], "  (6 earlier steps left out)");
  EXPECT_THAT(lines[2], HasSubstr("     7 | store x = 6"));
  EXPECT_THAT(lines.back(), HasSubstr("    30 |"));
  trace.resize(24);
  EXPECT_THAT(trace_table(trace), Not(HasSubstr("left out")));
  trace.resize(25, trace[0]);
  EXPECT_THAT(trace_table(trace), HasSubstr("(1 earlier step left out)"));
}

TEST(TraceTable, an_agent_that_acted_earlier_keeps_its_column) {
  std::vector<TraceStep> trace{{2, "store", "x", "= 1", "relaxed", ""}};
  trace.resize(30, {0, "load", "x", "➜ 1", "relaxed", ""});
  EXPECT_THAT(lines_of(trace_table(trace))[1], HasSubstr("agent 2"));
}

TEST(TraceTable, more_than_four_agents_are_a_list) {
  std::vector<TraceStep> trace;
  for (int agent = 0; agent < 5; ++agent)
    trace.push_back({agent, "store", "x", "= 1", "relaxed", ""});
  EXPECT_EQ(lines_of(trace_table(trace))[0], "  step | agent: step");
  EXPECT_EQ(lines_of(trace_table(trace))[5], "     5 | 4: store x = 1 relaxed");
}

TEST(TraceTable, fits_its_width_and_loses_no_step) {
  std::mt19937_64 random(1);
  const auto text = [&random](std::size_t longest) {
    constexpr std::array<std::string_view, 6> kPieces{"a", ".publish", "➜ 1", "\x1b", "数", " "};
    std::string out;
    for (std::uint64_t n = random() % longest; n > 0; --n)
      out += kPieces[random() % kPieces.size()];
    return out;
  };
  for (int round = 0; round < 500; ++round) {
    std::vector<TraceStep> trace(1 + random() % 60);
    const auto agents = static_cast<int>(1 + random() % 6);
    for (TraceStep& step : trace)
      step = {static_cast<int>(random() % 7) % (agents + 1) - 1,
              text(4),
              text(12),
              text(8),
              text(5),
              ""};
    const std::size_t columns = 40 + random() % 60;
    const auto lines = lines_of(trace_table(trace, {columns, 24}));
    for (const std::string& line : lines) ASSERT_LE(width(line), columns) << line;
    const std::size_t shown = std::min<std::size_t>(trace.size(), 24);
    ASSERT_EQ(lines.size(), shown + 1 + (trace.size() > 24 ? 1 : 0));
  }
}

}  // namespace
}  // namespace assay

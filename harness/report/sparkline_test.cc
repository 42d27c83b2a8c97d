#include "harness/report/sparkline.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "harness/report/layout.h"

namespace assay {
namespace {

std::string bars(const std::vector<std::int64_t>& numbers, std::size_t columns = 80) {
  return sparkline(numbers, columns);
}

TEST(Sparkline, is_a_bar_for_each_number) {
  EXPECT_EQ(bars({}), "");
  EXPECT_EQ(bars({5}), "▁");
  EXPECT_EQ(bars({5, 5, 5}), "▁▁▁");
  EXPECT_EQ(bars({0, 1, 2, 3, 4, 5, 6, 7}), "▁▂▃▄▅▆▇█");
  EXPECT_EQ(bars({-100, 600, -100, 250}), "▁█▁▅");
}

TEST(Sparkline, of_too_many_numbers_shows_the_highest_of_each_column) {
  EXPECT_EQ(bars({0, 1, 0, 0, 9, 0}, 3), "▂▁█");
  EXPECT_EQ(bars({0, 0, 0, 9, 0}, 2), "▁█");
  for (const std::size_t count : {79U, 80U, 81U, 159U, 160U, 1000U}) {
    std::vector<std::int64_t> numbers(count, 0);
    numbers[count - 1] = 1;
    EXPECT_EQ(width(bars(numbers)), std::min<std::size_t>(count, 80)) << count;
    EXPECT_EQ(bars(numbers).substr(bars(numbers).size() - 3), "█") << count;
    EXPECT_EQ(sparkline_column(count - 1, count, 80), std::min<std::size_t>(count, 80) - 1);
  }
}

TEST(Sparkline, holds_whatever_range) {
  constexpr std::int64_t kLow = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kHigh = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(bars({kLow, kHigh, 0}), "▁█▅");
}

}  // namespace
}  // namespace assay

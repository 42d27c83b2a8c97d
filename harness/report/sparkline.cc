#include "harness/report/sparkline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

namespace assay {

std::size_t sparkline_column(std::size_t index, std::size_t count, std::size_t columns) {
  return count <= columns ? index : index * columns / count;
}

std::string sparkline(std::span<const std::int64_t> numbers, std::size_t columns) {
  constexpr std::array<std::string_view, 8> kBars{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (numbers.empty()) return {};
  std::vector<std::int64_t> highest;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (sparkline_column(i, numbers.size(), columns) == highest.size())
      highest.push_back(numbers[i]);
    else
      highest.back() = std::max(highest.back(), numbers[i]);
  }
  // In floating point, which no range can overflow: a bar is one of eight.
  const auto [low, high] = std::minmax_element(highest.begin(), highest.end());
  const double range = static_cast<double>(*high) - static_cast<double>(*low);
  std::string bars;
  for (const std::int64_t number : highest) {
    const double part =
        range > 0 ? (static_cast<double>(number) - static_cast<double>(*low)) / range : 0;
    bars += kBars[static_cast<std::size_t>(std::lround(part * (kBars.size() - 1)))];
  }
  return bars;
}

}  // namespace assay

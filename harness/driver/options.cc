#include "harness/driver/options.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace assay {

std::variant<std::vector<OrderChange>, UsageError> parse_changes(
    const std::vector<std::string>& texts) {
  std::vector<OrderChange> changes;
  for (const std::string& text : texts) {
    const std::variant<OrderChange, UsageError> parsed = parse_change(text);
    if (const auto* error = std::get_if<UsageError>(&parsed)) return *error;
    changes.push_back(std::get<OrderChange>(parsed));
  }
  std::sort(changes.begin(), changes.end(),
            [](const OrderChange& a, const OrderChange& b) { return a.site < b.site; });
  const auto twice =
      std::adjacent_find(changes.begin(), changes.end(),
                         [](const auto& a, const auto& b) { return a.site == b.site; });
  if (twice != changes.end())
    return UsageError{"--order " + std::string(name(twice->site)) + " is given twice"};
  return changes;
}

std::variant<std::chrono::seconds, UsageError> parse_duration(const std::string& text) {
  const UsageError wrong{"'" + text + "' is no duration: a number and s, m or h, e.g. 10m"};
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, number);
  constexpr std::int64_t kTooLong = 1'000'000;
  if (failed != std::errc{} || rest + 1 != end || number <= 0 || number > kTooLong) return wrong;
  switch (*rest) {
    case 's':
      return std::chrono::seconds(number);
    case 'm':
      return std::chrono::seconds(number * 60);
    case 'h':
      return std::chrono::seconds(number * 3600);
    default:
      return wrong;
  }
}

std::variant<std::uint64_t, UsageError> parse_size(const std::string& text) {
  constexpr std::array<std::pair<std::string_view, unsigned>, 4> kUnits{
      {{"", 0}, {"KB", 10}, {"MB", 20}, {"GB", 30}}};
  constexpr std::uint64_t kLeast = std::uint64_t{1} << 16U;
  constexpr std::uint64_t kMost = std::uint64_t{1} << 36U;
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, number);
  const auto* const unit = std::find_if(
      kUnits.begin(), kUnits.end(),
      [&, from = rest](const auto& each) { return each.first == std::string_view(from, end); });
  if (text.empty() || failed == std::errc::invalid_argument || unit == kUnits.end())
    return UsageError{"'" + text + "' is no size: bytes, or a number and KB, MB or GB, e.g. 80MB"};
  if (failed != std::errc{} || number > (kMost >> unit->second) ||
      (number << unit->second) < kLeast)
    return UsageError{"'" + text + "': a size is from 64KB to 64GB"};
  const std::uint64_t bytes = number << unit->second;
  if (bytes % sizeof(double) != 0)
    return UsageError{"'" + text + "': a size is a multiple of 8 bytes"};
  return bytes;
}

}  // namespace assay

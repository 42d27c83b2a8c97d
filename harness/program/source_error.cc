#include "harness/program/source_error.h"

#include <fmt/format.h>

#include <algorithm>

namespace assay::litmus {
namespace {

// One character of a line: its bytes, and the column it starts in.
struct Glyph {
  std::string_view bytes;
  std::uint64_t column;
};

// The length of the valid UTF-8 sequence at the front; 0: there is none, or it is
// a control character.
std::size_t sequence(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return first < 0x20 || first == 0x7F ? 0 : 1;
  std::size_t length = 0;
  if (first >= 0xC2 && first <= 0xDF) length = 2;
  if (first >= 0xE0 && first <= 0xEF) length = 3;
  if (first >= 0xF0 && first <= 0xF4) length = 4;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0U) != 0x80) return 0;
  const unsigned char second = byte(1);
  const bool control = first == 0xC2 && second < 0xA0;
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool surrogate = first == 0xED && second >= 0xA0;
  const bool beyond = first == 0xF4 && second >= 0x90;
  return control || overlong || surrogate || beyond ? 0 : length;
}

// Of a line, or of its part from byte `skipped` on.
std::vector<Glyph> glyphs(std::string_view line, std::uint64_t skipped = 0) {
  std::vector<Glyph> all;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t length = sequence(line.substr(i));
    const std::string_view shown = line[i] == '\t' ? " " : "?";
    all.push_back({length == 0 ? shown : line.substr(i, length), skipped + i + 1});
    i += std::max<std::size_t>(length, 1);
  }
  return all;
}

std::string_view line_of(std::string_view source, std::uint64_t number) {
  for (; number > 1; --number) {
    const std::size_t end = source.find('\n');
    if (end == std::string_view::npos) return {};
    source.remove_prefix(end + 1);
  }
  std::string_view line = source.substr(0, source.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string shown;
  for (const Glyph& glyph : glyphs(text)) shown += glyph.bytes;
  return shown;
}

std::string to_text(const SourceError& error, std::string_view file, std::string_view source) {
  constexpr std::size_t kBefore = 60;  // characters of a long line that are shown
  constexpr std::size_t kWidth = 96;
  // A line may be as long as a file: only what may be shown is looked at. What that
  // cuts in the middle of a character is cut again below.
  constexpr std::size_t kNear = kWidth * 4;  // bytes
  const std::string_view line = line_of(source, error.at.line);
  const std::uint64_t skipped = error.at.column > kNear ? error.at.column - kNear : 0;
  const std::vector<Glyph> all =
      glyphs(line.substr(std::min(skipped, line.size()), kNear * 2), skipped);

  std::size_t caret = 0;
  while (caret < all.size() && all[caret].column < error.at.column) ++caret;
  const std::size_t first = caret > kWidth - 10 ? caret - kBefore : 0;
  const std::size_t last = std::min(all.size(), first + kWidth);
  std::string shown = first > 0 ? "..." : "";
  const std::size_t indent = shown.size() + caret - first;
  for (std::size_t i = first; i < last; ++i) shown += all[i].bytes;
  if (last < all.size()) shown += "...";
  return fmt::format("{}:{}:{}: {}\n  {}\n  {:>{}}\n", printable(file), error.at.line,
                     error.at.column, error.message, shown, '^', indent + 1);
}

}  // namespace assay::litmus

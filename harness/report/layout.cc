#include "harness/report/layout.h"

#include <algorithm>

#include "harness/report/utf8.h"

namespace assay {

namespace {

constexpr std::string_view kCut = "…";

bool is_unprintable(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

// Coarse: the blocks of East Asian Width that are wide as a whole, and emoji.
std::size_t columns_of(char32_t c) {
  if (c >= 0x300 && c <= 0x36f) return 0;  // combining marks
  const bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) ||
                    (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
                    (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
                    (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) ||
                    (c >= 0x20000 && c <= 0x3fffd);
  return wide ? 2 : 1;
}

// The longest prefix of at most `columns`; takes it off `rest`.
std::string take_columns(std::string_view& rest, std::size_t columns) {
  std::string taken;
  while (!rest.empty()) {
    std::string_view after = rest;
    const char32_t next = take_code_point(after);
    const std::size_t needed = columns_of(next);
    if (needed > columns) break;
    columns -= needed;
    append_code_point(taken, next);
    rest = after;
  }
  return taken;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  bool in_run = false;
  while (!text.empty()) {
    const char32_t next = take_code_point(text);
    const bool replaced = is_unprintable(next);
    if (!replaced)
      append_code_point(out, next);
    else if (!in_run)
      out += ' ';
    in_run = replaced;
  }
  return out;
}

std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) columns += columns_of(take_code_point(text));
  return columns;
}

std::string fit(std::string_view text, std::size_t columns) {
  std::string line = printable(text);
  if (width(line) <= columns) return line;
  if (columns == 0) return {};
  std::string_view rest = line;
  return take_columns(rest, columns - 1) + std::string(kCut);
}

std::string fit_tail(std::string_view text, std::size_t columns) {
  std::string line = printable(text);
  std::size_t left = width(line);
  if (left <= columns) return line;
  if (columns == 0) return {};
  std::string_view rest = line;
  while (left > columns - 1) left -= columns_of(take_code_point(rest));
  return std::string(kCut) + std::string(rest);
}

std::string pad(std::string_view text, std::size_t columns) {
  std::string line = fit(text, columns);
  line.append(columns - width(line), ' ');
  return line;
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  columns = std::max<std::size_t>(columns, 2);  // a wide character must fit
  const std::string line = printable(text);
  std::vector<std::string> lines{""};
  for (std::string_view rest = line; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (word.empty()) continue;
    const std::size_t taken = width(lines.back());
    if (taken != 0 && taken + 1 + width(word) > columns) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    while (width(word) > columns) {
      lines.back() = take_columns(word, columns);
      lines.emplace_back();
    }
    lines.back() += word;
  }
  return lines;
}

std::string paragraph(std::string_view first, std::string_view text, std::size_t columns) {
  std::string out;
  std::string before(first);
  const std::size_t indent = width(first);
  for (const std::string& line : wrap(text, columns - std::min(columns, indent))) {
    out += before + line + "\n";
    before.assign(indent, ' ');
  }
  return out;
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return grouped(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) out += between;
    out += parts[i];
  }
  return out;
}

void TextTable::row(std::vector<std::string> cells) {
  for (std::string& cell : cells) cell = printable(cell);
  rows_.push_back(std::move(cells));
}

std::vector<std::string> TextTable::lines(std::size_t indent) const {
  constexpr std::size_t kGap = 2;
  std::vector<std::size_t> widths;
  for (const auto& cells : rows_) {
    widths.resize(std::max(widths.size(), cells.size()));
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], width(cells[i]));
  }
  std::size_t total = indent;
  for (const std::size_t columns : widths) total += columns + kGap;
  total -= std::min(total, kGap);  // none after the last column
  if (total > kColumns && gives_way_ < widths.size())
    widths[gives_way_] -= std::min(widths[gives_way_], total - kColumns);
  std::vector<std::string> out;
  for (const auto& cells : rows_) {
    std::string line(indent, ' ');
    for (std::size_t i = 0; i < cells.size(); ++i)
      line += pad(cells[i], widths[i]) + std::string(kGap, ' ');
    line.erase(line.find_last_not_of(' ') + 1);
    out.push_back(fit(line, kColumns));
  }
  return out;
}

}  // namespace assay

// Plain text of a bounded width: cutting, padding, wrapping, tables.
//
// Widths are terminal columns. Text that goes in may be anything; what comes out
// holds no control character (a certificate may be printed from a file that
// someone else wrote) and no line is wider than asked for.
//
// Thread safety: values only.
// Invariants: width(fit(t, n)) <= n and width(pad(t, n)) == n; every line of
// wrap(t, n) fits n, for n >= 2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

inline constexpr std::size_t kColumns = 80;

// One line without control and direction characters: each run of them is a space.
std::string printable(std::string_view text);

// Columns that printable text takes: two for a wide East Asian character.
std::size_t width(std::string_view text);

// The text cut to `columns`, with "…" where something was cut: its end, or its
// beginning.
std::string fit(std::string_view text, std::size_t columns);
std::string fit_tail(std::string_view text, std::size_t columns);
std::string pad(std::string_view text, std::size_t columns);

// Broken at spaces; a word that is too long is broken where the line ends.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);

// Wrapped lines, each ended by a newline: `first` stands before the first one,
// as many spaces before the others.
std::string paragraph(std::string_view first, std::string_view text,
                      std::size_t columns = kColumns);

std::string grouped(std::uint64_t number);  // "20,000"

// "1 site", "2 sites"
std::string counted(std::uint64_t number, std::string_view noun);

std::string joined(const std::vector<std::string>& parts, std::string_view between = ", ");

// Rows of cells under one another, two spaces apart. Where they do not fit, the
// column `gives_way` is cut.
class TextTable {
 public:
  explicit TextTable(std::size_t gives_way) : gives_way_(gives_way) {}

  void row(std::vector<std::string> cells);
  // Every row with `indent` spaces before it.
  std::vector<std::string> lines(std::size_t indent) const;

 private:
  std::size_t gives_way_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace assay

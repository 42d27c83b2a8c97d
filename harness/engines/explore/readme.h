// The tables of the engine's README, which tests hold to what is so: every row that a test
// knows has to be there word for word.
//
// Thread safety: functions of their arguments.
// Invariants: tests run in the root of the sources.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

namespace assay::explore {

inline std::string readme() {
  std::ifstream file("harness/engines/explore/README.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

// A row of a table; a cell's own bars are escaped.
template <class... Cells>
std::string table_row(const Cells&... cells) {
  std::string row = "|";
  const auto add = [&row](const std::string& cell) {
    row += " ";
    for (const char c : cell) row += c == '|' ? std::string("\\|") : std::string(1, c);
    row += " |";
  };
  (add(cells), ...);
  return row;
}

}  // namespace assay::explore

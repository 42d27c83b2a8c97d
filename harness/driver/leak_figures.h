// The figures of a series, from lines of text: what `assay leak` reads.
//
// A line is a whole number, or a JSON object of which one member is the figure. Every
// line ends with a newline, after a carriage return or none: a last line without one
// may be half a number, and is refused.
//
// Thread safety: values only.
// Invariants: every line is one figure, or the first that is none is named; nothing is
// skipped.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <variant>
#include <vector>

namespace assay {

inline constexpr std::size_t kLongestFigureLine = 65'536;
inline constexpr std::size_t kMostFigures = 100'000;

struct FigureError {
  std::size_t line = 0;  // from 1
  std::string message;   // printable
};

// `field`: the member of an object; empty: lines are numbers.
// Figures are from -kLargestFigure to kLargestFigure (leak_alert.h).
std::variant<std::vector<std::int64_t>, FigureError> read_figures(std::istream& in,
                                                                  const std::string& field);

}  // namespace assay

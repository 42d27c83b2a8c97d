// What is wrong with a litmus file, and where.
//
// Thread safety: values only.
// Invariants: the printed form is ASCII or valid UTF-8 without control
// characters, whatever bytes the file holds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/program/program.h"

namespace assay::litmus {

struct SourceError {
  Position at;
  std::string message;  // "expected ';'"
};
using SourceErrors = std::vector<SourceError>;

// "FILE:LINE:COLUMN: MESSAGE", the source line, and a caret below the column; three
// lines, each ended. A long line is cut around the column.
std::string to_text(const SourceError& error, std::string_view file, std::string_view source);

// Text from a file, fit for a terminal and for JSON: control characters and bytes
// that are no UTF-8 become '?', tabs blanks.
std::string printable(std::string_view text);

}  // namespace assay::litmus

// Statements as text, for both flavours: they differ in a few words and in their accesses.
//
// Thread safety: values only.
// Invariants: none beyond print.h's.
#pragma once

#include <string>
#include <string_view>

#include "harness/program/program.h"

namespace assay::litmus {

struct CodeWords {
  std::string_view declares;  // a register without a value: "let", "int"
  std::string_view keeps;     // one with a value: "const", "int"
  std::string_view equal;
  std::string_view differs;
  std::string (*access)(const Access& access);
};

std::string print_block(const Block& block, const CodeWords& words, const std::string& indent = "");

}  // namespace assay::litmus

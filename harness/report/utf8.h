// UTF-8, one code point at a time, for texts that may be anything.
//
// Thread safety: values only.
// Invariants: `take` always takes at least one byte; what is not well formed
// (a stray or missing byte, an overlong form, a surrogate) is U+FFFD.
// Reference: Unicode 15, table 3-7.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assay {

inline constexpr char32_t kIllFormed = 0xfffd;

// Takes the first code point off `rest`, which is not empty.
char32_t take_code_point(std::string_view& rest);

void append_code_point(std::string& text, char32_t code_point);

}  // namespace assay

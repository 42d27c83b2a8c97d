// UTF-8 in and out, and what becomes of bytes that are none.
#include "harness/report/utf8.h"

#include <gtest/gtest.h>

#include <vector>

namespace assay {
namespace {

std::u32string decoded(std::string_view text) {
  std::u32string out;
  while (!text.empty()) out += take_code_point(text);
  return out;
}

TEST(Utf8, every_code_point_comes_back) {
  for (char32_t c = 0; c <= 0x10ffff; ++c) {
    if (c >= 0xd800 && c <= 0xdfff) continue;
    std::string text;
    append_code_point(text, c);
    ASSERT_EQ(decoded(text), std::u32string(1, c)) << static_cast<unsigned>(c);
  }
}

TEST(Utf8, lengths_are_those_of_the_standard) {
  const auto length = [](char32_t c) {
    std::string text;
    append_code_point(text, c);
    return text.size();
  };
  EXPECT_EQ(length(0x7f), 1U);
  EXPECT_EQ(length(0x80), 2U);
  EXPECT_EQ(length(0x7ff), 2U);
  EXPECT_EQ(length(0x800), 3U);
  EXPECT_EQ(length(0xffff), 3U);
  EXPECT_EQ(length(0x10000), 4U);
}

TEST(Utf8, ill_formed_bytes_become_the_replacement_one_by_one) {
  EXPECT_EQ(decoded("a\xff"
                    "b"),
            U"a\xfffd"
            U"b");
  EXPECT_EQ(decoded("\x80"), U"\xfffd");
  EXPECT_EQ(decoded("\xc3"), U"\xfffd");                  // cut
  EXPECT_EQ(decoded("\xc3(")[1], U'(');                   // the next one is kept
  EXPECT_EQ(decoded("\xc0\xaf"), U"\xfffd\xfffd");        // overlong
  EXPECT_EQ(decoded("\xe0\x80\xaf")[0], kIllFormed);      // overlong
  EXPECT_EQ(decoded("\xf0\x80\x80\xaf")[0], kIllFormed);  // overlong
  EXPECT_EQ(decoded("\xed\xa0\x80")[0], kIllFormed);      // a surrogate
  EXPECT_EQ(decoded("\xf4\x90\x80\x80")[0], kIllFormed);  // above the last one
  EXPECT_EQ(decoded("\xe2\x9e\x9c"), U"\x279c");
}

}  // namespace
}  // namespace assay

// What an author sees of a mistake: golden texts.
#include "harness/program/source_error.h"

#include <gtest/gtest.h>

#include "harness/program/parse.h"

namespace assay::litmus {
namespace {

std::string errors_of(const std::string& text) {
  std::string all;
  const auto read = read_program(text);
  if (const auto* errors = std::get_if<SourceErrors>(&read))
    for (const SourceError& error : *errors) all += to_text(error, "sb.litmus", text);
  return all;
}

TEST(SourceError, points_at_what_is_missing) {
  EXPECT_EQ(errors_of("JS SB\n"
                      "{ const x = new Int32Array(new SharedArrayBuffer(4)); }\n"
                      "P0 { x[0] = 1; const r0 = x[0] }\n"
                      "exists (0:r0=0)\n"),
            "sb.litmus:3:32: expected ';'\n"
            "  P0 { x[0] = 1; const r0 = x[0] }\n"
            "                                 ^\n");
}

TEST(SourceError, shows_every_mistake_of_meaning) {
  EXPECT_EQ(errors_of("JS SB\n"
                      "{ const x = new Int32Array(new SharedArrayBuffer(4)); }\n"
                      "P0 { x[1] = 1; const r0 = y[0]; }\n"
                      "exists (1:r0=0)\n"),
            "sb.litmus:3:6: index 1 is out of range: 'x' has 1 elements\n"
            "  P0 { x[1] = 1; const r0 = y[0]; }\n"
            "       ^\n"
            "sb.litmus:3:16: unknown view 'y'\n"
            "  P0 { x[1] = 1; const r0 = y[0]; }\n"
            "                 ^\n"
            "sb.litmus:4:9: there is no agent 1\n"
            "  exists (1:r0=0)\n"
            "          ^\n");
}

TEST(SourceError, counts_characters_for_the_caret_and_bytes_for_the_column) {
  EXPECT_EQ(errors_of("JS t \"é→é\" [\n"),
            "sb.litmus:1:16: expected '{'\n"
            "  JS t \"é→é\" [\n"
            "             ^\n");
}

TEST(SourceError, shows_tabs_as_blanks_and_the_unprintable_as_question_marks) {
  EXPECT_EQ(to_text({{1, 6}, "wrong"}, "f\x1b[0m", "\ta\x01\xff\xc3 !\r\nb"),
            "f?[0m:1:6: wrong\n"
            "   a??? !\n"
            "       ^\n");
}

TEST(SourceError, cuts_a_long_line_around_the_column) {
  std::string line(300, 'a');
  line.append("b").append(300, 'c');
  EXPECT_EQ(to_text({{1, 301}, "wrong"}, "f", line),
            "f:1:301: wrong\n  ..." + std::string(60, 'a') + "b" + std::string(35, 'c') +
                "...\n  " + std::string(63, ' ') + "^\n");
}

TEST(SourceError, a_line_as_long_as_a_file_is_cut_between_characters) {
  std::string line;
  for (int i = 0; i < 300'000; ++i) line += "é";
  EXPECT_EQ(to_text({{1, 500'001}, "wrong"}, "f", line).find('?'), std::string::npos);
  EXPECT_EQ(to_text({{1, 500'002}, "wrong"}, "f", line).size(), 286U);
}

TEST(SourceError, points_past_the_end_of_the_file) {
  EXPECT_EQ(errors_of(""),
            "sb.litmus:1:1: expected JS or C, and a name\n  \n"
            "  ^\n");
}

}  // namespace
}  // namespace assay::litmus

// Cutting, padding, wrapping and tables: small inputs by hand, then random ones
// against what the header promises.
#include "harness/report/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace assay {
namespace {

using testing::ElementsAre;

TEST(Width, counts_columns_not_bytes) {
  EXPECT_EQ(width(""), 0U);
  EXPECT_EQ(width("abc"), 3U);
  EXPECT_EQ(width("➜ é"), 3U);
  EXPECT_EQ(width("数据"), 4U);
  EXPECT_EQ(width("e\xcc\x81"), 1U);  // e and a combining acute accent
}

TEST(Printable, control_and_direction_characters_become_a_space) {
  EXPECT_EQ(printable("a\x1b[2Jb\n\n\tc"), "a [2Jb c");
  EXPECT_EQ(printable("a\xc2\x9b"
                      "b"),
            "a b");  // CSI as one character
  EXPECT_EQ(printable("a\xe2\x80\xae"
                      "b"),
            "a b");  // right-to-left override
  EXPECT_EQ(printable("a\xff"), "a\xef\xbf\xbd");
}

TEST(Fit, cuts_the_end_or_the_beginning) {
  EXPECT_EQ(fit("state.publish", 13), "state.publish");
  EXPECT_EQ(fit("state.publish", 6), "state…");
  EXPECT_EQ(fit_tail("state.publish", 6), "…blish");
  EXPECT_EQ(fit("数据", 3), "数…");
  EXPECT_EQ(fit("数据", 2), "…");
  EXPECT_EQ(fit_tail("数据", 3), "…据");
  EXPECT_EQ(fit("ab", 0), "");
  EXPECT_EQ(pad("数据", 4), "数据");
  EXPECT_EQ(pad("数据", 3), "数…");
  EXPECT_EQ(pad("ab", 4), "ab  ");
}

TEST(Wrap, breaks_at_spaces_and_long_words_where_the_line_ends) {
  EXPECT_THAT(wrap("", 10), ElementsAre(""));
  EXPECT_THAT(wrap("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(wrap("a abcdefgh b", 3), ElementsAre("a", "abc", "def", "gh", "b"));
  EXPECT_THAT(wrap("one\n  two", 20), ElementsAre("one two"));
}

TEST(Paragraph, indents_what_follows_as_deep_as_the_first_line) {
  EXPECT_EQ(paragraph("  - ", "one two three", 12), "  - one two\n    three\n");
}

TEST(Numbers, are_grouped_and_counted) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(UINT64_MAX), "18,446,744,073,709,551,615");
  EXPECT_EQ(counted(0, "site"), "0 sites");
  EXPECT_EQ(counted(1, "site"), "1 site");
}

TEST(TextTable, aligns_columns_and_strips_the_ends) {
  TextTable table(0);
  table.row({"a", "bb", ""});
  table.row({"aaa", "b", "c"});
  EXPECT_THAT(table.lines(1), ElementsAre(" a    bb", " aaa  b   c"));
}

TEST(TextTable, cuts_the_column_that_gives_way) {
  TextTable table(0);
  table.row({std::string(100, 'x'), "kept"});
  ASSERT_EQ(table.lines(2).size(), 1U);
  EXPECT_EQ(width(table.lines(2)[0]), kColumns);
  EXPECT_THAT(table.lines(2)[0], testing::EndsWith("x…  kept"));
}

std::string random_text(std::mt19937_64& random) {
  constexpr std::array<std::string_view, 9> kPieces{
      " ", "word", "➜", "数", "\x1b[1m", "\n", "\xff", "a_long_word_of_a_case", "."};
  std::string out;
  for (std::uint64_t n = random() % 12; n > 0; --n) out += kPieces[random() % kPieces.size()];
  return out;
}

TEST(Layout, nothing_is_wider_than_asked_for) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 3000; ++round) {
    const std::string text = random_text(random);
    const std::size_t columns = 2 + random() % 30;
    ASSERT_LE(width(fit(text, columns)), columns) << text;
    ASSERT_LE(width(fit_tail(text, columns)), columns) << text;
    ASSERT_EQ(width(pad(text, columns)), columns) << text;
    for (const std::string& line : wrap(text, columns)) ASSERT_LE(width(line), columns) << text;
    TextTable table(random() % 3);
    table.row({text, random_text(random), random_text(random)});
    for (const std::string& line : table.lines(2)) ASSERT_LE(width(line), kColumns) << text;
  }
}

// Nothing but spaces may get lost in wrapping.
TEST(Layout, wrapping_keeps_every_character) {
  const auto without_spaces = [](std::string text) {
    std::erase(text, ' ');
    return text;
  };
  std::mt19937_64 random(2);
  for (int round = 0; round < 1000; ++round) {
    const std::string text = random_text(random);
    ASSERT_EQ(without_spaces(joined(wrap(text, 7), "")), without_spaces(printable(text)));
  }
}

}  // namespace
}  // namespace assay

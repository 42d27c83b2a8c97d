// Which lines are figures, and what is said of those that are none.
#include "harness/driver/leak_figures.h"

#include <gtest/gtest.h>

#include <sstream>

namespace assay {
namespace {

std::variant<std::vector<std::int64_t>, FigureError> read(const std::string& text,
                                                          const std::string& field = {}) {
  std::istringstream in(text);
  return read_figures(in, field);
}

std::vector<std::int64_t> figures(const std::string& text, const std::string& field = {}) {
  const auto found = read(text, field);
  if (const auto* error = std::get_if<FigureError>(&found)) {
    ADD_FAILURE() << error->line << ": " << error->message;
    return {};
  }
  return std::get<std::vector<std::int64_t>>(found);
}

// "LINE: MESSAGE"
std::string wrong(const std::string& text, const std::string& field = {}) {
  const auto found = read(text, field);
  const auto* error = std::get_if<FigureError>(&found);
  return error == nullptr ? "read" : std::to_string(error->line) + ": " + error->message;
}

using Figures = std::vector<std::int64_t>;

TEST(LeakFigures, are_whole_numbers_one_a_line) {
  EXPECT_EQ(figures(""), Figures{});
  EXPECT_EQ(figures("1\n-2\n030\n"), (Figures{1, -2, 30}));
  EXPECT_EQ(figures("1\r\n2\n3\r\n"), (Figures{1, 2, 3}));
  EXPECT_EQ(figures("9007199254740991\n-9007199254740991\n"),
            (Figures{9007199254740991, -9007199254740991}));
}

TEST(LeakFigures, a_line_that_is_no_number_is_named) {
  const std::string is_none = " is no whole number of at most 9,007,199,254,740,991";
  for (const std::string text :
       {"", "x", "1x", "+1", " 1", "1 ", "1.5", "1e3", "nan", "inf", "-inf", "0x10", "--1",
        "9007199254740992", "-9007199254740992", "99999999999999999999999999"}) {
    EXPECT_EQ(wrong("7\n" + text + "\n8\n").substr(0, 3), "2: ") << text;
    EXPECT_EQ(wrong("7\n" + text + "\r\r\n8\n").substr(0, 3), "2: ") << text;
  }
  EXPECT_EQ(wrong("1\n2\nnan\n"), "3: 'nan'" + is_none);
  EXPECT_EQ(wrong("\n"), "1: ''" + is_none);
}

TEST(LeakFigures, a_last_line_without_an_end_may_be_half_a_number) {
  EXPECT_EQ(wrong("100\n20"), "2: '20' does not end with a newline: cut short?");
  EXPECT_EQ(wrong("{\"a\":1}\n{\"a\":2}", "a").substr(0, 2), "2:");
}

TEST(LeakFigures, rubbish_is_shown_so_that_a_terminal_bears_it) {
  const std::string rubbish{
      "\x7f"
      "ELF\x02\x01\0\x1b[31m\xff\xfe\n",
      14};
  const std::string message = wrong(rubbish);
  EXPECT_EQ(message.substr(0, 3), "1: ");
  EXPECT_EQ(message.find('\x1b'), std::string::npos);
  EXPECT_EQ(message.find('\xff'), std::string::npos);
  EXPECT_LT(wrong(std::string(60'000, 'z') + "\n").size(), 200U);
  EXPECT_EQ(wrong(std::string(kLongestFigureLine + 1, '1')), "1: longer than 65,536 bytes");
  EXPECT_EQ(wrong(std::string(1, '\0') + "\n").substr(0, 2), "1:");
}

TEST(LeakFigures, are_a_member_of_an_object_a_line) {
  EXPECT_EQ(figures("{\"recycle\":1,\"arrayBuffers\":10}\r\n { \"arrayBuffers\" : -20 }\n",
                    "arrayBuffers"),
            (Figures{10, -20}));
  EXPECT_EQ(wrong("{\"a\":1}\n"), "1: '{\"a\":1}' is an object: name its figure with --field");
  EXPECT_EQ(wrong("{\"a\":1,\"b\":2}\n", "c"), "1: no field 'c': there is a, b");
  EXPECT_EQ(wrong("{}\n", "c"), "1: no field 'c': there is none");
  for (const std::string text : {"7", "[1]", "null", "\"a\"", "{\"a\":1", "{\"a\":1}}", "{a:1}"})
    EXPECT_EQ(wrong(text + "\n", "a"), "1: '" + text + "' is no JSON object");
  for (const std::string value :
       {"1.5", "\"1\"", "null", "true", "[1]", "{}", "1e3", "9007199254740992", "-9007199254740992",
        "18446744073709551615", "1e999"})
    EXPECT_EQ(wrong("{\"a\":1}\n{\"a\":" + value + "}\n", "a").substr(0, 2), "2:") << value;
}

TEST(LeakFigures, are_a_hundred_thousand_at_most) {
  std::string text;
  for (std::size_t i = 0; i < kMostFigures; ++i) text += "1\n";
  EXPECT_EQ(figures(text).size(), kMostFigures);
  EXPECT_EQ(wrong(text + "1\n"), "100001: more than 100,000 figures");
}

}  // namespace
}  // namespace assay

// Options as values, and what is said of the wrong ones.
#include "harness/driver/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assay {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<OrderChange> changes(const std::vector<std::string>& texts) {
  const auto answer = parse_changes(texts);
  if (const auto* const wrong = std::get_if<UsageError>(&answer)) {
    ADD_FAILURE() << wrong->message;
    return {};
  }
  return std::get<0>(answer);
}

std::string rejected(const std::vector<std::string>& texts) {
  const auto answer = parse_changes(texts);
  if (const auto* const wrong = std::get_if<UsageError>(&answer)) return wrong->message;
  ADD_FAILURE() << "accepted";
  return {};
}

// In seconds; -1 where the text is rejected.
long seconds(const std::string& text) {
  const auto answer = parse_duration(text);
  const auto* const good = std::get_if<std::chrono::seconds>(&answer);
  return good == nullptr ? -1 : static_cast<long>(good->count());
}

TEST(ParseChanges, come_back_sorted_by_site) {
  const OrderChange store{Site::cell_store, Order::release};
  const OrderChange drop{Site::lock_drop, Order::relaxed};
  EXPECT_THAT(changes({"lock.drop=relaxed", "cell.store=release"}), ElementsAre(store, drop));
  EXPECT_THAT(changes({"cell.store=release", "lock.drop=relaxed"}), ElementsAre(store, drop));
  EXPECT_THAT(changes({}), ElementsAre());
}

TEST(ParseChanges, a_site_is_changed_once) {
  EXPECT_EQ(rejected({"lock.drop=relaxed", "lock.take=relaxed", "lock.drop=relaxed"}),
            "--order lock.drop is given twice");
  EXPECT_EQ(rejected({"lock.drop=relaxed", "lock.drop=acq_rel"}),
            "--order lock.drop is given twice");
}

TEST(ParseChanges, an_unknown_name_is_told_the_nearest) {
  EXPECT_EQ(rejected({"lock.drp=relaxed"}),
            "unknown site 'lock.drp': did you mean lock.drop, lock.pop?");
  EXPECT_EQ(rejected({"lock.drop=relexed"}), "unknown order 'relexed': did you mean relaxed?");
  EXPECT_THAT(rejected({"nosuch=relaxed"}), HasSubstr("harness/world/sites.def"));
}

TEST(ParseChanges, an_order_that_the_operation_cannot_have_is_told_which_it_can) {
  EXPECT_EQ(rejected({"cell.load=release"}),
            "cell.load is a load and cannot be release: its orders are relaxed, acquire, seq_cst");
  EXPECT_THAT(rejected({"lock.grant=acq_rel"}),
              HasSubstr("its orders are relaxed, release, seq_cst"));
  EXPECT_THAT(changes({"lock.drop=acq_rel"}),
              ElementsAre(OrderChange{Site::lock_drop, Order::acq_rel}));
}

TEST(ParseChanges, a_malformed_text_is_one_line) {
  for (const char* const text : {"", "=", "lock.drop", "lock.drop=", "=relaxed", "a=b=c",
                                 "lock.drop=relaxed\n", "lock.drop =relaxed", "LOCK.DROP=relaxed"})
    EXPECT_THAT(rejected({text}), AllOf(Not(""), Not(HasSubstr("\n")))) << text;
}

TEST(ParseDuration, is_a_number_and_a_unit) {
  EXPECT_EQ(seconds("1s"), 1);
  EXPECT_EQ(seconds("90s"), 90);
  EXPECT_EQ(seconds("10m"), 600);
  EXPECT_EQ(seconds("2h"), 7200);
  EXPECT_EQ(seconds("1000000h"), 3'600'000'000);
}

TEST(ParseDuration, anything_else_is_rejected) {
  for (const char* const text :
       {"", "s", "10", "10x", "0s", "-1s", "+1s", "1.5h", " 1s", "1s ", "1 s", "1ms", "1S", "0x1s",
        "1000001s", "99999999999999999999s", "1h30m", "1s\n"})
    EXPECT_EQ(seconds(text), -1) << "'" << text << "'";
  // With a terminating zero inside, too.
  EXPECT_EQ(seconds(std::string("1s\0", 3)), -1);
}

TEST(ParseDuration, the_error_shows_one) {
  EXPECT_EQ(std::get<UsageError>(parse_duration("10x")).message,
            "'10x' is no duration: a number and s, m or h, e.g. 10m");
}

std::string size(const std::string& text) {
  const auto parsed = parse_size(text);
  if (const auto* error = std::get_if<UsageError>(&parsed)) return error->message;
  return std::to_string(std::get<std::uint64_t>(parsed));
}

TEST(ParseSize, is_bytes_or_a_number_and_a_unit_of_two_to_the_ten) {
  EXPECT_EQ(size("80MB"), "83886080");
  EXPECT_EQ(size("64KB"), "65536");
  EXPECT_EQ(size("64GB"), "68719476736");
  EXPECT_EQ(size("65536"), "65536");
}

TEST(ParseSize, anything_else_is_one_line) {
  for (const char* const text : {"", "MB", "80 MB", "80mb", "+80MB", "-1MB", "0x10000", "80MBs"})
    EXPECT_THAT(size(text), HasSubstr("is no size: bytes, or a number and KB, MB or GB")) << text;
  for (const char* const text :
       {"0", "65535", "63KB", "65GB", "18446744073709551615", "18446744073709551616",
        "18446744073709551615GB", "99999999999999999999"})
    EXPECT_THAT(size(text), HasSubstr("a size is from 64KB to 64GB")) << text;
  EXPECT_THAT(size("65537"), HasSubstr("a multiple of 8 bytes"));
}

}  // namespace
}  // namespace assay

// Kinds, messages, and results that hold a value or an error.
#include "harness/subject/error.h"

#include <gtest/gtest.h>

#include <limits>
#include <memory>

namespace assay {
namespace {

TEST(Error, a_kind_has_its_name_in_the_specification) {
  EXPECT_EQ(name(ErrorKind::type_error), "TypeError");
  EXPECT_EQ(name(ErrorKind::range_error), "RangeError");
  EXPECT_EQ(name(ErrorKind::data_clone_error), "DataCloneError");
}

TEST(Error, a_message_takes_none_to_three_parts_of_text_or_number) {
  const auto message = [](auto... parts) {
    return Error(ErrorKind::range_error, parts...).message();
  };
  EXPECT_EQ(message("no parts"), "no parts");
  EXPECT_EQ(message("{} alone", "one"), "one alone");
  EXPECT_EQ(message("{} is not below {}", std::uint64_t{7}, std::uint64_t{4}), "7 is not below 4");
  EXPECT_EQ(
      message("{}: {} of {}", "load", std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max()),
      "load: 0 of 18446744073709551615");
}

TEST(Error, a_text_is_no_format) {
  EXPECT_EQ(Error(ErrorKind::type_error, "{}!", "{}").message(), "{}!");
}

TEST(Error, a_copy_says_the_same) {
  const Error error(ErrorKind::type_error, "{} and {}", "this", "that");
  const Error copy = error;
  EXPECT_EQ(copy.kind(), ErrorKind::type_error);
  EXPECT_EQ(copy.message(), error.message());
}

TEST(Result, holds_a_value_or_an_error) {
  Result<int> value = 3;
  EXPECT_EQ(value.ok(), true);
  EXPECT_EQ(value.value(), 3);
  value.value() = 4;
  EXPECT_EQ(value.value(), 4);

  const Result<int> error = Error(ErrorKind::type_error, "not this");
  EXPECT_EQ(error.ok(), false);
  EXPECT_EQ(error.error().kind(), ErrorKind::type_error);
  EXPECT_EQ(error.error().message(), "not this");
}

TEST(Result, a_value_may_be_movable_only) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(5);
  ASSERT_EQ(result.ok(), true);
  const std::unique_ptr<int> taken = std::move(result.value());
  EXPECT_EQ(*taken, 5);
}

}  // namespace
}  // namespace assay

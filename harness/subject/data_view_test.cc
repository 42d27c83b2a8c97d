// DataView: both byte orders, any alignment, and its range errors.
#include "harness/subject/data_view.h"

#include <gtest/gtest.h>

#include <limits>

#include "harness/subject/counting_world.h"

namespace assay {
namespace {

template <class T>
class DataViewTest : public testing::Test {
 public:
  void SetUp() override {
    buffer = std::move(SharedBuffer<Counting>::create(blocks, 24).value());
    view = std::move(DataView<Counting>::create(buffer, 1, 22).value());
  }
  void TearDown() override {
    view.drop();
    buffer.drop();
    EXPECT_EQ(Counting::alive() - before_, 0) << "a reference leaked";
  }
  // Values whose bytes differ.
  static std::array<T, 3> values() {
    if constexpr (std::is_floating_point_v<T>)
      return {T(0.1), -std::numeric_limits<T>::infinity(), T(-0.0)};
    else if constexpr (std::same_as<T, Float16>)
      return {Float16{0x1234}, Float16{0xFC00}, Float16{0x8000}};
    else
      return {static_cast<T>(0x0123456789ABCDEFULL), std::numeric_limits<T>::min(),
              std::numeric_limits<T>::max()};
  }

  BlockSource<Counting> blocks;
  SharedBuffer<Counting> buffer;
  DataView<Counting> view;

 private:
  const int before_ = Counting::alive();
};
using Values = testing::Types<std::int8_t, std::uint8_t, std::int16_t, std::uint16_t, std::int32_t,
                              std::uint32_t, std::int64_t, std::uint64_t, Float16, float, double>;
TYPED_TEST_SUITE(DataViewTest, Values);

TYPED_TEST(DataViewTest, what_is_set_is_got_at_any_byte_in_either_order) {
  for (const TypeParam value : TestFixture::values())
    for (std::uint64_t index = 0; index + sizeof(TypeParam) <= 22; ++index)
      for (const bool little : {false, true}) {
        ASSERT_EQ(this->view.template set<TypeParam>(index, value, little).ok(), true);
        EXPECT_EQ(stored(this->view.template get<TypeParam>(index, little).value()), stored(value));
      }
}

TYPED_TEST(DataViewTest, bytes_stand_in_the_order_that_was_asked_for) {
  const TypeParam value = TestFixture::values()[0];
  const auto bits = static_cast<std::uint64_t>(stored(value));
  for (const std::uint64_t index : {3U, 4U})
    for (const bool little : {false, true}) {
      ASSERT_EQ(this->view.template set<TypeParam>(index, value, little).ok(), true);
      for (std::size_t i = 0; i < sizeof(TypeParam); ++i) {
        const std::size_t shift = 8 * (little ? i : sizeof(TypeParam) - 1 - i);
        EXPECT_EQ(this->view.template get<std::uint8_t>(index + i).value(),
                  static_cast<std::uint8_t>(bits >> shift));
      }
    }
}

TYPED_TEST(DataViewTest, out_of_range_is_an_error_and_writes_nothing) {
  const std::uint64_t last = 22 - sizeof(TypeParam);
  EXPECT_EQ(this->view.template get<TypeParam>(last).ok(), true);
  for (const std::uint64_t index : {last + 1, std::uint64_t{22}, std::uint64_t{23}, kMaxIndex,
                                    std::numeric_limits<std::uint64_t>::max()}) {
    const auto unread = this->view.template get<TypeParam>(index);
    ASSERT_EQ(unread.ok(), false) << index;
    EXPECT_EQ(unread.error().kind(), ErrorKind::range_error);
    EXPECT_EQ(unread.error().message(), "DataView.get: " + std::to_string(sizeof(TypeParam)) +
                                            " bytes at " + std::to_string(index) +
                                            " are not inside the view");
    const auto refused = this->view.template set<TypeParam>(index, TestFixture::values()[0]);
    ASSERT_EQ(refused.ok(), false) << index;
    EXPECT_EQ(refused.error().kind(), ErrorKind::range_error);
    EXPECT_EQ(refused.error().message(), "DataView.set: " + std::to_string(sizeof(TypeParam)) +
                                             " bytes at " + std::to_string(index) +
                                             " are not inside the view");
  }
  for (std::uint64_t i = 0; i < 22; ++i)
    EXPECT_EQ(this->view.template get<std::uint8_t>(i).value(), 0);
}

TEST(DataViewRange, is_checked_at_creation) {
  BlockSource<Counting> blocks;
  auto buffer = std::move(SharedBuffer<Counting>::create(blocks, 8).value());
  const auto expect_range_error = [&](std::size_t offset, std::optional<std::size_t> length,
                                      const std::string& message) {
    const auto refused = DataView<Counting>::create(buffer, offset, length);
    ASSERT_EQ(refused.ok(), false) << message;
    EXPECT_EQ(refused.error().kind(), ErrorKind::range_error);
    EXPECT_EQ(refused.error().message(), "DataView: " + message);
  };
  const int alive = Counting::alive();
  expect_range_error(9, {}, "byteOffset 9 is beyond byteLength 8");
  expect_range_error(9, 0, "byteOffset 9 is beyond byteLength 8");
  expect_range_error(4, 5, "byteLength 5 exceeds the 4 bytes that follow");
  expect_range_error(8, 1, "byteLength 1 exceeds the 0 bytes that follow");
  constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max();
  expect_range_error(
      4, kMost - 3, "byteLength " + std::to_string(kMost - 3) + " exceeds the 4 bytes that follow");
  auto empty = std::move(DataView<Counting>::create(buffer, 8).value());
  EXPECT_EQ(empty.byte_length(), 0U);
  EXPECT_EQ(empty.byte_offset(), 8U);
  EXPECT_EQ(empty.get<std::int8_t>(0).ok(), false);
  empty.drop();
  buffer.drop();
  EXPECT_EQ(Counting::alive(), alive - 2) << "a refused view kept its block";
}

}  // namespace
}  // namespace assay

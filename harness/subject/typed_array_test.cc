// The fixed-length rows of the semantics of views, for both element types.
#include "harness/subject/typed_array.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "harness/subject/counting_world.h"

namespace assay {
namespace {

template <class T>
class TypedArrayTest : public testing::Test {
 public:
  using View = TypedArray<Counting, T>;
  static constexpr std::size_t kElementSize = sizeof(T);

  void TearDown() override { EXPECT_EQ(Counting::alive() - before_, 0) << "a reference leaked"; }

  SharedBuffer<Counting> buffer(std::size_t bytes) {
    return std::move(SharedBuffer<Counting>::create(blocks_, bytes).value());
  }
  View view(const SharedBuffer<Counting>& on, std::size_t offset = 0,
            std::optional<std::size_t> length = {}) {
    Result<View> made = View::create(on, offset, length);
    EXPECT_EQ(made.ok(), true) << offset;
    return made.ok() ? std::move(made.value()) : View();
  }
  // The view is refused with this message, and took no reference.
  void expect_range_error(std::size_t bytes, std::size_t offset, std::optional<std::size_t> length,
                          const std::string& message) {
    SharedBuffer<Counting> on = buffer(bytes);
    const Result<View> refused = View::create(on, offset, length);
    ASSERT_EQ(refused.ok(), false) << bytes << " " << offset;
    EXPECT_EQ(refused.error().kind(), ErrorKind::range_error);
    EXPECT_EQ(refused.error().message(), std::string(array_name<T>()) + message);
    on.drop();  // the only reference, or TearDown finds the block alive
  }

 private:
  BlockSource<Counting> blocks_;
  const int before_ = Counting::alive();
};
using Elements = testing::Types<std::int8_t, std::uint8_t, Uint8Clamped, std::int16_t,
                                std::uint16_t, std::int32_t, std::uint32_t, std::int64_t,
                                std::uint64_t, Float16, float, double>;
TYPED_TEST_SUITE(TypedArrayTest, Elements);

// Elements of several bytes: there are offsets and rests that do not fit.
template <class T>
class WideTypedArrayTest : public TypedArrayTest<T> {};
using WideElements =
    testing::Types<std::int32_t, std::uint32_t, float, std::int64_t, std::uint64_t, double>;
TYPED_TEST_SUITE(WideTypedArrayTest, WideElements);

// An element of every type, told apart by its bits.
template <class T>
T made_of(std::uint64_t bits) {
  return element<T>(static_cast<Stored<T>>(bits));
}

std::string text(std::size_t number) { return std::to_string(number); }

TYPED_TEST(TypedArrayTest, without_a_length_covers_what_follows_the_offset) {
  constexpr std::size_t kSize = TestFixture::kElementSize;
  auto buffer = this->buffer(4 * kSize);
  for (std::size_t first = 0; first <= 4; ++first) {
    auto view = this->view(buffer, first * kSize);
    EXPECT_EQ(view.length(), 4 - first);
    EXPECT_EQ(view.byte_offset(), first * kSize);
    EXPECT_EQ(view.byte_index(1), (first + 1) * kSize);
    view.drop();
  }
  buffer.drop();
}

TYPED_TEST(TypedArrayTest, a_length_may_be_anything_that_fits) {
  constexpr std::size_t kSize = TestFixture::kElementSize;
  auto buffer = this->buffer(4 * kSize + 1);  // an explicit length needs no whole rest
  for (std::size_t first = 0; first <= 4; ++first)
    for (std::size_t length = 0; length <= 4 - first; ++length) {
      auto view = this->view(buffer, first * kSize, length);
      EXPECT_EQ(view.length(), length);
      view.drop();
    }
  buffer.drop();
}

TYPED_TEST(TypedArrayTest, an_empty_buffer_has_an_empty_view) {
  auto buffer = this->buffer(0);
  auto view = this->view(buffer);
  EXPECT_EQ(view.length(), 0U);
  EXPECT_EQ(view.get(0), std::nullopt);
  view.drop();
  buffer.drop();
}

TYPED_TEST(WideTypedArrayTest, a_misaligned_offset_is_a_range_error) {
  constexpr std::size_t kSize = TestFixture::kElementSize;
  for (std::size_t offset = 1; offset < kSize; ++offset)
    this->expect_range_error(64, offset, {},
                             ": byteOffset " + text(offset) + " is no multiple of " + text(kSize));
  this->expect_range_error(64, kSize + 1, 1,
                           ": byteOffset " + text(kSize + 1) + " is no multiple of " + text(kSize));
}

TYPED_TEST(WideTypedArrayTest, a_rest_that_is_no_whole_element_is_a_range_error) {
  constexpr std::size_t kSize = TestFixture::kElementSize;
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{10}, 4 * kSize - 1})
    this->expect_range_error(bytes, 0, {},
                             ": byteLength " + text(bytes) + " is no multiple of " + text(kSize));
}

TYPED_TEST(TypedArrayTest, an_offset_beyond_the_buffer_is_a_range_error) {
  constexpr std::size_t kSize = TestFixture::kElementSize;
  const std::string beyond =
      ": byteOffset " + text(5 * kSize) + " is beyond byteLength " + text(4 * kSize);
  this->expect_range_error(4 * kSize, 5 * kSize, {}, beyond);
  this->expect_range_error(4 * kSize, 5 * kSize, 0, beyond);
}

TYPED_TEST(WideTypedArrayTest, a_length_that_does_not_fit_is_a_range_error) {
  constexpr std::size_t kSize = TestFixture::kElementSize;
  this->expect_range_error(4 * kSize, 0, 5, ": length 5 exceeds the 4 elements that follow");
  this->expect_range_error(4 * kSize, kSize, 4, ": length 4 exceeds the 3 elements that follow");
  this->expect_range_error(4 * kSize, 4 * kSize, 1,
                           ": length 1 exceeds the 0 elements that follow");
  // Where length * size overflows to something that would fit.
  constexpr std::size_t kWraps = std::numeric_limits<std::size_t>::max() / kSize + 1;
  this->expect_range_error(4 * kSize, 0, kWraps,
                           ": length " + text(kWraps) + " exceeds the 4 elements that follow");
}

// As ECMA-262 has it: offset, whole elements, room, length.
TYPED_TEST(WideTypedArrayTest, the_first_error_in_order_is_reported) {
  constexpr std::size_t kSize = TestFixture::kElementSize;
  this->expect_range_error(10, 65, {}, ": byteOffset 65 is no multiple of " + text(kSize));
  this->expect_range_error(10, 64, {}, ": byteLength 10 is no multiple of " + text(kSize));
  this->expect_range_error(10, 64, 99, ": byteOffset 64 is beyond byteLength 10");
}

TYPED_TEST(TypedArrayTest, plain_access_reads_back_the_limits) {
  using T = TypeParam;
  auto buffer = this->buffer(64);
  auto view = this->view(buffer, 8, 2);
  for (const std::uint64_t bits : {std::uint64_t{0}, std::uint64_t{0x8181818181818181},
                                   std::uint64_t{0x7F7F7F7F7F7F7F7F}, ~std::uint64_t{0}}) {
    EXPECT_EQ(view.set(1, made_of<T>(bits)), true);
    ASSERT_EQ(view.get(1).has_value(), true);
    EXPECT_EQ(stored(*view.get(1)), static_cast<Stored<T>>(bits));
    EXPECT_EQ(stored(*view.get(0)), Stored<T>{0});
  }
  view.drop();
  buffer.drop();
}

TYPED_TEST(TypedArrayTest, plain_access_out_of_range_reads_nothing_and_writes_nothing) {
  using T = TypeParam;
  constexpr std::size_t kSize = TestFixture::kElementSize;
  auto buffer = this->buffer(4 * kSize);
  auto all = this->view(buffer);
  auto middle = this->view(buffer, kSize, 2);
  constexpr std::size_t kLast = std::numeric_limits<std::size_t>::max();
  for (const std::size_t index :
       {std::size_t{2}, std::size_t{3}, kLast / kSize + (kSize > 1 ? 1 : 0), kLast}) {
    EXPECT_EQ(middle.get(index), std::nullopt) << index;
    EXPECT_EQ(middle.set(index, made_of<T>(7)), false) << index;
  }
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(all.get(i), T{}) << i;
  middle.drop();
  all.drop();
  buffer.drop();
}

TYPED_TEST(TypedArrayTest, a_view_holds_its_block) {
  auto buffer = this->buffer(64);
  const BlockId id = buffer.id();
  auto view = this->view(buffer);
  buffer.drop();
  EXPECT_EQ(view.set(3, made_of<TypeParam>(9)), true);
  EXPECT_EQ(view.get(3), made_of<TypeParam>(9));
  EXPECT_EQ(view.block().id(), id);
  view.drop();
}

TYPED_TEST(TypedArrayTest, more_references_than_can_be_counted_are_a_range_error) {
  auto buffer = this->buffer(64);
  Counting::weight = (1U << 30U) - 1;
  ASSERT_EQ(buffer.block().retain(), true);
  Counting::weight = 1;
  const auto refused = TypedArray<Counting, TypeParam>::create(buffer);
  ASSERT_EQ(refused.ok(), false);
  EXPECT_EQ(refused.error().kind(), ErrorKind::range_error);
  EXPECT_EQ(refused.error().message(), "SharedArrayBuffer: more than 2^30 references");
  Counting::weight = (1U << 30U) - 1;
  buffer.block().release();
  Counting::weight = 1;
  buffer.drop();
}

TEST(TypedArrays, two_widths_over_one_block_see_each_other) {
  BlockSource<Counting> blocks;
  auto buffer = std::move(SharedBuffer<Counting>::create(blocks, 16).value());
  auto wide = std::move(BigInt64Array<Counting>::create(buffer, 8).value());
  auto narrow = std::move(Int32Array<Counting>::create(buffer).value());
  EXPECT_EQ(wide.set(0, -1), true);
  EXPECT_EQ(narrow.get(1), 0);
  EXPECT_EQ(narrow.get(2), -1);
  EXPECT_EQ(narrow.get(3), -1);
  narrow.drop();
  wide.drop();
  buffer.drop();
}

}  // namespace
}  // namespace assay

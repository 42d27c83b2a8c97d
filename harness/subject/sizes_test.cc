// Sizes at the limits: nothing, one byte, a page and one byte around it.
#include <gtest/gtest.h>
#include <unistd.h>

#include <vector>

#include "harness/subject/counting_world.h"
#include "harness/subject/typed_array.h"

namespace assay {
namespace {

using Buffer = SharedBuffer<Counting>;
using Bytes = TypedArray<Counting, std::uint8_t>;

std::vector<std::size_t> sizes() {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return {0, 1, page - 1, page, page + 1, 2 * page - 1, 2 * page, 2 * page + 1};
}

class Sizes : public testing::Test {
 public:
  void TearDown() override {
    EXPECT_EQ(blocks.account().bytes(), 0U);
    EXPECT_EQ(blocks.account().reserved(), 0U);
  }
  // All bytes are zero and can be written; past the last there is none.
  static void expect_bytes(const Buffer& buffer, std::size_t length) {
    EXPECT_EQ(buffer.byte_length(), length);
    Bytes bytes = std::move(Bytes::create(buffer).value());
    EXPECT_EQ(bytes.length(), length);
    for (std::size_t i = 0; i < length; ++i) ASSERT_EQ(bytes.get(i), 0) << i << " of " << length;
    EXPECT_EQ(bytes.get(length), std::nullopt);
    EXPECT_EQ(bytes.set(length, 1), false);
    if (length > 0) {
      EXPECT_EQ(bytes.set(length - 1, 0x5A), true);
      EXPECT_EQ(bytes.get(length - 1), 0x5A);
      EXPECT_EQ(bytes.set(length - 1, 0), true);
    }
    bytes.drop();
  }

  BlockSource<Counting> blocks;
};

TEST_F(Sizes, every_size_is_there_to_its_last_byte) {
  for (const std::size_t length : sizes()) {
    Buffer fixed = std::move(Buffer::create(blocks, length).value());
    expect_bytes(fixed, length);
    EXPECT_EQ(fixed.max_byte_length(), length);
    EXPECT_EQ(blocks.account().bytes(), length);
    fixed.drop();
    Buffer full = std::move(Buffer::create_growable(blocks, length, length).value());
    expect_bytes(full, length);
    EXPECT_EQ(full.grow(length).ok(), true);
    EXPECT_EQ(full.grow(length + 1).error().kind(), ErrorKind::range_error);
    EXPECT_EQ(full.byte_length(), length);
    full.drop();
  }
}

TEST_F(Sizes, a_buffer_grows_to_every_size) {
  for (const std::size_t from : sizes())
    for (const std::size_t to : sizes()) {
      Buffer buffer = std::move(Buffer::create_growable(blocks, from, sizes().back()).value());
      EXPECT_EQ(buffer.grow(to).ok(), to >= from) << from << " to " << to;
      expect_bytes(buffer, std::max(from, to));
      EXPECT_EQ(blocks.account().bytes(), std::max(from, to));
      buffer.drop();
    }
}

TEST_F(Sizes, a_slice_has_every_size) {
  Buffer buffer = std::move(Buffer::create(blocks, sizes().back()).value());
  for (const std::size_t length : sizes()) {
    Buffer copy = std::move(buffer.slice(blocks, 0, length).value());
    expect_bytes(copy, length);
    copy.drop();
  }
  buffer.drop();
}

}  // namespace
}  // namespace assay

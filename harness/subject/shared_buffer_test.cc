// The fixed-length rows of the semantics of SharedArrayBuffer.
#include "harness/subject/shared_buffer.h"

#include <gtest/gtest.h>

#include "harness/subject/counting_world.h"
#include "harness/subject/scoped.h"

namespace assay {
namespace {

using Buffer = SharedBuffer<Counting>;
using Weak = WeakBuffer<Counting>;

class SharedBufferTest : public testing::Test {
 public:
  void TearDown() override {
    Counting::weight = 1;
    EXPECT_EQ(alive(), 0) << "a block outlived its test, or was freed twice";
  }
  int alive() const { return Counting::alive() - before_; }
  Buffer create(std::uint64_t bytes) {
    Result<Buffer> made = Buffer::create(blocks, bytes);
    EXPECT_EQ(made.ok(), true) << bytes;
    return made.ok() ? std::move(made.value()) : Buffer();
  }

  BlockSource<Counting> blocks;

 private:
  const int before_ = Counting::alive();
};

TEST_F(SharedBufferTest, has_the_length_asked_for_and_is_zero) {
  for (const std::size_t bytes : {0U, 1U, 7U, 8U, 4096U, 65537U}) {
    Buffer buffer = create(bytes);
    EXPECT_EQ(buffer.empty(), false);
    EXPECT_EQ(buffer.byte_length(), bytes);
    std::size_t nonzero = 0;
    for (std::size_t i = 0; i < bytes; ++i)
      nonzero += buffer.block().bytes().plain_load<std::uint8_t>(i) != 0 ? 1U : 0U;
    EXPECT_EQ(nonzero, 0U) << bytes;
    buffer.drop();
  }
}

TEST_F(SharedBufferTest, without_a_maximum_the_length_is_fixed) {
  for (const std::size_t bytes : {0U, 8U}) {
    Buffer buffer = create(bytes);
    EXPECT_EQ(buffer.growable(), false);
    EXPECT_EQ(buffer.max_byte_length(), bytes);
    for (const std::uint64_t length : {std::uint64_t{0}, std::uint64_t{bytes}, kMaxIndex + 1}) {
      const auto refused = buffer.grow(length);
      ASSERT_EQ(refused.ok(), false);
      EXPECT_EQ(refused.error().kind(), ErrorKind::type_error);
    }
    EXPECT_EQ(buffer.byte_length(), bytes);
    buffer.drop();
  }
}

template <class T>
constexpr bool kShrinksOrMoves = requires(T& buffer) {
  buffer.resize(0);
}
|| requires(T& buffer) { buffer.transfer(); }
|| requires(T& buffer) { buffer.detach(); }
|| requires(T& buffer) { buffer.detached(); };

TEST_F(SharedBufferTest, nothing_shrinks_moves_or_detaches_it) {
  EXPECT_EQ(kShrinksOrMoves<Buffer>, false);
  EXPECT_EQ(kShrinksOrMoves<Block<Counting>>, false);
}

TEST_F(SharedBufferTest, a_length_beyond_the_largest_index_is_a_range_error) {
  const Result<Buffer> made = Buffer::create(blocks, std::uint64_t{1} << 53U);
  ASSERT_EQ(made.ok(), false);
  EXPECT_EQ(made.error().kind(), ErrorKind::range_error);
  EXPECT_EQ(made.error().message(),
            "SharedArrayBuffer: cannot allocate byteLength 9007199254740992");
}

// Where memory never ends, the largest index of ECMA-262 is the limit.
struct Boundless : Production {
  struct Bytes : Production::Bytes {
    static bool reserve(std::size_t) { return true; }
    static bool commit(std::size_t) { return true; }
  };
};

TEST_F(SharedBufferTest, the_largest_index_is_the_largest_length) {
  BlockSource<Boundless> boundless;
  auto largest = SharedBuffer<Boundless>::create(boundless, kMaxIndex);
  ASSERT_EQ(largest.ok(), true);
  EXPECT_EQ(largest.value().byte_length(), kMaxIndex);
  largest.value().drop();
  EXPECT_EQ(SharedBuffer<Boundless>::create(boundless, kMaxIndex + 1).ok(), false);
  auto growing = SharedBuffer<Boundless>::create_growable(boundless, kMaxIndex - 1, kMaxIndex);
  ASSERT_EQ(growing.ok(), true);
  EXPECT_EQ(growing.value().grow(kMaxIndex).ok(), true);
  EXPECT_EQ(growing.value().grow(kMaxIndex + 1).error().message(),
            "SharedArrayBuffer.grow: byteLength 9007199254740992 exceeds maxByteLength "
            "9007199254740991");
  EXPECT_EQ(growing.value().byte_length(), kMaxIndex);
  EXPECT_EQ(boundless.account().bytes(), kMaxIndex);
  growing.value().drop();
  EXPECT_EQ(boundless.account().bytes(), 0U);
  EXPECT_EQ(SharedBuffer<Boundless>::create_growable(boundless, 0, kMaxIndex + 1).ok(), false);
}

TEST_F(SharedBufferTest, a_length_that_no_memory_has_is_a_range_error) {
  const Result<Buffer> made = Buffer::create(blocks, std::uint64_t{1} << 50U);
  ASSERT_EQ(made.ok(), false);
  EXPECT_EQ(made.error().kind(), ErrorKind::range_error);
  EXPECT_EQ(made.error().message(),
            "SharedArrayBuffer: cannot allocate byteLength 1125899906842624");
  for (const std::uint64_t bytes : {kMaxIndex, kMaxIndex + 2, ~std::uint64_t{0}})
    EXPECT_EQ(Buffer::create(blocks, bytes).ok(), false) << bytes;
  EXPECT_EQ(alive(), 0);
}

TEST_F(SharedBufferTest, a_shared_handle_is_the_same_block) {
  Buffer buffer = create(8);
  Result<Buffer> other = buffer.share();
  ASSERT_EQ(other.ok(), true);
  EXPECT_EQ(other.value().id(), buffer.id());
  EXPECT_EQ(&other.value().block(), &buffer.block());
  buffer.block().bytes().plain_store<std::int32_t>(4, 9);
  buffer.drop();
  EXPECT_EQ(other.value().block().bytes().plain_load<std::int32_t>(4), 9);
  other.value().drop();
}

TEST_F(SharedBufferTest, two_buffers_are_two_blocks) {
  Buffer one = create(8);
  Buffer two = create(8);
  EXPECT_NE(one.id(), two.id());
  one.drop();
  two.drop();
}

TEST_F(SharedBufferTest, a_handle_that_was_moved_from_or_dropped_is_empty) {
  Buffer buffer = create(8);
  Buffer moved = std::move(buffer);
  EXPECT_EQ(buffer.empty(), true);  // NOLINT(bugprone-use-after-move): the point
  EXPECT_EQ(moved.empty(), false);
  Buffer assigned;
  assigned = std::move(moved);
  EXPECT_EQ(moved.empty(), true);  // NOLINT(bugprone-use-after-move): the point
  buffer.drop();
  moved.drop();
  EXPECT_EQ(assigned.empty(), false);
  assigned.drop();
  EXPECT_EQ(assigned.empty(), true);
  assigned.drop();
  EXPECT_EQ(alive(), 0);
}

TEST_F(SharedBufferTest, more_handles_than_can_be_counted_are_a_range_error) {
  Buffer buffer = create(8);
  Counting::weight = (1U << 30U) - 1;
  ASSERT_EQ(buffer.block().retain(), true);
  Counting::weight = 1;
  const Result<Buffer> refused = buffer.share();
  ASSERT_EQ(refused.ok(), false);
  EXPECT_EQ(refused.error().kind(), ErrorKind::range_error);
  EXPECT_EQ(refused.error().message(), "SharedArrayBuffer: more than 2^30 references");
  Counting::weight = (1U << 30U) - 1;
  buffer.block().release();
  Counting::weight = 1;
  buffer.drop();
}

TEST_F(SharedBufferTest, a_weak_handle_upgrades_while_a_strong_one_lives) {
  Buffer buffer = create(8);
  Weak weak = std::move(Weak::of(buffer).value());
  Buffer strong = weak.upgrade();
  ASSERT_EQ(strong.empty(), false);
  EXPECT_EQ(strong.id(), buffer.id());
  buffer.drop();
  Buffer again = weak.upgrade();
  EXPECT_EQ(again.empty(), false);
  again.drop();
  strong.drop();
  EXPECT_EQ(weak.upgrade().empty(), true);
  weak.drop();
  EXPECT_EQ(weak.upgrade().empty(), true);
  weak.drop();
}

TEST_F(SharedBufferTest, more_weak_handles_than_can_be_counted_are_a_range_error) {
  Buffer buffer = create(8);
  Counting::weight = (1U << 30U) - 1;
  ASSERT_EQ(buffer.block().retain_weak(), true);
  Counting::weight = 1;
  const Result<Weak> refused = Weak::of(buffer);
  ASSERT_EQ(refused.ok(), false);
  EXPECT_EQ(refused.error().kind(), ErrorKind::range_error);
  EXPECT_EQ(refused.error().message(), "SharedArrayBuffer: more than 2^30 weak references");
  Counting::weight = (1U << 30U) - 1;
  buffer.block().release_weak();
  Counting::weight = 1;
  buffer.drop();
}

TEST_F(SharedBufferTest, a_scoped_handle_drops_once) {
  {
    Scoped<Buffer> scoped(create(8));
    EXPECT_EQ(scoped->byte_length(), 8U);
    const Scoped<Buffer> moved = std::move(scoped);
    EXPECT_EQ((*scoped).empty(), true);  // NOLINT(bugprone-use-after-move): the point
    EXPECT_GT(alive(), 0);
  }
  EXPECT_EQ(alive(), 0);
}

}  // namespace
}  // namespace assay

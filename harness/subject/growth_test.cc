// Growable buffers: every row of their semantics, and views that track a length.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "harness/subject/counting_world.h"
#include "harness/subject/data_view.h"
#include "harness/subject/typed_array.h"

namespace assay {
namespace {

class Growth : public testing::Test {
 public:
  void TearDown() override { EXPECT_EQ(Counting::alive() - before_, 0) << "a reference leaked"; }

  SharedBuffer<Counting> growable(std::uint64_t length, std::uint64_t most) {
    return std::move(SharedBuffer<Counting>::create_growable(blocks, length, most).value());
  }
  template <class T>
  TypedArray<Counting, T> view(const SharedBuffer<Counting>& on, std::size_t offset = 0,
                               std::optional<std::size_t> length = {}) {
    return std::move(TypedArray<Counting, T>::create(on, offset, length).value());
  }
  template <class R>
  static std::string error_of(const R& result) {
    return result.ok() ? "none"
                       : std::string(name(result.error().kind())) + ": " + result.error().message();
  }

  BlockSource<Counting> blocks;

 private:
  const int before_ = Counting::alive();
};

TEST_F(Growth, a_growable_buffer_says_so) {
  auto buffer = growable(8, 24);
  EXPECT_EQ(buffer.growable(), true);
  EXPECT_EQ(buffer.byte_length(), 8U);
  EXPECT_EQ(buffer.max_byte_length(), 24U);
  auto fixed = std::move(SharedBuffer<Counting>::create(blocks, 8).value());
  EXPECT_EQ(fixed.growable(), false);
  EXPECT_EQ(fixed.max_byte_length(), 8U);
  fixed.drop();
  buffer.drop();
}

TEST_F(Growth, a_maximum_of_zero_is_growable) {
  auto buffer = growable(0, 0);
  EXPECT_EQ(buffer.growable(), true);
  EXPECT_EQ(buffer.max_byte_length(), 0U);
  EXPECT_EQ(error_of(buffer.grow(0)), "none");
  EXPECT_EQ(error_of(buffer.grow(1)),
            "RangeError: SharedArrayBuffer.grow: byteLength 1 exceeds maxByteLength 0");
  buffer.drop();
}

TEST_F(Growth, one_that_comes_too_late_is_a_range_error) {
  auto buffer = growable(8, 24);
  auto other = std::move(buffer.share().value());
  ASSERT_EQ(error_of(other.grow(24)), "none");
  EXPECT_EQ(error_of(buffer.grow(16)),
            "RangeError: SharedArrayBuffer.grow: byteLength 16 would shrink the buffer");
  EXPECT_EQ(buffer.byte_length(), 24U);
  other.drop();
  buffer.drop();
}

// Counts the writes of a length.
struct Watched : Production {
  static inline int writes = 0;

  template <class T>
  struct Atomic : Production::Atomic<T> {
    using Production::Atomic<T>::Atomic;
    template <Site S, Site F>
    bool compare_exchange(T& expected, T desired, At<S> site, At<F> failing, Where where = {}) {
      writes += S == Site::length_grow ? 1 : 0;
      return Production::Atomic<T>::compare_exchange(expected, desired, site, failing, where);
    }
  };
};

TEST_F(Growth, to_the_same_length_writes_nothing) {
  BlockSource<Watched> watched;
  auto buffer = std::move(SharedBuffer<Watched>::create_growable(watched, 8, 24).value());
  Watched::writes = 0;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(buffer.grow(8).ok(), true);
  EXPECT_EQ(buffer.grow(7).ok(), false);
  EXPECT_EQ(buffer.grow(25).ok(), false);
  EXPECT_EQ(Watched::writes, 0);
  EXPECT_EQ(buffer.grow(9).ok(), true);
  EXPECT_EQ(Watched::writes, 1);
  buffer.drop();
}

TEST_F(Growth, is_refused_with_its_reason_and_changes_nothing) {
  EXPECT_EQ(error_of(SharedBuffer<Counting>::create_growable(blocks, 9, 8)),
            "RangeError: SharedArrayBuffer: byteLength 9 exceeds maxByteLength 8");
  EXPECT_EQ(error_of(SharedBuffer<Counting>::create_growable(blocks, 0, std::uint64_t{1} << 53U)),
            "RangeError: SharedArrayBuffer: cannot reserve maxByteLength 9007199254740992");
  EXPECT_EQ(error_of(SharedBuffer<Counting>::create_growable(blocks, 0, std::uint64_t{1} << 50U)),
            "RangeError: SharedArrayBuffer: cannot reserve maxByteLength 1125899906842624");
  auto fixed = std::move(SharedBuffer<Counting>::create(blocks, 8).value());
  EXPECT_EQ(error_of(fixed.grow(8)),
            "TypeError: SharedArrayBuffer.grow: the buffer has a fixed length");
  fixed.drop();
  auto buffer = growable(8, 24);
  EXPECT_EQ(error_of(buffer.grow(25)),
            "RangeError: SharedArrayBuffer.grow: byteLength 25 exceeds maxByteLength 24");
  EXPECT_EQ(error_of(buffer.grow(7)),
            "RangeError: SharedArrayBuffer.grow: byteLength 7 would shrink the buffer");
  EXPECT_EQ(buffer.byte_length(), 8U);
  EXPECT_EQ(error_of(buffer.grow(8)), "none");
  EXPECT_EQ(error_of(buffer.grow(24)), "none");
  EXPECT_EQ(buffer.byte_length(), 24U);
  buffer.drop();
}

TEST_F(Growth, keeps_bytes_and_adds_zeros_up_to_the_last) {
  constexpr std::size_t kMost = 3 * 4096 + 8;
  auto buffer = growable(1, kMost);
  auto bytes = view<std::uint8_t>(buffer);
  EXPECT_EQ(bytes.set(0, 0xAA), true);
  std::size_t before = 1;
  for (const std::size_t length : {std::size_t{2}, std::size_t{4096}, std::size_t{4097}, kMost}) {
    ASSERT_EQ(error_of(buffer.grow(length)), "none");
    ASSERT_EQ(bytes.length(), length);
    for (std::size_t i = before; i < length; ++i) ASSERT_EQ(bytes.get(i), 0) << i;
    EXPECT_EQ(bytes.get(before - 1), 0xAA);
    EXPECT_EQ(bytes.get(length), std::nullopt);
    EXPECT_EQ(bytes.set(length, 1), false);
    EXPECT_EQ(bytes.set(length - 1, 0xAA), true);
    before = length;
  }
  bytes.drop();
  buffer.drop();
}

TEST_F(Growth, reserves_address_space_and_not_memory) {
  auto buffer = growable(0, std::uint64_t{1} << 38U);  // more than most machines have
  EXPECT_EQ(error_of(buffer.grow(1)), "none");
  EXPECT_EQ(buffer.byte_length(), 1U);
  buffer.drop();
}

TEST_F(Growth, a_view_without_a_length_tracks_the_buffer) {
  auto buffer = growable(10, 32);
  auto words = view<std::int32_t>(buffer);  // of a growable buffer no whole number is asked
  auto later = view<std::int32_t>(buffer, 8);
  auto fixed = view<std::int32_t>(buffer, 0, 2);
  EXPECT_EQ(words.tracks_length(), true);
  EXPECT_EQ(fixed.tracks_length(), false);
  EXPECT_EQ(words.length(), 2U);
  EXPECT_EQ(later.length(), 0U);
  ASSERT_EQ(error_of(buffer.grow(19)), "none");
  EXPECT_EQ(words.length(), 4U);
  EXPECT_EQ(words.bound(), 4U);
  EXPECT_EQ(later.length(), 2U);
  EXPECT_EQ(fixed.length(), 2U);
  EXPECT_EQ(words.get(4), std::nullopt);
  ASSERT_EQ(error_of(buffer.grow(20)), "none");
  EXPECT_EQ(words.get(4), 0);
  words.drop();
  later.drop();
  fixed.drop();
  buffer.drop();
}

TEST_F(Growth, a_view_with_a_length_keeps_it) {
  auto buffer = growable(8, 24);
  auto words = view<std::int32_t>(buffer, 4, 1);
  ASSERT_EQ(words.set(0, 9), true);
  for (const std::uint64_t length : {12U, 24U}) {
    ASSERT_EQ(error_of(buffer.grow(length)), "none");
    EXPECT_EQ(words.length(), 1U);
    EXPECT_EQ(words.bound(), 1U);
    EXPECT_EQ(words.get(0), 9);
    EXPECT_EQ(words.get(1), std::nullopt);
    EXPECT_EQ(words.set(1, 1), false);
  }
  words.drop();
  buffer.drop();
}

TEST_F(Growth, a_length_within_the_maximum_has_to_fit_now) {
  auto buffer = growable(8, 24);
  EXPECT_EQ(error_of(TypedArray<Counting, std::int32_t>::create(buffer, 0, 3)),
            "RangeError: Int32Array: length 3 exceeds the 2 elements that follow");
  EXPECT_EQ(error_of(DataView<Counting>::create(buffer, 4, 5)),
            "RangeError: DataView: byteLength 5 exceeds the 4 bytes that follow");
  ASSERT_EQ(error_of(buffer.grow(12)), "none");
  auto words = view<std::int32_t>(buffer, 0, 3);
  EXPECT_EQ(words.length(), 3U);
  words.drop();
  buffer.drop();
}

TEST_F(Growth, a_view_at_the_end_is_empty_and_grows_later) {
  auto buffer = growable(8, 16);
  EXPECT_EQ(error_of(TypedArray<Counting, std::int64_t>::create(buffer, 16)),
            "RangeError: BigInt64Array: byteOffset 16 is beyond byteLength 8");
  EXPECT_EQ(error_of(TypedArray<Counting, std::int64_t>::create(buffer, 0, 2)),
            "RangeError: BigInt64Array: length 2 exceeds the 1 elements that follow");
  auto words = view<std::int64_t>(buffer, 8);
  EXPECT_EQ(words.length(), 0U);
  ASSERT_EQ(error_of(buffer.grow(16)), "none");
  EXPECT_EQ(words.length(), 1U);
  words.drop();
  buffer.drop();
}

TEST_F(Growth, a_data_view_tracks_too) {
  auto buffer = growable(4, 16);
  auto tracking = std::move(DataView<Counting>::create(buffer, 2).value());
  auto fixed = std::move(DataView<Counting>::create(buffer, 2, 2).value());
  ASSERT_EQ(error_of(buffer.grow(16)), "none");
  EXPECT_EQ(tracking.byte_length(), 14U);
  EXPECT_EQ(fixed.byte_length(), 2U);
  EXPECT_EQ(tracking.get<std::int32_t>(10).value(), 0);
  EXPECT_EQ(error_of(tracking.get<std::int32_t>(11)),
            "RangeError: DataView.get: 4 bytes at 11 are not inside the view");
  EXPECT_EQ(error_of(fixed.get<std::int32_t>(0)),
            "RangeError: DataView.get: 4 bytes at 0 are not inside the view");
  tracking.drop();
  fixed.drop();
  buffer.drop();
}

TEST_F(Growth, slice_is_a_fixed_copy_clamped_to_the_length) {
  auto buffer = growable(6, 16);
  auto bytes = view<std::uint8_t>(buffer);
  for (std::uint8_t i = 0; i < 6; ++i) bytes.set(i, i);
  struct Row {
    std::uint64_t first, last;
    std::vector<int> expected;
  };
  for (const Row& row : {Row{0, kMaxIndex, {0, 1, 2, 3, 4, 5}}, Row{2, 4, {2, 3}}, Row{4, 2, {}},
                         Row{5, 100, {5}}, Row{100, 200, {}}}) {
    auto copy = std::move(buffer.slice(blocks, row.first, row.last).value());
    EXPECT_EQ(copy.growable(), false);
    EXPECT_NE(copy.id(), buffer.id());
    auto seen = view<std::uint8_t>(copy);
    std::vector<int> found;
    for (std::size_t i = 0; i < seen.length(); ++i) found.push_back(*seen.get(i));
    EXPECT_EQ(found, row.expected) << row.first << " " << row.last;
    seen.set(0, 99);
    seen.drop();
    copy.drop();
  }
  EXPECT_EQ(bytes.get(0), 0);
  bytes.drop();
  buffer.drop();
}

// One grows byte by byte, each agent to lengths of its own: all of them end, the
// largest stays, and what an agent saw never shrinks.
TEST_F(Growth, racing_grows_never_shrink_a_buffer) {
  constexpr std::size_t kMost = 5000;
  auto buffer = growable(0, kMost);
  std::vector<std::thread> agents;
  std::atomic<int> wrong{0};
  for (std::size_t me = 0; me < 2; ++me)
    agents.emplace_back([&, me] {
      std::size_t before = 0;
      for (std::size_t wanted = me; wanted <= kMost; wanted += 2) {
        const bool grew = buffer.grow(wanted).ok();
        const std::size_t now = buffer.byte_length();
        if (now < before || now < wanted || (!grew && now == wanted)) ++wrong;
        before = now;
      }
    });
  for (std::thread& agent : agents) agent.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(buffer.byte_length(), kMost);
  buffer.drop();
}

}  // namespace
}  // namespace assay

// fill, set and copyWithin against what std::copy does to a vector.
#include "harness/subject/bulk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "harness/subject/counting_world.h"

namespace assay {
namespace {

using testing::ElementsAre;
using View = TypedArray<Counting, std::int16_t>;

class Bulk : public testing::Test {
 public:
  void SetUp() override {
    buffer = std::move(SharedBuffer<Counting>::create(blocks, 12).value());
    view = on(0, 6);
    for (std::int16_t i = 0; i < 6; ++i) view.set(static_cast<std::size_t>(i), i);
  }
  void TearDown() override {
    view.drop();
    buffer.drop();
    EXPECT_EQ(Counting::alive() - before_, 0) << "a reference leaked";
  }
  View on(std::size_t first, std::size_t length) {
    return std::move(View::create(buffer, first * 2, length).value());
  }
  std::vector<int> elements() const {
    std::vector<int> all;
    for (std::size_t i = 0; i < 6; ++i) all.push_back(*view.get(i));
    return all;
  }

  BlockSource<Counting> blocks;
  SharedBuffer<Counting> buffer;
  View view;

 private:
  const int before_ = Counting::alive();
};

TEST_F(Bulk, fill_is_clamped_to_the_length) {
  bulk::fill<Counting, std::int16_t>(view, 9, 1, 3);
  EXPECT_THAT(elements(), ElementsAre(0, 9, 9, 3, 4, 5));
  bulk::fill<Counting, std::int16_t>(view, 7, 4);
  EXPECT_THAT(elements(), ElementsAre(0, 9, 9, 3, 7, 7));
  bulk::fill<Counting, std::int16_t>(view, 1, 5, 2);
  bulk::fill<Counting, std::int16_t>(view, 1, 6, kMaxIndex);
  EXPECT_THAT(elements(), ElementsAre(0, 9, 9, 3, 7, 7));
}

TEST_F(Bulk, copy_within_comes_out_as_if_copied_first) {
  for (std::size_t target = 0; target <= 7; ++target)
    for (std::size_t first = 0; first <= 7; ++first)
      for (std::size_t last = 0; last <= 7; ++last) {
        std::vector<int> expected{0, 1, 2, 3, 4, 5};
        for (std::int16_t i = 0; i < 6; ++i) view.set(static_cast<std::size_t>(i), i);
        const std::vector<int> before = expected;
        for (std::size_t from = first, to = target; from < std::min<std::size_t>(last, 6) && to < 6;
             ++from, ++to)
          expected[to] = before[from];
        bulk::copy_within(view, target, first, last);
        ASSERT_EQ(elements(), expected) << target << " " << first << " " << last;
      }
}

TEST_F(Bulk, set_takes_a_source_that_overlaps) {
  for (const auto& [first, offset] : {std::pair{0U, 2U}, std::pair{2U, 0U}, std::pair{1U, 1U}}) {
    for (std::int16_t i = 0; i < 6; ++i) view.set(static_cast<std::size_t>(i), i);
    std::vector<int> expected{0, 1, 2, 3, 4, 5};
    for (std::size_t i = 0; i < 4; ++i) expected[offset + i] = static_cast<int>(first + i);
    View source = on(first, 4);
    ASSERT_EQ(bulk::set(view, source, offset).ok(), true);
    EXPECT_EQ(elements(), expected) << first << " " << offset;
    source.drop();
  }
}

TEST_F(Bulk, set_that_does_not_fit_writes_nothing) {
  View source = on(0, 4);
  for (const std::uint64_t offset : {std::uint64_t{3}, std::uint64_t{7}, kMaxIndex}) {
    const auto refused = bulk::set(view, source, offset);
    ASSERT_EQ(refused.ok(), false);
    EXPECT_EQ(refused.error().kind(), ErrorKind::range_error);
    EXPECT_EQ(refused.error().message(),
              "set: 4 elements at " + std::to_string(offset) + " exceed length 6");
  }
  EXPECT_THAT(elements(), ElementsAre(0, 1, 2, 3, 4, 5));
  source.drop();
}

}  // namespace
}  // namespace assay

// What blocks take: the budget of address space, the bytes, their peak; and that an
// allocation that is refused takes nothing.
#include "harness/subject/memory_account.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "harness/subject/counting_world.h"
#include "harness/subject/failing_world.h"
#include "harness/subject/typed_array.h"

namespace assay {
namespace {

using Account = MemoryAccount<Production>;
using Buffer = SharedBuffer<Counting>;
constexpr std::uint64_t kHuge = ~std::uint64_t{0};

TEST(MemoryAccount, reserves_up_to_the_budget_and_not_a_byte_more) {
  Account account(100);
  EXPECT_EQ(account.budget(), 100U);
  EXPECT_EQ(account.reserve(60), true);
  for (const std::uint64_t bytes : {std::uint64_t{41}, std::uint64_t{100}, kHuge - 59, kHuge})
    EXPECT_EQ(account.reserve(bytes), false) << bytes;
  EXPECT_EQ(account.reserved(), 60U) << "a refusal took something";
  EXPECT_EQ(account.reserve(40), true);
  EXPECT_EQ(account.reserve(0), true);
  EXPECT_EQ(account.reserve(1), false);
  account.unreserve(60);
  EXPECT_EQ(account.reserve(60), true);
  account.unreserve(100);
  EXPECT_EQ(account.reserved(), 0U);
}

TEST(MemoryAccount, without_a_budget_takes_what_a_number_can_hold) {
  Account account;
  EXPECT_EQ(account.reserve(kHuge - 1), true);
  EXPECT_EQ(account.reserve(1), true);
  EXPECT_EQ(account.reserve(1), false) << "the sum would wrap";
  EXPECT_EQ(account.reserved(), kHuge);
}

TEST(MemoryAccount, racing_agents_never_over_commit) {
  constexpr std::uint64_t kBudget = 10;
  Account account(kBudget);
  std::atomic<int> wrong{0};
  std::atomic<int> granted{0};
  std::vector<std::thread> agents;
  for (std::uint64_t bytes = 6; bytes <= 8; ++bytes)  // no two fit together
    agents.emplace_back([&, bytes] {
      for (int i = 0; i < 2000; ++i) {
        if (!account.reserve(bytes)) continue;
        ++granted;
        if (account.reserved() != bytes) ++wrong;
        account.unreserve(bytes);
      }
    });
  for (std::thread& agent : agents) agent.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_GT(granted, 0);
  EXPECT_EQ(account.reserved(), 0U);
}

TEST(MemoryAccount, remembers_its_peak_and_whose_it_was) {
  Account account;
  EXPECT_EQ(account.peak(), MemoryPeak{});
  account.charge(8, 1, 8);
  account.charge(4, 2, 4);
  EXPECT_EQ(account.peak(), (MemoryPeak{12, 2, 4}));
  account.refund(8);
  account.charge(6, 3, 6);
  EXPECT_EQ(account.bytes(), 10U);
  EXPECT_EQ(account.peak(), (MemoryPeak{12, 2, 4})) << "less than it was";
  account.charge(2, 2, 6);
  EXPECT_EQ(account.peak(), (MemoryPeak{12, 2, 4})) << "no more than it was";
  account.charge(1, 3, 7);
  EXPECT_EQ(account.peak(), (MemoryPeak{13, 3, 7}));
}

// -- through buffers ---------------------------------------------------------------

class Accounting : public testing::Test {
 public:
  void TearDown() override {
    EXPECT_EQ(account.bytes(), 0U);
    EXPECT_EQ(account.reserved(), 0U);
    EXPECT_EQ(Counting::alive() - before_, 0) << "a block outlived its test";
  }
  Buffer growable(std::uint64_t length, std::uint64_t most) {
    return std::move(Buffer::create_growable(blocks, length, most).value());
  }

  BlockSource<Counting> blocks{100};
  MemoryAccount<Counting>& account = blocks.account();

 private:
  const int before_ = Counting::alive();
};

TEST_F(Accounting, counts_a_block_once_whoever_holds_it) {
  Buffer buffer = growable(10, 40);
  EXPECT_EQ(account.bytes(), 10U);
  EXPECT_EQ(account.reserved(), 40U);
  Buffer other = std::move(buffer.share().value());
  auto view = std::move(TypedArray<Counting, std::int8_t>::create(other).value());
  auto weak = std::move(WeakBuffer<Counting>::of(buffer).value());
  EXPECT_EQ(account.bytes(), 10U);
  buffer.drop();
  other.drop();
  EXPECT_EQ(account.bytes(), 10U) << "the view holds it";
  view.drop();
  EXPECT_EQ(account.bytes(), 0U) << "a weak reference holds no bytes";
  EXPECT_EQ(account.reserved(), 0U);
  weak.drop();
}

TEST_F(Accounting, includes_growth_and_copies) {
  Buffer buffer = growable(10, 40);
  ASSERT_EQ(buffer.grow(30).ok(), true);
  EXPECT_EQ(account.bytes(), 30U);
  EXPECT_EQ(buffer.grow(30).ok(), true);
  EXPECT_EQ(buffer.grow(29).ok(), false);
  EXPECT_EQ(buffer.grow(41).ok(), false);
  EXPECT_EQ(account.bytes(), 30U) << "nothing grew";
  EXPECT_EQ(account.reserved(), 40U);
  Buffer copy = std::move(buffer.slice(blocks, 25).value());
  EXPECT_EQ(account.bytes(), 35U);
  EXPECT_EQ(account.reserved(), 45U);
  copy.drop();
  buffer.drop();
  EXPECT_EQ(account.peak().bytes, 35U);
}

TEST_F(Accounting, a_spent_budget_is_a_range_error_and_changes_nothing) {
  Buffer buffer = growable(10, 60);
  const int alive = Counting::alive();
  const auto expect_refused = [&](const Result<Buffer>& refused, const std::string& what) {
    ASSERT_EQ(refused.ok(), false) << what;
    EXPECT_EQ(refused.error().kind(), ErrorKind::range_error);
    EXPECT_EQ(refused.error().message(),
              "SharedArrayBuffer: " + what + " does not fit the budget of 100 bytes");
    EXPECT_EQ(account.bytes(), 10U);
    EXPECT_EQ(account.reserved(), 60U);
    EXPECT_EQ(account.peak().bytes, 10U);
    EXPECT_EQ(Counting::alive(), alive);
  };
  expect_refused(Buffer::create(blocks, 41), "byteLength 41");
  expect_refused(Buffer::create(blocks, kMaxIndex), "byteLength 9007199254740991");
  expect_refused(Buffer::create_growable(blocks, 0, 41), "maxByteLength 41");
  Buffer full = std::move(Buffer::create(blocks, 40).value());
  Buffer empty = std::move(Buffer::create(blocks, 0).value());
  ASSERT_EQ(buffer.grow(60).ok(), true) << "what is reserved is there to grow into";
  EXPECT_EQ(buffer.slice(blocks, 0, 1).error().message(),
            "SharedArrayBuffer: byteLength 1 does not fit the budget of 100 bytes");
  full.drop();
  Buffer again = std::move(Buffer::create(blocks, 1).value());
  again.drop();
  empty.drop();
  buffer.drop();
}

TEST_F(Accounting, racing_agents_return_to_zero) {
  std::vector<std::thread> agents;
  for (std::uint64_t length = 20; length <= 60; length += 20)
    agents.emplace_back([&, length] {
      for (int i = 0; i < 300; ++i) {
        Result<Buffer> made = Buffer::create_growable(blocks, 1, length);
        if (!made.ok()) continue;
        EXPECT_EQ(made.value().grow(length).ok(), true);
        EXPECT_GE(account.bytes(), length);
        EXPECT_LE(account.reserved(), 100U);
        made.value().drop();
      }
    });
  for (std::thread& agent : agents) agent.join();
  EXPECT_EQ(account.bytes(), 0U);
}

// A system that has none left, of either.
class Failures : public testing::Test {
 public:
  void TearDown() override { Failing::reset(); }
  BlockSource<Failing> blocks;
};

TEST_F(Failures, without_address_space_is_a_range_error_and_changes_nothing) {
  Failing::address_space = false;
  const auto fixed = SharedBuffer<Failing>::create(blocks, 8);
  ASSERT_EQ(fixed.ok(), false);
  EXPECT_EQ(fixed.error().kind(), ErrorKind::range_error);
  EXPECT_EQ(fixed.error().message(), "SharedArrayBuffer: cannot allocate byteLength 8");
  const auto growable = SharedBuffer<Failing>::create_growable(blocks, 8, 16);
  ASSERT_EQ(growable.ok(), false);
  EXPECT_EQ(growable.error().kind(), ErrorKind::range_error);
  EXPECT_EQ(growable.error().message(), "SharedArrayBuffer: cannot reserve maxByteLength 16");
  EXPECT_EQ(blocks.account().reserved(), 0U);
  EXPECT_EQ(blocks.account().bytes(), 0U);
  EXPECT_EQ(blocks.account().peak(), MemoryPeak{}) << "a block that never was";
  EXPECT_EQ(Failing::alive, 0);
}

TEST_F(Failures, without_memory_at_creation_is_a_range_error_and_changes_nothing) {
  Failing::memory = 15;
  EXPECT_EQ(SharedBuffer<Failing>::create(blocks, 16).error().message(),
            "SharedArrayBuffer: cannot allocate byteLength 16");
  EXPECT_EQ(SharedBuffer<Failing>::create_growable(blocks, 16, 32).error().kind(),
            ErrorKind::range_error);
  EXPECT_EQ(blocks.account().reserved(), 0U);
  EXPECT_EQ(blocks.account().bytes(), 0U);
  EXPECT_EQ(Failing::alive, 0);
}

TEST_F(Failures, without_memory_to_grow_is_a_range_error_and_the_length_stays) {
  auto buffer = std::move(SharedBuffer<Failing>::create_growable(blocks, 8, 32).value());
  auto view = std::move(TypedArray<Failing, std::int32_t>::create(buffer).value());
  ASSERT_EQ(view.set(1, 7), true);
  Failing::memory = 15;
  const auto refused = buffer.grow(16);
  ASSERT_EQ(refused.ok(), false);
  EXPECT_EQ(refused.error().kind(), ErrorKind::range_error);
  EXPECT_EQ(refused.error().message(), "SharedArrayBuffer.grow: no memory for byteLength 16");
  EXPECT_EQ(buffer.byte_length(), 8U);
  EXPECT_EQ(view.length(), 2U);
  EXPECT_EQ(view.get(1), 7);
  EXPECT_EQ(view.get(2), std::nullopt);
  EXPECT_EQ(blocks.account().bytes(), 8U);
  EXPECT_EQ(buffer.grow(12).ok(), true) << "less is there";
  Failing::reset();
  EXPECT_EQ(buffer.grow(32).ok(), true) << "the next attempt";
  EXPECT_EQ(view.get(7), 0);
  view.drop();
  buffer.drop();
  EXPECT_EQ(blocks.account().bytes(), 0U);
}

}  // namespace
}  // namespace assay

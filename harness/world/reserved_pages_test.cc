// Sizes around a page, growth, and memory that is not there.
#include "harness/world/reserved_pages.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>

namespace assay {
namespace {

std::size_t page() { return static_cast<std::size_t>(sysconf(_SC_PAGESIZE)); }

bool all_zero(const std::byte* from, std::size_t bytes) {
  return std::all_of(from, from + bytes, [](std::byte b) { return b == std::byte{0}; });
}

// While it lives, the system refuses any further writable memory.
class NoMoreMemory {
 public:
  NoMoreMemory() {
    getrlimit(RLIMIT_DATA, &before_);
    rlimit little = before_;
    little.rlim_cur = page();  // Linux takes 0 for no limit
    setrlimit(RLIMIT_DATA, &little);
  }
  NoMoreMemory(const NoMoreMemory&) = delete;
  NoMoreMemory& operator=(const NoMoreMemory&) = delete;
  ~NoMoreMemory() { setrlimit(RLIMIT_DATA, &before_); }

 private:
  rlimit before_{};
};

bool memory_limits_are_enforced() {
  const NoMoreMemory limit;
  void* const at =
      mmap(nullptr, page(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (at == MAP_FAILED) return true;
  munmap(at, page());
  return false;
}

TEST(ReservedPages, any_size_is_zero_and_writable_to_its_last_byte) {
  for (const std::size_t bytes :
       {std::size_t{0}, std::size_t{1}, page() - 1, page(), page() + 1, 16 * page()}) {
    ReservedPages pages;
    ASSERT_EQ(pages.reserve(bytes), true) << bytes;
    ASSERT_EQ(pages.commit(bytes), true) << bytes;
    ASSERT_NE(pages.data(), nullptr) << bytes;
    EXPECT_EQ(all_zero(pages.data(), bytes), true) << bytes;
    std::fill_n(pages.data(), bytes, std::byte{0xFF});
    EXPECT_EQ(std::count(pages.data(), pages.data() + bytes, std::byte{0xFF}),
              static_cast<std::ptrdiff_t>(bytes));
  }
}

TEST(ReservedPages, data_is_aligned_for_every_element) {
  ReservedPages pages;
  ASSERT_EQ(pages.reserve(1), true);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(pages.data()) % page(), 0U);
}

TEST(ReservedPages, commit_grows_in_place_and_keeps_what_was_there) {
  ReservedPages pages;
  ASSERT_EQ(pages.reserve(8 * page()), true);
  std::byte* const start = pages.data();
  std::size_t before = 0;
  for (const std::size_t bytes : {std::size_t{1}, page(), page() + 1, 5 * page(), 8 * page()}) {
    ASSERT_EQ(pages.commit(bytes), true) << bytes;
    EXPECT_EQ(pages.data(), start);
    EXPECT_EQ(std::count(start, start + before, std::byte{0x5A}),
              static_cast<std::ptrdiff_t>(before));
    EXPECT_EQ(all_zero(start + before, bytes - before), true) << bytes;
    std::fill_n(start, bytes, std::byte{0x5A});
    before = bytes;
  }
}

TEST(ReservedPages, commit_never_shrinks) {
  ReservedPages pages;
  ASSERT_EQ(pages.reserve(2 * page()), true);
  ASSERT_EQ(pages.commit(2 * page()), true);
  pages.data()[2 * page() - 1] = std::byte{7};
  EXPECT_EQ(pages.commit(1), true);
  EXPECT_EQ(pages.commit(0), true);
  EXPECT_EQ(pages.data()[2 * page() - 1], std::byte{7});
}

TEST(ReservedPages, absurd_sizes_fail_and_leave_nothing_behind) {
  constexpr std::size_t kOne = 1;
  for (const std::size_t bytes :
       {kOne << 50U, kOne << 53U, kOne << 62U, SIZE_MAX - page(), SIZE_MAX - 1, SIZE_MAX}) {
    ReservedPages pages;
    EXPECT_EQ(pages.reserve(bytes), false) << bytes;
    EXPECT_EQ(pages.data(), nullptr) << bytes;
    EXPECT_EQ(pages.reserve(1), true) << "after a failure of " << bytes;
    EXPECT_EQ(pages.commit(1), true);
  }
}

TEST(ReservedPages, a_commit_that_fails_changes_nothing) {
  if (!memory_limits_are_enforced()) GTEST_SKIP() << "RLIMIT_DATA is not enforced here";
  ReservedPages pages;
  ASSERT_EQ(pages.reserve(4 * page()), true);
  ASSERT_EQ(pages.commit(page()), true);
  std::byte* const start = pages.data();
  std::fill_n(start, page(), std::byte{0x5A});
  bool grew = true;
  bool still_there = false;
  {
    const NoMoreMemory limit;
    grew = pages.commit(3 * page());
    still_there = pages.commit(page());
  }
  EXPECT_EQ(grew, false);
  EXPECT_EQ(still_there, true);
  EXPECT_EQ(pages.data(), start);
  EXPECT_EQ(std::count(start, start + page(), std::byte{0x5A}),
            static_cast<std::ptrdiff_t>(page()));
  ASSERT_EQ(pages.commit(3 * page()), true) << "the next attempt";
  EXPECT_EQ(all_zero(start + page(), 2 * page()), true);
}

TEST(ReservedPages, the_address_space_is_given_back) {
  // More than there is, if even one round kept its 2^39 bytes in 2^9 rounds.
  for (int i = 0; i < 512; ++i) {
    ReservedPages pages;
    ASSERT_EQ(pages.reserve(std::size_t{1} << 39U), true) << "round " << i;
  }
}

}  // namespace
}  // namespace assay

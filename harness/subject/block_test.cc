// Counting references: who frees the bytes and the header, and when.
#include "harness/subject/block.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

#include "harness/subject/counting_world.h"

namespace assay {
namespace {

// A block is two objects: its header and its bytes.
constexpr int kHeader = 1;
constexpr int kHeaderAndBytes = 2;

class BlockTest : public testing::Test {
 public:
  void TearDown() override {
    Counting::weight = 1;
    EXPECT_EQ(alive(), 0) << "a block outlived its test, or was freed twice";
  }
  int alive() const { return Counting::alive() - before_; }

  BlockSource<Counting> blocks;

 private:
  const int before_ = Counting::alive();
};

TEST_F(BlockTest, a_new_block_is_zero_and_has_one_reference) {
  auto* block = Block<Counting>::create(blocks, 16).block;
  ASSERT_NE(block, nullptr);
  EXPECT_EQ(block->byte_length(), 16U);
  EXPECT_EQ(block->bytes().plain_load<std::int64_t>(0), 0);
  EXPECT_EQ(block->bytes().plain_load<std::int64_t>(8), 0);
  EXPECT_EQ(alive(), kHeaderAndBytes);
  block->release();
  EXPECT_EQ(alive(), 0);
}

TEST_F(BlockTest, the_last_reference_frees) {
  auto* block = Block<Counting>::create(blocks, 8).block;
  EXPECT_EQ(block->retain(), true);
  EXPECT_EQ(block->retain(), true);
  block->release();
  block->release();
  EXPECT_EQ(alive(), kHeaderAndBytes);
  block->release();
  EXPECT_EQ(alive(), 0);
}

TEST_F(BlockTest, a_block_without_bytes_is_a_block) {
  auto* block = Block<Counting>::create(blocks, 0).block;
  ASSERT_NE(block, nullptr);
  EXPECT_EQ(block->byte_length(), 0U);
  block->release();
}

TEST_F(BlockTest, no_memory_is_no_block_and_leaves_nothing_behind) {
  EXPECT_EQ(Block<Counting>::create(blocks, std::size_t{1} << 50U).block, nullptr);
  EXPECT_EQ(alive(), 0);
}

TEST_F(BlockTest, ids_are_never_used_twice) {
  std::set<BlockId> seen;
  for (int i = 0; i < 100; ++i) {
    auto* block = Block<Counting>::create(blocks, 8).block;
    seen.insert(block->id());
    block->release();  // the next one may well have its address
  }
  EXPECT_EQ(seen.size(), 100U);
  EXPECT_EQ(seen.count(0), 0U);
}

TEST_F(BlockTest, a_weak_reference_keeps_the_header_only) {
  auto* block = Block<Counting>::create(blocks, 8).block;
  EXPECT_EQ(block->retain_weak(), true);
  block->release();
  EXPECT_EQ(alive(), kHeader);
  block->release_weak();
  EXPECT_EQ(alive(), 0);
}

TEST_F(BlockTest, upgrade_takes_a_reference_while_one_lives) {
  auto* block = Block<Counting>::create(blocks, 8).block;
  ASSERT_EQ(block->retain_weak(), true);
  EXPECT_EQ(block->upgrade(), true);
  block->release();
  EXPECT_EQ(alive(), kHeaderAndBytes) << "the upgraded reference holds the bytes";
  block->release();
  EXPECT_EQ(alive(), kHeader);
  block->release_weak();
}

TEST_F(BlockTest, a_dead_block_is_never_resurrected) {
  auto* block = Block<Counting>::create(blocks, 8).block;
  ASSERT_EQ(block->retain_weak(), true);
  block->release();
  EXPECT_EQ(block->upgrade(), false);
  EXPECT_EQ(block->upgrade(), false) << "a refused upgrade left a reference behind";
  EXPECT_EQ(alive(), kHeader);
  block->release_weak();
}

TEST_F(BlockTest, more_than_2_to_the_30_references_are_refused_and_not_taken) {
  constexpr std::uint32_t kLimit = 1U << 30U;
  auto* block = Block<Counting>::create(blocks, 8).block;
  ASSERT_EQ(block->retain_weak(), true);
  Counting::weight = kLimit - 1;
  EXPECT_EQ(block->retain(), true);
  Counting::weight = 1;
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(block->retain(), false);
    EXPECT_EQ(block->upgrade(), false);
  }
  Counting::weight = kLimit - 1;
  block->release();
  Counting::weight = 1;
  EXPECT_EQ(alive(), kHeaderAndBytes);
  EXPECT_EQ(block->retain(), true) << "the limit is no trap";
  block->release();
  block->release();
  EXPECT_EQ(alive(), kHeader) << "a refused reference was counted";
  block->release_weak();
}

TEST_F(BlockTest, more_than_2_to_the_30_weak_references_are_refused_and_not_taken) {
  auto* block = Block<Counting>::create(blocks, 8).block;
  Counting::weight = (1U << 30U) - 1;
  EXPECT_EQ(block->retain_weak(), true);
  Counting::weight = 1;
  EXPECT_EQ(block->retain_weak(), false);
  EXPECT_EQ(block->retain_weak(), false);
  Counting::weight = (1U << 30U) - 1;
  block->release_weak();
  Counting::weight = 1;
  block->release();
}

TEST_F(BlockTest, agents_that_drop_at_once_free_once) {
  constexpr int kAgents = 3;
  for (int round = 0; round < 200; ++round) {
    auto* block = Block<Counting>::create(blocks, 8).block;
    for (int i = 1; i < kAgents; ++i) ASSERT_EQ(block->retain(), true);
    std::vector<std::thread> agents;
    for (int i = 0; i < kAgents; ++i)
      agents.emplace_back([block] {
        if (block->retain()) block->release();
        block->bytes().fetch_add<std::int32_t>(0, 1, at::cell_rmw);
        block->release();
      });
    for (std::thread& agent : agents) agent.join();
    ASSERT_EQ(alive(), 0);
  }
}

TEST_F(BlockTest, an_upgrade_that_races_with_the_last_drop_has_bytes_or_nothing) {
  for (int round = 0; round < 200; ++round) {
    auto* block = Block<Counting>::create(blocks, 8).block;
    block->bytes().plain_store<std::int64_t>(0, 42);
    ASSERT_EQ(block->retain_weak(), true);
    std::thread other([block] {
      if (block->upgrade()) {
        EXPECT_EQ(block->bytes().plain_load<std::int64_t>(0), 42);
        block->release();
      }
      block->release_weak();
    });
    block->release();
    other.join();
    ASSERT_EQ(alive(), 0);
  }
}

}  // namespace
}  // namespace assay

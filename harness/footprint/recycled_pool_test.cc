// A pool that is replaced again and again, and one that forgets.
#include "harness/footprint/recycled_pool.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

std::vector<Recycled> run(Forgets forgets, int recycles) {
  RecycledPool pool(3, 4096, forgets);
  std::vector<Recycled> all;
  for (int i = 0; i < recycles; ++i) {
    const auto one = pool.recycle();
    if (!one.ok()) break;
    all.push_back(one.value());
  }
  return all;
}

TEST(RecycledPool, leaves_nothing_on_the_account) {
  const auto all = run(Forgets::nothing, 20);
  ASSERT_EQ(all.size(), 20U);
  for (const Recycled& each : all) EXPECT_EQ(each.external, 0);
}

TEST(RecycledPool, that_forgets_its_buffers_has_them_on_the_account) {
  const auto all = run(Forgets::buffers, 5);
  ASSERT_EQ(all.size(), 5U);
  for (std::size_t i = 0; i < all.size(); ++i)
    EXPECT_EQ(all[i].external, static_cast<std::int64_t>(4096 * (i + 1)));
}

// Figures as a run could have them, judged.
std::vector<Judgement> judged(std::int64_t external, std::int64_t early, std::int64_t late) {
  std::vector<Recycled> all(100, {0, 2 * early});  // the first tenth is warm-up
  for (std::size_t i = 10; i < 90; ++i) all[i].resident = early;
  for (std::size_t i = 90; i < 100; ++i) all[i].resident = late;
  all[50].external = external;
  std::vector<Judgement> words;
  for (const Promise& each : judge_recycles(all)) words.push_back(each.judgement);
  return words;
}

TEST(RecycledPool, is_judged_by_its_worst_account_and_its_medians) {
  using enum Judgement;
  constexpr auto kMb = static_cast<std::int64_t>(kMegabyte);
  EXPECT_EQ(judged(0, 10 * kMb, 11 * kMb), (std::vector{held, held}));
  EXPECT_EQ(judged(0, 10 * kMb, 11 * kMb + 1), (std::vector{held, off}));
  EXPECT_EQ(judged(0, 1000 * kMb, 1010 * kMb), (std::vector{held, held}));
  EXPECT_EQ(judged(0, 1000 * kMb, 1010 * kMb + 1), (std::vector{held, off}));
  EXPECT_EQ(judged(1, 10 * kMb, 10 * kMb), (std::vector{off, held}));
  EXPECT_EQ(judged(0, 10 * kMb, 5 * kMb), (std::vector{held, held}));
}

}  // namespace
}  // namespace assay

// Spinning ends, pays off or stops, and never takes more cores than there are. Times are not
// compared: how often somebody looked tells whether he spun.
#include "harness/world/brief_spin.h"

#include <gtest/gtest.h>

#include <thread>

namespace assay {
namespace {

// How often `spin` looks for something that never comes.
int looks(BriefSpin& spin, SpareCores& cores) {
  int count = 0;
  EXPECT_EQ(spin.until([&count] { return ++count < 0; }, cores), false);
  return count;
}

TEST(BriefSpin, finds_what_is_there) {
  BriefSpin spin;
  SpareCores cores(1);
  EXPECT_EQ(spin.until([] { return true; }, cores), true);
  int count = 0;
  EXPECT_EQ(spin.until([&count] { return ++count == 3; }, cores), true);
  EXPECT_EQ(count, 3);
}

TEST(BriefSpin, ends_by_itself) {
  BriefSpin spin;
  SpareCores cores(1);
  EXPECT_GT(looks(spin, cores), 0);
}

TEST(BriefSpin, does_not_look_once_where_no_core_is_free) {
  BriefSpin spin;
  SpareCores none(0);
  EXPECT_EQ(looks(spin, none), 0);
  SpareCores one(1);
  EXPECT_EQ(one.take(), true);
  EXPECT_EQ(looks(spin, one), 0) << "another one spins";
  one.give();
  EXPECT_GT(looks(spin, one), 0) << "no longer";
}

TEST(BriefSpin, gives_its_core_back) {
  BriefSpin in_vain;
  BriefSpin lucky;
  SpareCores cores(1);
  EXPECT_GT(looks(in_vain, cores), 0);
  EXPECT_EQ(lucky.until([] { return true; }, cores), true);
  EXPECT_EQ(cores.take(), true);
  EXPECT_EQ(cores.take(), false);
}

// Halved until it is short; or it was put off its core, and stops sooner.
TEST(BriefSpin, stops_for_longer_and_longer_when_it_is_in_vain) {
  BriefSpin spin;
  SpareCores cores(1);
  for (unsigned pause = BriefSpin::kAbstains; pause <= 4 * BriefSpin::kAbstains; pause *= 2) {
    int spun = 0;
    while (looks(spin, cores) > 0) ++spun;
    EXPECT_GE(spun, 1);
    EXPECT_LE(spun, 6);
    for (unsigned i = 1; i < pause; ++i)
      ASSERT_EQ(spin.until([] { return true; }, cores), false) << "it does not look: call " << i;
  }
}

TEST(BriefSpin, what_it_finds_makes_up_for_it) {
  BriefSpin spin;
  SpareCores cores(1);
  for (int i = 0; i < 2; ++i) {
    while (looks(spin, cores) > 0) continue;
    int calls = 1;
    while (!spin.until([] { return true; }, cores)) ++calls;
    EXPECT_EQ(calls, static_cast<int>(BriefSpin::kAbstains)) << "as the first time";
  }
}

TEST(BriefSpin, a_process_leaves_one_core_alone) {
  SpareCores& cores = SpareCores::of_process();
  EXPECT_EQ(&cores, &SpareCores::of_process());
  int taken = 0;
  while (cores.take()) ++taken;
  for (int i = 0; i < taken; ++i) cores.give();
  EXPECT_LT(taken, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace
}  // namespace assay

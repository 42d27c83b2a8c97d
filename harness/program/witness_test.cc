// Rounds are close enough together for a store buffer to show: only as fast as what
// ships, so under no sanitizer.
#include <gtest/gtest.h>

#include "harness/program/core_pin.h"
#include "harness/program/parse.h"
#include "harness/program/sampling.h"

namespace assay::litmus {
namespace {

TEST(Sampler, witnesses_store_buffering) {
  if (usable_cores() < 2) GTEST_SKIP() << "one core: nothing weak shows";
  const Code code = compile(std::get<Program>(
      read_program("JS SB+un { const x = new Int32Array(new SharedArrayBuffer(4)); "
                   "const y = new Int32Array(new SharedArrayBuffer(4)); } "
                   "P0 { x[0] = 1; const r0 = y[0]; } P1 { y[0] = 1; const r1 = x[0]; } "
                   "exists (0:r0=0 /\\ 1:r1=0)")));
  std::uint64_t witnessed = 0;
  // One sample is enough on an idle machine, a hundred rounds even; others may need the
  // cores.
  for (std::uint64_t seed = 1; seed <= 50 && witnessed == 0; ++seed) {
    const Sample sample = sample_native(code, {.rounds = 10'000, .seed = seed, .races = {}});
    ASSERT_EQ(sample.error, "");
    for (const auto& [outcome, times] : sample.outcomes)
      if (to_text(outcome, code.registers) == "0:r0=0; 1:r1=0;") witnessed += times.count;
  }
  EXPECT_GT(witnessed, 0U);
}

}  // namespace
}  // namespace assay::litmus

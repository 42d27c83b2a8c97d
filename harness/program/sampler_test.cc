// Real threads through the World that ships: rounds are independent and counted.
#include "harness/program/sampling.h"

#include <gtest/gtest.h>

#include <numeric>

#include "harness/program/parse.h"

namespace assay::litmus {
namespace {

Code compiled(const std::string& text) { return compile(std::get<Program>(read_program(text))); }

std::map<std::string, Seen> seen_in(const Code& code, std::uint64_t rounds,
                                    std::uint64_t seed = 1) {
  const Sample sample = sample_native(code, {.rounds = rounds, .seed = seed, .races = {}});
  EXPECT_EQ(sample.error, "");
  EXPECT_EQ(sample.rounds, rounds);
  std::map<std::string, Seen> seen;
  for (const auto& [outcome, times] : sample.outcomes)
    seen[to_text(outcome, code.registers)] = times;
  return seen;
}

std::uint64_t total(const std::map<std::string, Seen>& seen) {
  return std::accumulate(
      seen.begin(), seen.end(), std::uint64_t{0},
      [](std::uint64_t sum, const auto& each) { return sum + each.second.count; });
}

const char* const kStoreBuffering =
    "JS SB+un { const x = new Int32Array(new SharedArrayBuffer(4)); "
    "const y = new Int32Array(new SharedArrayBuffer(4)); } "
    "P0 { x[0] = 1; const r0 = y[0]; } P1 { y[0] = 1; const r1 = x[0]; } "
    "exists (0:r0=0 /\\ 1:r1=0)";

TEST(Sampler, every_round_starts_from_zero_and_is_counted) {
  const Code code = compiled(
      "JS t { const x = new Int32Array(new SharedArrayBuffer(8)); "
      "const b = new BigInt64Array(new SharedArrayBuffer(8)); } "
      "P0 { const r0 = Atomics.add(x, 1, 1); const r1 = Atomics.sub(b, 0, 2n); } "
      "P1 { Atomics.add(x, 0, 1); } final { const f0 = x[0]; const f1 = x[1]; const f2 = b[0]; } "
      "exists 0:r0=0");
  for (const std::uint64_t rounds : {1U, 255U, 256U, 257U, 1000U}) {
    const auto seen = seen_in(code, rounds);
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.begin()->first, "0:r0=0; 0:r1=0; final:f0=1; final:f1=1; final:f2=-2;");
    EXPECT_EQ(seen.begin()->second.count, rounds);
    EXPECT_EQ(seen.begin()->second.first_round, 1U);
  }
}

TEST(Sampler, rounds_share_no_memory) {
  // Views of every kind of place: at the end of a buffer, and buffers larger than a line.
  const Code code = compiled(
      "JS t { const b = new SharedArrayBuffer(256); const x = new Int32Array(b, 252, 1); "
      "const y = new Int32Array(b, 0, 1); const z = new Int32Array(new SharedArrayBuffer(64), 60); "
      "} "
      "P0 { const r0 = Atomics.exchange(x, 0, 7); const r1 = Atomics.exchange(y, 0, 7); "
      "const r2 = Atomics.exchange(z, 0, 7); } exists 0:r0=0");
  const auto seen = seen_in(code, 2000);
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen.begin()->first, "0:r0=0; 0:r1=0; 0:r2=0;");
}

TEST(Sampler, more_agents_than_cores_still_meet) {
  std::string text = "JS t { const x = new Int32Array(new SharedArrayBuffer(4)); } ";
  for (int i = 0; i < 8; ++i) text += "P" + std::to_string(i) + " { Atomics.add(x, 0, 1); } ";
  const auto seen = seen_in(compiled(text + "final { const n = x[0]; } exists final:n=8"), 500);
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen.begin()->first, "final:n=8;");
  EXPECT_EQ(total(seen), 500U);
}

TEST(Sampler, no_rounds_are_no_outcomes) {
  const auto seen = seen_in(compiled(kStoreBuffering), 0);
  EXPECT_EQ(seen.size(), 0U);
}

TEST(Sampler, race_reports_are_those_of_its_own_time) {
  std::uint64_t reports = 40;
  const Code code = compiled(kStoreBuffering);
  const Sample sample =
      sample_native(code, {.rounds = 10, .seed = 1, .races = [&] { return reports++; }});
  EXPECT_EQ(sample.races, 1U);
  EXPECT_EQ(sample.earlier_races, 40U);
}

}  // namespace
}  // namespace assay::litmus

// How fast the exhaustive engine goes: executions per second on programs whose number of
// executions is known, beside the machine's own pace (a switch to a fibre and back), and
// what an event costs as the graph grows.
//
// An iteration is a whole exploration; a wrong number of executions is an error.
#include <benchmark/benchmark.h>

#include <array>
#include <vector>

#include "harness/engines/explore/classic/futex_mutex.h"
#include "harness/engines/explore/explore.h"
#include "harness/engines/explore/fibre.h"
#include "harness/engines/explore/programs.h"

namespace assay::explore {
namespace {

void fibre_switch(benchmark::State& state) {
  struct Endless {
    Fibre fibre;
    bool is_over = false;
  } endless;
  std::vector<std::byte> stack(Arena::kStack);
  endless.fibre.start(
      stack,
      [](void* argument) {
        auto& self = *static_cast<Endless*>(argument);
        while (!self.is_over) self.fibre.suspend();
      },
      &endless);
  for (auto unused : state) endless.fibre.resume();
  endless.is_over = true;
  endless.fibre.resume();
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(fibre_switch)->Name("fibre switch");

template <class Program, std::uint64_t kExecutions, Model kModel = Model::rc11>
void explores(benchmark::State& state) {
  const CaseEntry entry = case_entry<Program>();
  for (auto unused : state) {
    const Exploration found = explore(entry, {}, {.model = kModel});
    if (found.summary.complete == kExecutions && found.summary.is_whole) continue;
    state.SkipWithError("a wrong number of executions");
    break;
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kExecutions));
}

using Futex = classic::futex_mutex<classic::FutexFlaw::none, 3>;
BENCHMARK(explores<programs::fib_bench<5>, 525'630>)->Name("fib_bench(5)");
BENCHMARK(explores<programs::casw<5>, 32'880>)->Name("casw(5)");
BENCHMARK(explores<programs::sb_ring<16>, 65'536>)->Name("SB-ring(16)");
BENCHMARK(explores<programs::sb_ring<16, true>, 65'535>)->Name("SB-ring(16), SC orders");
BENCHMARK(explores<programs::sb_ring<16>, 65'535, Model::sc>)->Name("SB-ring(16), SC model");
BENCHMARK(explores<programs::readers<13>, 8'192>)->Name("readers(13)");
BENCHMARK(explores<programs::ainc<7>, 5'040>)->Name("ainc(7)");
BENCHMARK(explores<Futex, 143'724>)->Name("futex mutex(3)");

// Four agents around a ring, each writing its own location and reading the next one's.
template <int kEvents, bool kSequential>
struct long_ring {
  static constexpr CaseInfo kInfo{.name = "long ring", .agents = 4};
  std::array<atomic<int>, 4> x;
  void agent(int i) {
    for (int round = 1; round <= kEvents / 8; ++round) {
      x[static_cast<std::size_t>(i)].store(
          round, kSequential ? std::memory_order_seq_cst : std::memory_order_release);
      (void)x[static_cast<std::size_t>((i + 1) % 4)].load(kSequential ? std::memory_order_seq_cst
                                                                      : std::memory_order_acquire);
    }
  }
};

// The first so many executions; an item is an event of one of them.
template <int kEvents, bool kSequential>
void grows(benchmark::State& state) {
  constexpr std::uint64_t kExecutions = 20'000;
  const CaseEntry entry = case_entry<long_ring<kEvents, kSequential>>();
  for (auto unused : state)
    benchmark::DoNotOptimize(explore(entry, {}, {.most_executions = kExecutions}));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kExecutions) *
                          (kEvents / 8 * 8));
}
BENCHMARK(grows<24, false>)->Name("growth/24");
BENCHMARK(grows<48, false>)->Name("growth/48");
BENCHMARK(grows<96, false>)->Name("growth/96");
BENCHMARK(grows<200, false>)->Name("growth/200");
BENCHMARK(grows<24, true>)->Name("growth with SC orders/24");
BENCHMARK(grows<48, true>)->Name("growth with SC orders/48");
BENCHMARK(grows<96, true>)->Name("growth with SC orders/96");
BENCHMARK(grows<200, true>)->Name("growth with SC orders/200");

}  // namespace
}  // namespace assay::explore

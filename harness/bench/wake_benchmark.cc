// notify without waiters beside the fence and the load that it needs at least; a round
// trip of wait and notify beside the futex itself and beside a condition variable; and how
// 64 locations scale, with agents that sleep and with agents that need not.
//
// Names are operation/who; scripts/bench divides the core by each peer.
#include <benchmark/benchmark.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "harness/subject/wait_notify.h"
#include "harness/world/production.h"

namespace assay {
namespace {

using View = TypedArray<Production, std::int32_t>;

struct Shared {
  Cluster<Production> cluster;
  SharedBuffer<Production> buffer =
      std::move(SharedBuffer<Production>::create(cluster.blocks, 4096).value());

  View view() const { return std::move(View::create(buffer).value()); }
  ~Shared() { buffer.drop(); }
};

void notify_nobody(benchmark::State& state) {
  Shared shared;
  AgentRecord<Production> me;
  View view = shared.view();
  for (auto unused : state) benchmark::DoNotOptimize(atomics::notify(shared.cluster, me, view, 0));
  view.drop();
}
BENCHMARK(notify_nobody)->Name("notify without waiters/core");

void fence_and_load(benchmark::State& state) {
  std::atomic<std::uint32_t> waiters{0};
  for (auto unused : state) {
    std::atomic_thread_fence(std::memory_order_seq_cst);
    benchmark::DoNotOptimize(waiters.load(std::memory_order_relaxed));
  }
}
BENCHMARK(fence_and_load)->Name("notify without waiters/fence and load");

// Two agents pass a ball; an iteration is there and back. `turn(me)` waits for the
// ball and passes it on.
template <class Turn>
void round_trips(benchmark::State& state, Turn turn, std::atomic<bool>& over) {
  std::thread other([&] {
    while (!over) turn(1);
  });
  for (auto unused : state) turn(0);
  over = true;
  turn(0);  // the other is on its last turn, or about to be
  other.join();
}

void wait_and_notify(benchmark::State& state) {
  Shared shared;
  AgentRecord<Production> records[2];
  View views[2] = {shared.view(), shared.view()};
  std::atomic<bool> over{false};
  round_trips(
      state,
      [&](int me) {
        const View& view = views[me];
        while (!over && atomics::load(view, 0).value() != me)
          (void)atomics::wait(shared.cluster, records[me], view, 0, std::int32_t{1 - me}, 100.0);
        (void)atomics::store(view, 0, std::int32_t{1 - me});
        (void)atomics::notify(shared.cluster, records[me], view, 0, 1);
      },
      over);
  for (View& view : views) view.drop();
}
BENCHMARK(wait_and_notify)->Name("round trip/core")->UseRealTime();

void raw_futex(benchmark::State& state) {
  std::atomic<std::int32_t> ball{0};
  std::atomic<bool> over{false};
  const timespec patience{0, 100'000'000};
  round_trips(
      state,
      [&](int me) {
        while (!over && ball != me)
          syscall(SYS_futex, &ball, FUTEX_WAIT_PRIVATE, 1 - me, &patience, nullptr, 0);
        ball = 1 - me;
        syscall(SYS_futex, &ball, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
      },
      over);
}
BENCHMARK(raw_futex)->Name("round trip/futex")->UseRealTime();

void condition_variable(benchmark::State& state) {
  std::mutex mutex;
  std::condition_variable changed;
  int ball = 0;
  std::atomic<bool> over{false};
  round_trips(
      state,
      [&](int me) {
        std::unique_lock lock(mutex);
        changed.wait_for(lock, std::chrono::milliseconds(100), [&] { return over || ball == me; });
        ball = 1 - me;
        changed.notify_one();
      },
      over);
}
BENCHMARK(condition_variable)->Name("round trip/mutex and condition")->UseRealTime();

constexpr std::uint64_t kLocations = 64;
constexpr std::uint64_t kApart = 16;  // elements: a cache line

// Pairs of agents that pass a ball each, from one location to the next of the pair's own.
// Every agent has as many turns as the others, so nobody waits at the end.
template <class Turn>
void pairs(benchmark::State& state, Turn turn) {
  const auto pair = static_cast<std::uint64_t>(state.thread_index()) / 2;
  const auto count = static_cast<std::uint64_t>(state.threads()) / 2;
  std::uint64_t at = pair;
  for (auto unused : state) {
    turn(state.thread_index() % 2, at * kApart);
    at = at + count < kLocations ? at + count : pair;
  }
}

void core_pairs(benchmark::State& state) {
  static Shared shared;
  AgentRecord<Production> me;
  View view = shared.view();
  pairs(state, [&](int side, std::uint64_t at) {
    while (atomics::load(view, at).value() != side)
      (void)atomics::wait(shared.cluster, me, view, at, std::int32_t{1 - side});
    (void)atomics::store(view, at, std::int32_t{1 - side});
    (void)atomics::notify(shared.cluster, me, view, at, 1);
  });
  view.drop();
}
BENCHMARK(core_pairs)->Name("pairs at 64 locations/core")->ThreadRange(2, 8)->UseRealTime();

void futex_pairs(benchmark::State& state) {
  static std::array<std::atomic<std::int32_t>, kLocations * kApart> balls{};
  pairs(state, [&](int side, std::uint64_t at) {
    std::atomic<std::int32_t>& ball = balls[at];
    while (ball != side)
      syscall(SYS_futex, &ball, FUTEX_WAIT_PRIVATE, 1 - side, nullptr, nullptr, 0);
    ball = 1 - side;
    syscall(SYS_futex, &ball, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
  });
}
BENCHMARK(futex_pairs)->Name("pairs at 64 locations/futex")->ThreadRange(2, 8)->UseRealTime();

// A store, a notify that finds nobody and a wait that need not sleep, at 64 locations in
// turn: what agents do to a table that have nothing to do with one another.
template <class Visit>
void visits(benchmark::State& state, Visit visit) {
  auto at = static_cast<std::uint64_t>(state.thread_index());
  for (auto unused : state) {
    visit(at * kApart);
    at = (at + static_cast<std::uint64_t>(state.threads())) % kLocations;
  }
}

void core_visits(benchmark::State& state) {
  static Shared shared;
  AgentRecord<Production> me;
  View view = shared.view();
  visits(state, [&](std::uint64_t at) {
    (void)atomics::add(view, at, 1);
    benchmark::DoNotOptimize(atomics::notify(shared.cluster, me, view, at));
    benchmark::DoNotOptimize(atomics::wait(shared.cluster, me, view, at, std::int32_t{-1}));
  });
  view.drop();
}
BENCHMARK(core_visits)->Name("visits of 64 locations/core")->ThreadRange(1, 8)->UseRealTime();

// As engines do it: one lock around a table of all locations.
void one_lock_visits(benchmark::State& state) {
  static std::array<std::atomic<std::int32_t>, kLocations * kApart> cells{};
  static std::mutex mutex;
  static std::unordered_map<const void*, int> sleepers;
  visits(state, [&](std::uint64_t at) {
    cells[at].fetch_add(1);
    {
      const std::lock_guard lock(mutex);
      benchmark::DoNotOptimize(sleepers.find(&cells[at]) != sleepers.end());
    }
    const std::lock_guard lock(mutex);
    benchmark::DoNotOptimize(cells[at].load() == -1);
  });
}
BENCHMARK(one_lock_visits)
    ->Name("visits of 64 locations/one lock for all")
    ->ThreadRange(1, 8)
    ->UseRealTime();

}  // namespace
}  // namespace assay

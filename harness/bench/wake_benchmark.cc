// notify without waiters beside the fence and the load that it needs at least; a round
// trip of wait and notify beside the futex itself and beside a condition variable.
//
// Names are operation/who; scripts/bench divides core by each peer.
#include <benchmark/benchmark.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "harness/subject/wait_notify.h"
#include "harness/world/production.h"

namespace assay {
namespace {

using View = TypedArray<Production, std::int32_t>;

struct Shared {
  Cluster<Production> cluster;
  SharedBuffer<Production> buffer =
      std::move(SharedBuffer<Production>::create(cluster.block_ids, 4096).value());

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

// Each agent on a location of its own: a store, a notify, and a wait that need not
// sleep. How it scales with threads.
void many_locations(benchmark::State& state) {
  static Shared shared;
  AgentRecord<Production> me;
  View view = shared.view();
  const auto mine = static_cast<std::uint64_t>(state.thread_index()) * 16;
  for (auto unused : state) {
    (void)atomics::add(view, mine, 1);
    benchmark::DoNotOptimize(atomics::notify(shared.cluster, me, view, mine));
    benchmark::DoNotOptimize(atomics::wait(shared.cluster, me, view, mine, std::int32_t{-1}));
  }
  view.drop();
}
BENCHMARK(many_locations)->Name("locations of their own/core")->ThreadRange(1, 2)->UseRealTime();

}  // namespace
}  // namespace assay

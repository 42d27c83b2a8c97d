// What agents cost: a message and its answer, a dataset that is shared or cloned, a start and
// a teardown, the account when many charge it at once.
//
// Names are operation/who; scripts/bench divides the core by each peer.
#include <benchmark/benchmark.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "harness/subject/agents/agent.h"
#include "harness/world/production.h"

namespace assay {
namespace {

using W = Production;
constexpr std::uint64_t kDataset = std::uint64_t{80} << 20U;

// A main agent, and a worker that answers each message with a number.
class Pair {
 public:
  Pair() { worker_.port().start(); }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;
  ~Pair() { main.tear_down(); }

  void there_and_back(const Draft<W>& draft) {
    if (!worker_.port().post(draft).ok()) std::abort();
    main.next().message.drop();
  }

 private:
  Cluster<W> cluster_;

 public:
  Agent<W> main{cluster_, CanBlock::yes};

 private:
  Worker<W, kDefaultBuckets>& worker_ =
      main.start(CanBlock::yes, [](Agent<W>& self, Port<W>& parent) {
        parent.start();
        for (Event<W> event = self.next(); event.kind == EventKind::message; event = self.next()) {
          event.message.drop();
          (void)parent.post(Draft<W>().number(1));
        }
      });
};

void message_round_trip(benchmark::State& state) {
  Pair pair;
  for (auto unused : state) pair.there_and_back(Draft<W>().number(1));
}
BENCHMARK(message_round_trip)->Name("message round trip/core")->UseRealTime();

// What one would write instead: a queue in each direction, a lock and a condition.
class Queue {
 public:
  void put(double number) {
    {
      const std::lock_guard lock(mutex_);
      numbers_.push_back(number);
    }
    changed_.notify_one();
  }
  double take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !numbers_.empty(); });
    const double first = numbers_.front();
    numbers_.pop_front();
    return first;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<double> numbers_;
};

void queue_round_trip(benchmark::State& state) {
  Queue there;
  Queue back;
  std::thread other([&] {
    while (there.take() > 0) back.put(1);
  });
  for (auto unused : state) {
    there.put(1);
    benchmark::DoNotOptimize(back.take());
  }
  there.put(0);
  other.join();
}
BENCHMARK(queue_round_trip)->Name("message round trip/mutex and queue")->UseRealTime();

void dataset_shared(benchmark::State& state) {
  Pair pair;
  auto& buffer = pair.main.heap().hold(
      std::move(SharedBuffer<W>::create(pair.main.cluster().blocks, kDataset).value()));
  for (std::size_t i = 0; i < kDataset; i += 4096)
    buffer.block().bytes().plain_store<std::uint8_t>(i, 1);
  for (auto unused : state) pair.there_and_back(Draft<W>().buffer(buffer));
}
BENCHMARK(dataset_shared)->Name("80 MB to a worker/core")->UseRealTime();

void dataset_cloned(benchmark::State& state) {
  Pair pair;
  auto& buffer = pair.main.heap().hold(
      std::move(ArrayBuffer<W>::create(pair.main.cluster().blocks, kDataset).value()));
  std::memset(buffer.bytes().data(), 1, kDataset);
  for (auto unused : state) pair.there_and_back(Draft<W>().buffer(buffer));
}
BENCHMARK(dataset_cloned)->Name("80 MB to a worker/core, cloned")->UseRealTime();

// From start to the end of the teardown, with one message from the child.
void start_and_teardown(benchmark::State& state) {
  Cluster<W> cluster;
  Agent<W> main(cluster, CanBlock::yes);
  for (auto unused : state) {
    auto& worker = main.start(
        CanBlock::yes, [](Agent<W>&, Port<W>& parent) { (void)parent.post(Draft<W>().number(1)); });
    worker.port().start();
    while (main.next().kind != EventKind::message) {
    }
    main.let_go(worker);
  }
  main.tear_down();
}
BENCHMARK(start_and_teardown)->Name("start and teardown/core")->UseRealTime();

void thread_and_join(benchmark::State& state) {
  for (auto unused : state) {
    Queue back;
    std::thread thread([&back] { back.put(1); });
    benchmark::DoNotOptimize(back.take());
    thread.join();
  }
}
BENCHMARK(thread_and_join)->Name("start and teardown/std::thread")->UseRealTime();

// Sixteen that charge and refund one account at once. The peak is elsewhere, as mostly.
void account(benchmark::State& state) {
  static MemoryAccount<W> account;
  if (state.thread_index() == 0) {
    account.charge(kDataset, 1, kDataset);
    account.refund(kDataset);
  }
  for (auto unused : state) {
    account.charge(8, 2, 8);
    account.refund(8);
  }
}
BENCHMARK(account)->Name("charge and refund/core")->Threads(1)->Threads(16)->UseRealTime();

void counter(benchmark::State& state) {
  static std::atomic<std::uint64_t> counter{0};
  for (auto unused : state) {
    benchmark::DoNotOptimize(counter.fetch_add(8, std::memory_order_relaxed));
    benchmark::DoNotOptimize(counter.fetch_sub(8, std::memory_order_relaxed));
  }
}
BENCHMARK(counter)
    ->Name("charge and refund/relaxed counter")
    ->Threads(1)
    ->Threads(16)
    ->UseRealTime();

}  // namespace
}  // namespace assay

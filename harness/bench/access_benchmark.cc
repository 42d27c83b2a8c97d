// Checked Atomics beside std::atomic_ref behind the same bound check, and the
// unchecked World beside the bare instruction.
//
// Names are operation/who; scripts/bench divides core (or world) by peer.
#include <benchmark/benchmark.h>

#include <atomic>
#include <optional>

#include "harness/subject/atomics.h"
#include "harness/world/production.h"

namespace assay {
namespace {

using T = std::int32_t;
constexpr std::size_t kElements = 64;

// The core's view, and the same bytes for the peer.
struct Fixture {
  BlockSource<Production> ids;
  SharedBuffer<Production> buffer =
      std::move(SharedBuffer<Production>::create(ids, kElements * sizeof(T)).value());
  TypedArray<Production, T> view = std::move(TypedArray<Production, T>::create(buffer).value());
  alignas(64) std::array<T, kElements> bare{};
  std::size_t length = kElements;

  ~Fixture() {
    view.drop();
    buffer.drop();
  }

  // What an engine would write by hand: one bound check, one instruction.
  template <class Operation>
  std::optional<T> checked(std::uint64_t index, Operation operation) {
    if (index >= length) return std::nullopt;
    return operation(std::atomic_ref<T>(bare[index]));
  }
};

// Walks over the elements, so that neither the bound nor the address is known.
template <class Body>
void walk(benchmark::State& state, Body body) {
  Fixture fixture;
  benchmark::DoNotOptimize(&fixture);
  std::uint64_t index = 0;
  for (auto unused : state) {
    benchmark::DoNotOptimize(index);
    body(fixture, index);
    index = (index + 1) % kElements;
  }
}

template <class Operation>
auto core(Operation operation) {
  return [operation](benchmark::State& state) {
    walk(state, [operation](Fixture& f, std::uint64_t index) {
      benchmark::DoNotOptimize(operation(f.view, index));
    });
  };
}
template <class Operation>
auto peer(Operation operation) {
  return [operation](benchmark::State& state) {
    walk(state, [operation](Fixture& f, std::uint64_t index) {
      benchmark::DoNotOptimize(f.checked(index, operation));
    });
  };
}
template <class Operation>
auto world(Operation operation) {
  return [operation](benchmark::State& state) {
    walk(state, [operation](Fixture& f, std::uint64_t index) {
      benchmark::DoNotOptimize(operation(f.view.block().bytes(), index * sizeof(T)));
    });
  };
}
template <class Operation>
auto instruction(Operation operation) {
  return [operation](benchmark::State& state) {
    walk(state, [operation](Fixture& f, std::uint64_t index) {
      benchmark::DoNotOptimize(operation(std::atomic_ref<T>(f.bare[index])));
    });
  };
}

const bool kRegistered = [] {
  const auto pair = [](const char* name, auto ours, auto theirs) {
    benchmark::RegisterBenchmark((std::string("Atomics.") + name + "/core").c_str(), core(ours));
    benchmark::RegisterBenchmark((std::string("Atomics.") + name + "/peer").c_str(), peer(theirs));
  };
  pair(
      "load", [](auto& v, auto i) { return atomics::load(v, i); },
      [](auto cell) { return cell.load(); });
  pair(
      "store", [](auto& v, auto i) { return atomics::store(v, i, T{1}); },
      [](auto cell) { return cell.store(T{1}), T{1}; });
  pair(
      "add", [](auto& v, auto i) { return atomics::add(v, i, T{1}); },
      [](auto cell) { return cell.fetch_add(T{1}); });
  pair(
      "exchange", [](auto& v, auto i) { return atomics::exchange(v, i, T{1}); },
      [](auto cell) { return cell.exchange(T{1}); });
  pair(
      "compareExchange",
      [](auto& v, auto i) { return atomics::compare_exchange(v, i, T{0}, T{1}); },
      [](auto cell) {
        T found = 0;
        cell.compare_exchange_strong(found, T{1});
        return found;
      });
  benchmark::RegisterBenchmark("World load/core", world([](auto& b, auto n) {
                                 return b.template load<T>(n, at::cell_load);
                               }));
  benchmark::RegisterBenchmark("World load/peer",
                               instruction([](auto cell) { return cell.load(); }));
  benchmark::RegisterBenchmark("World add/core", world([](auto& b, auto n) {
                                 return b.template fetch_add<T>(n, T{1}, at::cell_rmw);
                               }));
  benchmark::RegisterBenchmark("World add/peer",
                               instruction([](auto cell) { return cell.fetch_add(T{1}); }));
  return true;
}();

}  // namespace
}  // namespace assay

#include "harness/engines/explore/twin/program.h"

#include <algorithm>
#include <array>

namespace assay::explore::twin {
namespace {

// SplitMix64: the same numbers everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t below(std::uint64_t n) {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return (z ^ (z >> 31U)) % n;
  }
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  template <class T, std::size_t N>
  const T& pick(const std::array<T, N>& from) {
    return from[below(N)];
  }

 private:
  std::uint64_t state_;
};

// What a program's orders are drawn from, so that each part of the model has its programs:
// all mixed; SC events, with little else between them; fences around relaxed accesses;
// releases and acquires with relaxed read-modify-writes between them.
struct Flavour {
  std::array<Order, 4> loads;
  std::array<Order, 4> stores;
  std::array<Order, 4> both;  // of read-modify-writes
  std::array<Order, 4> fences;
  std::array<Act, 8> acts;
  bool is_plain_sailing = false;  // no conditions
};
using enum Order;
constexpr std::array kFlavours{Flavour{{relaxed, acquire, acquire, seq_cst},
                                       {relaxed, release, release, seq_cst},
                                       {relaxed, acquire, release, seq_cst},
                                       {acquire, release, acq_rel, seq_cst},
                                       {Act::load, Act::load, Act::store, Act::store, Act::add,
                                        Act::exchange, Act::compare_exchange, Act::fence}},
                               Flavour{{seq_cst, seq_cst, seq_cst, acquire},
                                       {seq_cst, seq_cst, seq_cst, release},
                                       {seq_cst, seq_cst, release, acq_rel},
                                       {seq_cst, seq_cst, seq_cst, acq_rel},
                                       {Act::load, Act::load, Act::load, Act::load, Act::store,
                                        Act::store, Act::store, Act::exchange},
                                       true},
                               Flavour{{relaxed, relaxed, relaxed, acquire},
                                       {relaxed, relaxed, relaxed, release},
                                       {relaxed, relaxed, relaxed, acq_rel},
                                       {acquire, release, seq_cst, seq_cst},
                                       {Act::load, Act::load, Act::store, Act::store, Act::fence,
                                        Act::fence, Act::fence, Act::add},
                                       true},
                               Flavour{{acquire, acquire, acquire, relaxed},
                                       {release, release, release, relaxed},
                                       {relaxed, relaxed, acquire, release},
                                       {acquire, release, release, acq_rel},
                                       {Act::load, Act::load, Act::store, Act::store, Act::store,
                                        Act::add, Act::compare_exchange, Act::fence}}};

Operation random_operation(Dice& dice, const Flavour& flavour, std::uint64_t locations,
                           Taste taste) {
  Operation operation{.act = dice.pick(flavour.acts),
                      .location = static_cast<std::uint8_t>(dice.below(locations)),
                      .value = static_cast<std::uint8_t>(1 + dice.below(2))};
  if (taste.has_awaits && operation.act == Act::load && dice.one_in(2)) {
    operation.act = dice.one_in(2) ? Act::await_is : Act::await_is_not;
    operation.value = static_cast<std::uint8_t>(dice.below(3));
  }
  switch (operation.act) {
    case Act::load:
    case Act::await_is:
    case Act::await_is_not:
      operation.order = dice.pick(flavour.loads);
      break;
    case Act::store:
      operation.order = dice.pick(flavour.stores);
      break;
    case Act::fence:
      operation.order = dice.pick(flavour.fences);
      break;
    case Act::compare_exchange:
      operation.failure = dice.pick(flavour.loads);
      operation.expected = static_cast<std::uint8_t>(dice.below(3));
      [[fallthrough]];
    case Act::add:
    case Act::exchange:
      operation.order = dice.pick(flavour.both);
      break;
  }
  const bool may_be_plain = operation.act == Act::load || operation.act == Act::store;
  if (taste.has_plain && may_be_plain && dice.one_in(2)) {
    operation.plain = true;
    operation.order = Order::relaxed;
  }
  operation.adds_seen = !is_await(operation.act) && dice.one_in(8);
  if (!flavour.is_plain_sailing && dice.one_in(6))
    operation.when = dice.one_in(3) ? When::if_first : When::if_last;
  if (operation.when != When::always) operation.only_if = static_cast<std::uint8_t>(dice.below(3));
  if (operation.act == Act::load || operation.act == Act::fence) {
    operation.value = 0;
    operation.adds_seen = false;
  }
  if (operation.act == Act::fence) operation.location = 0;
  return operation;
}

}  // namespace

std::size_t Program::size() const {
  std::size_t all = 0;
  for (const auto& agent : agents) all += agent.size();
  return all;
}

Program random_program(std::uint64_t seed, Taste taste) {
  Dice dice(seed);
  Program program;
  const Flavour& flavour = dice.pick(kFlavours);
  program.agents.resize(dice.one_in(5) ? 4 : 2 + dice.below(2));
  const std::uint64_t locations = dice.one_in(3) ? 3 : 2;
  const std::uint64_t most = 5 + dice.below(static_cast<std::uint64_t>(kMostOperations) - 4);
  for (std::uint64_t i = 0; i < most; ++i)
    program.agents[dice.below(program.agents.size())].push_back(
        random_operation(dice, flavour, locations, taste));
  return program;
}

std::vector<Program> simpler(const Program& program) {
  std::vector<Program> all;
  const auto with = [&](std::size_t agent, std::size_t i, auto change) {
    Program other = program;
    change(other.agents[agent][i]);
    all.push_back(std::move(other));
  };
  for (std::size_t a = 0; a < program.agents.size(); ++a) {
    if (program.agents.size() > 1) {
      Program other = program;
      other.agents.erase(other.agents.begin() + static_cast<std::ptrdiff_t>(a));
      all.push_back(std::move(other));
    }
    for (std::size_t i = 0; i < program.agents[a].size(); ++i) {
      const Operation& o = program.agents[a][i];
      Program other = program;
      other.agents[a].erase(other.agents[a].begin() + static_cast<std::ptrdiff_t>(i));
      all.push_back(std::move(other));
      if (o.when != When::always)
        with(a, i, [](Operation& it) {
          it.when = When::always;
          it.only_if = 0;
        });
      if (o.adds_seen) with(a, i, [](Operation& it) { it.adds_seen = false; });
      if (o.order != Order::relaxed && o.act != Act::fence)
        with(a, i, [](Operation& it) { it.order = Order::relaxed; });
      if (o.failure != Order::relaxed)
        with(a, i, [](Operation& it) { it.failure = Order::relaxed; });
      if (o.act == Act::compare_exchange || o.act == Act::add)
        with(a, i, [](Operation& it) {
          it.act = Act::exchange;
          it.failure = Order::relaxed;
          it.expected = 0;
        });
    }
  }
  return all;
}

}  // namespace assay::explore::twin

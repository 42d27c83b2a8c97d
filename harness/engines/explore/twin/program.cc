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
  T pick(const std::array<T, N>& from) {
    return from[below(N)];
  }

 private:
  std::uint64_t state_;
};

constexpr std::array kLoads{Order::relaxed, Order::acquire, Order::seq_cst};
constexpr std::array kStores{Order::relaxed, Order::release, Order::seq_cst};
constexpr std::array kBoth{Order::relaxed, Order::acquire, Order::release, Order::acq_rel,
                           Order::seq_cst};
constexpr std::array kFences{Order::acquire, Order::release, Order::acq_rel, Order::seq_cst,
                             Order::seq_cst};
// Loads and stores are what most shapes are of.
constexpr std::array kActs{Act::load,
                           Act::load,
                           Act::load,
                           Act::store,
                           Act::store,
                           Act::store,
                           Act::add,
                           Act::exchange,
                           Act::compare_exchange,
                           Act::compare_exchange,
                           Act::fence};

Operation random_operation(Dice& dice, std::uint64_t locations, Taste taste) {
  Operation operation{.act = dice.pick(kActs),
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
      operation.order = dice.pick(kLoads);
      break;
    case Act::store:
      operation.order = dice.pick(kStores);
      break;
    case Act::fence:
      operation.order = dice.pick(kFences);
      break;
    case Act::compare_exchange:
      operation.failure = dice.pick(kLoads);
      operation.expected = static_cast<std::uint8_t>(dice.below(3));
      [[fallthrough]];
    case Act::add:
    case Act::exchange:
      operation.order = dice.pick(kBoth);
      break;
  }
  if (taste.has_plain && (operation.act == Act::load || operation.act == Act::store) &&
      dice.one_in(2)) {
    operation.plain = true;
    operation.order = Order::relaxed;
  }
  operation.adds_seen = !is_await(operation.act) && dice.one_in(8);
  operation.is_conditional = dice.one_in(6);
  operation.only_if = static_cast<std::uint8_t>(dice.below(3));
  return operation;
}

// Relaxed, acquire, release, acq_rel, seq_cst.
constexpr std::array<const char*, 5> kSuffixes{"rlx", "acq", "rel", "ar", "sc"};
std::string suffix(Order order) { return kSuffixes[static_cast<std::size_t>(order)]; }

std::string text_of(const Operation& o) {
  static constexpr std::array<const char*, 8> kNames{"R",   "W", "RMW+",   "XCHG",
                                                     "CAS", "F", "await=", "await!="};
  std::string text;
  if (o.is_conditional) text += "if (last == " + std::to_string(o.only_if) + ") ";
  text += kNames[static_cast<std::size_t>(o.act)] + (o.plain ? "na" : suffix(o.order));
  if (o.act == Act::compare_exchange) text += "/" + suffix(o.failure);
  if (o.act == Act::fence) return text;
  text += " ";
  text += "xyz"[o.location];
  if (o.act == Act::load) return text;
  if (o.act == Act::compare_exchange) text += std::to_string(o.expected) + "->";
  text += std::to_string(o.value);
  return o.adds_seen ? text + "+last" : text;
}

}  // namespace

std::size_t Program::size() const {
  std::size_t all = 0;
  for (const auto& agent : agents) all += agent.size();
  return all;
}

std::string Program::text() const {
  std::string text;
  for (const auto& agent : agents) {
    text += "\n  | ";
    for (const Operation& operation : agent) text += text_of(operation) + "; ";
  }
  return text;
}

Program random_program(std::uint64_t seed, Taste taste) {
  Dice dice(seed);
  Program program;
  program.agents.resize(2 + dice.below(2));
  const std::uint64_t locations = 2 + dice.below(2);
  const std::uint64_t most = 4 + dice.below(static_cast<std::uint64_t>(kMostOperations) - 3);
  for (std::uint64_t i = 0; i < most; ++i)
    program.agents[dice.below(program.agents.size())].push_back(
        random_operation(dice, locations, taste));
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
      if (o.is_conditional) with(a, i, [](Operation& it) { it.is_conditional = false; });
      if (o.adds_seen) with(a, i, [](Operation& it) { it.adds_seen = false; });
      if (o.order != Order::relaxed && o.act != Act::fence)
        with(a, i, [](Operation& it) { it.order = Order::relaxed; });
      if (o.failure != Order::relaxed)
        with(a, i, [](Operation& it) { it.failure = Order::relaxed; });
      if (o.act == Act::compare_exchange || o.act == Act::add)
        with(a, i, [](Operation& it) { it.act = Act::exchange; });
    }
  }
  return all;
}

}  // namespace assay::explore::twin

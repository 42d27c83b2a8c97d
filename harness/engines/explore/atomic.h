// Atomics with the standard's names and orders, for code that is model-checked without a
// table of sites.
//
//   struct MessagePassing {
//     static constexpr CaseInfo kInfo{.name = "message_passing", .claim = "…"};
//     explore::atomic<int> flag;
//     explore::var<int> data;
//     void agent(int me) {
//       if (me == 0) { data = 42; flag.store(1, std::memory_order_release); }
//       else if (flag.load(std::memory_order_acquire) == 1)
//         explore::check(data == 42, "the flag was seen, so the data must be");
//     }
//   };
//
// Thread safety: inside a case, by any agent.
// Invariants: as explore_world.h; a memory_order of consume is an acquire.
// Reference: C++20 [atomics.types.generic].
#pragma once

#include <atomic>

#include "harness/engines/explore/explore_world.h"

namespace assay::explore {

constexpr Order order_of(std::memory_order order) {
  switch (order) {
    case std::memory_order_relaxed:
      return Order::relaxed;
    case std::memory_order_consume:
    case std::memory_order_acquire:
      return Order::acquire;
    case std::memory_order_release:
      return Order::release;
    case std::memory_order_acq_rel:
      return Order::acq_rel;
    case std::memory_order_seq_cst:
      break;
  }
  return Order::seq_cst;
}

// The failure order that one order stands for, C++20 [atomics.types.operations]/23.
constexpr std::memory_order failure_of(std::memory_order success) {
  if (success == std::memory_order_acq_rel) return std::memory_order_acquire;
  return success == std::memory_order_release ? std::memory_order_relaxed : success;
}

template <Storable T>
class atomic {
 public:
  atomic(Where where = {}) : life_(T{}, where) {}
  atomic(T v, Where where = {}) : life_(v, where) {}  // NOLINT(google-explicit-constructor)

  T load(std::memory_order order = std::memory_order_seq_cst, Where where = {}) const {
    return from_value<T>(life_.word(where).load(how(order, where)));
  }
  void store(T v, std::memory_order order = std::memory_order_seq_cst, Where where = {}) {
    life_.word(where).store(to_value(v), how(order, where));
  }
  T exchange(T v, std::memory_order order = std::memory_order_seq_cst, Where where = {}) {
    return modify(Verb::exchange, v, order, where);
  }
  T fetch_add(T v, std::memory_order order = std::memory_order_seq_cst, Where where = {}) {
    return modify(Verb::add, v, order, where);
  }
  T fetch_sub(T v, std::memory_order order = std::memory_order_seq_cst, Where where = {}) {
    return modify(Verb::sub, v, order, where);
  }
  T fetch_and(T v, std::memory_order order = std::memory_order_seq_cst, Where where = {}) {
    return modify(Verb::bit_and, v, order, where);
  }
  T fetch_or(T v, std::memory_order order = std::memory_order_seq_cst, Where where = {}) {
    return modify(Verb::bit_or, v, order, where);
  }
  T fetch_xor(T v, std::memory_order order = std::memory_order_seq_cst, Where where = {}) {
    return modify(Verb::bit_xor, v, order, where);
  }
  bool compare_exchange_strong(T& expected, T desired, std::memory_order success,
                               std::memory_order failure, Where where = {}) {
    How both = how(success, where);
    both.failure = order_of(failure);
    const Value wanted = to_value(expected);
    const Value seen = life_.word(where).compare_exchange(wanted, to_value(desired), both);
    expected = from_value<T>(seen);
    return seen == wanted;
  }
  bool compare_exchange_strong(T& expected, T desired,
                               std::memory_order order = std::memory_order_seq_cst,
                               Where where = {}) {
    return compare_exchange_strong(expected, desired, order, failure_of(order), where);
  }
  // May fail for nothing, a bounded number of times in an execution (Setting).
  bool compare_exchange_weak(T& expected, T desired, std::memory_order success,
                             std::memory_order failure, Where where = {}) {
    int& left = Replay::current->weak_failures_left();
    if (left > 0 && ExploreWorld::choose(2, where) == 1) {
      --left;
      expected = load(failure, where);
      return false;
    }
    return compare_exchange_strong(expected, desired, success, failure, where);
  }
  bool compare_exchange_weak(T& expected, T desired,
                             std::memory_order order = std::memory_order_seq_cst,
                             Where where = {}) {
    return compare_exchange_weak(expected, desired, order, failure_of(order), where);
  }
  // Held up until what is there is `wanted`.
  T await(T wanted, std::memory_order order = std::memory_order_seq_cst, Where where = {}) {
    T seen{};
    ExploreWorld::await([&] { return (seen = load(order, where)) == wanted; }, where);
    return seen;
  }

 private:
  static How how(std::memory_order order, Where where) {
    return {.order = order_of(order), .where = where};
  }
  T modify(Verb verb, T v, std::memory_order order, Where where) {
    return from_value<T>(life_.word(where).modify(verb, to_value(v), how(order, where)));
  }

  Living<T> life_;
};

// A variable that is not atomic: a race on it is a defect.
template <Storable T>
using var = ExploreWorld::Var<T>;

inline void fence(std::memory_order order, Where where = {}) {
  if (order == std::memory_order_relaxed) return;
  Replay::current->perform(
      {.verb = Verb::fence, .order = order_of(order), .text = "fence", .where = where});
}
template <class Predicate>
void await(Predicate ready, Where where = {}) {
  ExploreWorld::await(ready, where);
}
// The same, asleep: of what a kernel does for whoever has called it. One that is never woken
// is told as such.
template <class Predicate>
void sleep_until(Predicate woken, Where where = {}) {
  ExploreWorld::hold_up(woken, true, where);
}
inline void check(bool ok, const char* text, Where where = {}) {
  ExploreWorld::check(ok, text, where);
}

}  // namespace assay::explore

// Atomic instructions whose order is known at run time only.
//
// g++ turns an order that is no constant into seq_cst, which would hide every
// weakening; so each order has a call of its own. A test disassembles the release
// branch of `store`.
//
// Thread safety: those of the instruction.
// Invariants: the instruction is the one that the production World has for that
// order.
#pragma once

#include <type_traits>

#include "harness/world/order.h"

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-memory-model"
#endif

namespace assay::ordered {

template <class T>
T load(const T* at, Order order) {
  switch (order) {
    case Order::relaxed:
      return __atomic_load_n(at, __ATOMIC_RELAXED);
    case Order::acquire:
      return __atomic_load_n(at, __ATOMIC_ACQUIRE);
    default:
      return __atomic_load_n(at, __ATOMIC_SEQ_CST);
  }
}

template <class T>
void store(T* at, T value, Order order) {
  switch (order) {
    case Order::relaxed:
      return __atomic_store_n(at, value, __ATOMIC_RELAXED);
    case Order::release:
      return __atomic_store_n(at, value, __ATOMIC_RELEASE);
    default:
      return __atomic_store_n(at, value, __ATOMIC_SEQ_CST);
  }
}

// Calls `f` with the order as a constant.
template <class F>
auto with_constant(Order order, F f) {
  switch (order) {
    case Order::relaxed:
      return f(std::integral_constant<int, __ATOMIC_RELAXED>{});
    case Order::acquire:
      return f(std::integral_constant<int, __ATOMIC_ACQUIRE>{});
    case Order::release:
      return f(std::integral_constant<int, __ATOMIC_RELEASE>{});
    case Order::acq_rel:
      return f(std::integral_constant<int, __ATOMIC_ACQ_REL>{});
    default:
      return f(std::integral_constant<int, __ATOMIC_SEQ_CST>{});
  }
}

template <class T>
T exchange(T* at, T v, Order order) {
  return with_constant(order,
                       [=](auto o) { return __atomic_exchange_n(at, v, decltype(o)::value); });
}
template <class T>
T fetch_add(T* at, T v, Order order) {
  return with_constant(order,
                       [=](auto o) { return __atomic_fetch_add(at, v, decltype(o)::value); });
}
template <class T>
T fetch_sub(T* at, T v, Order order) {
  return with_constant(order,
                       [=](auto o) { return __atomic_fetch_sub(at, v, decltype(o)::value); });
}
template <class T>
T fetch_and(T* at, T v, Order order) {
  return with_constant(order,
                       [=](auto o) { return __atomic_fetch_and(at, v, decltype(o)::value); });
}
template <class T>
T fetch_or(T* at, T v, Order order) {
  return with_constant(order, [=](auto o) { return __atomic_fetch_or(at, v, decltype(o)::value); });
}
template <class T>
T fetch_xor(T* at, T v, Order order) {
  return with_constant(order,
                       [=](auto o) { return __atomic_fetch_xor(at, v, decltype(o)::value); });
}

template <class T>
bool compare_exchange_as_one(T* at, T& expected, T desired, Order success, Order failure) {
  return with_constant(success, [&](auto s) {
    switch (failure) {
      case Order::relaxed:
        return __atomic_compare_exchange_n(at, &expected, desired, false, decltype(s)::value,
                                           __ATOMIC_RELAXED);
      case Order::acquire:
        return __atomic_compare_exchange_n(at, &expected, desired, false, decltype(s)::value,
                                           __ATOMIC_ACQUIRE);
      default:
        return __atomic_compare_exchange_n(at, &expected, desired, false, decltype(s)::value,
                                           __ATOMIC_SEQ_CST);
    }
  });
}

// g++ makes the whole operation seq_cst where failure is stronger than success,
// which would hide a weakened success order: then the failing read is done on its
// own.
template <class T>
bool compare_exchange(T* at, T& expected, T desired, Order success, Order failure) {
  const bool failure_within_success =
      failure == Order::relaxed || success == Order::seq_cst ||
      (failure == Order::acquire && (success == Order::acquire || success == Order::acq_rel));
  if (failure_within_success)
    return compare_exchange_as_one(at, expected, desired, success, failure);
  for (;;) {
    T seen = expected;
    if (compare_exchange_as_one(at, seen, desired, success, Order::relaxed)) return true;
    seen = load(at, failure);
    if (seen == expected) continue;  // it changed back meanwhile
    expected = seen;
    return false;
  }
}

}  // namespace assay::ordered

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

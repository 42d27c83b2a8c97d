// With every order, an access at run time does what its name says. That the order is
// the one asked for is seen in the generated code: ordered_access_codegen.cc.
#include "harness/engines/native/ordered_access.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <thread>
#include <vector>

namespace assay {
namespace {

template <class T>
class OrderedAccess : public testing::Test {};
using Elements = testing::Types<std::int32_t, std::int64_t, std::uint32_t, std::uintptr_t>;
TYPED_TEST_SUITE(OrderedAccess, Elements);

TYPED_TEST(OrderedAccess, loads_and_stores) {
  using T = TypeParam;
  for (const Order order : kOrders) {
    T cell = 0;
    if (allowed(Operation::store, order)) {
      ordered::store(&cell, std::numeric_limits<T>::max(), order);
      EXPECT_EQ(cell, std::numeric_limits<T>::max()) << name(order);
    }
    if (allowed(Operation::load, order)) {
      EXPECT_EQ(ordered::load(&cell, order), cell) << name(order);
    }
  }
}

TYPED_TEST(OrderedAccess, read_modify_writes) {
  using T = TypeParam;
  for (const Order order : kOrders) {
    T cell = 12;
    EXPECT_EQ(ordered::fetch_and(&cell, T{10}, order), T{12}) << name(order);
    EXPECT_EQ(ordered::fetch_or(&cell, T{3}, order), T{8}) << name(order);
    EXPECT_EQ(ordered::fetch_xor(&cell, T{1}, order), T{11}) << name(order);
    EXPECT_EQ(ordered::fetch_add(&cell, T{5}, order), T{10}) << name(order);
    EXPECT_EQ(ordered::fetch_sub(&cell, T{4}, order), T{15}) << name(order);
    EXPECT_EQ(ordered::exchange(&cell, std::numeric_limits<T>::max(), order), T{11}) << name(order);
    EXPECT_EQ(ordered::fetch_add(&cell, T{1}, order), std::numeric_limits<T>::max());
    EXPECT_EQ(cell, std::numeric_limits<T>::min()) << "wraps, " << name(order);
  }
}

TYPED_TEST(OrderedAccess, compare_exchange_succeeds_or_says_what_it_found) {
  using T = TypeParam;
  for (const Order success : kOrders)
    for (const Order failure : kOrders) {
      if (!allowed(Operation::cas_fail, failure)) continue;
      T cell = 5;
      T expected = 4;
      EXPECT_EQ(ordered::compare_exchange(&cell, expected, T{9}, success, failure), false);
      EXPECT_EQ(expected, T{5}) << name(success) << " " << name(failure);
      EXPECT_EQ(cell, T{5}) << name(success) << " " << name(failure);
      EXPECT_EQ(ordered::compare_exchange(&cell, expected, T{9}, success, failure), true);
      EXPECT_EQ(expected, T{5}) << name(success) << " " << name(failure);
      EXPECT_EQ(cell, T{9}) << name(success) << " " << name(failure);
    }
}

// Also where the failing read is done on its own (failure stronger than success).
TYPED_TEST(OrderedAccess, a_counter_by_compare_exchange_loses_nothing) {
  using T = TypeParam;
  constexpr int kTimes = 2000;
  T counter = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i)
    threads.emplace_back([&counter] {
      for (int n = 0; n < kTimes; ++n) {
        T seen = ordered::load(&counter, Order::relaxed);
        while (!ordered::compare_exchange(&counter, seen, static_cast<T>(seen + 1), Order::relaxed,
                                          Order::seq_cst)) {
        }
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(counter, T{2 * kTimes});
}

}  // namespace
}  // namespace assay

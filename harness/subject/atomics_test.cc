// Every Atomics operation on the eight integer types, and its errors.
#include "harness/subject/atomics.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include "harness/world/production.h"

namespace assay {
namespace {

template <class T>
class AtomicsTest : public testing::Test {
 public:
  using View = TypedArray<Production, T>;
  static constexpr T kLeast = std::numeric_limits<T>::min();
  static constexpr T kGreatest = std::numeric_limits<T>::max();
  // A number as an element: wrapped.
  static constexpr T of(int number) { return static_cast<T>(number); }

  void SetUp() override {
    Result<SharedBuffer<Production>> made = SharedBuffer<Production>::create(blocks_, 64);
    ASSERT_EQ(made.ok(), true);
    buffer_ = std::move(made.value());
    whole = std::move(View::create(buffer_).value());
    view = std::move(View::create(buffer_, 8, 3).value());
  }
  void TearDown() override {
    view.drop();
    whole.drop();
    buffer_.drop();
  }

  // Runs an operation on a cell that holds `before`: what it returns and leaves.
  template <class Operation>
  void expect(T before, Operation operation, T returned, T left) {
    ASSERT_EQ(view.set(1, before), true);
    const Result<T> result = operation();
    ASSERT_EQ(result.ok(), true);
    EXPECT_EQ(result.value(), returned) << "returned, on " << before;
    EXPECT_EQ(view.get(1), left) << "left, on " << before;
    EXPECT_EQ(view.get(0), T{0}) << "a neighbour changed";
    EXPECT_EQ(view.get(2), T{0}) << "a neighbour changed";
  }

  View whole;  // all 64 bytes
  View view;   // three elements from byte 8

 private:
  BlockSource<Production> blocks_;
  SharedBuffer<Production> buffer_;
};
using Elements = testing::Types<std::int8_t, std::uint8_t, std::int16_t, std::uint16_t,
                                std::int32_t, std::uint32_t, std::int64_t, std::uint64_t>;
TYPED_TEST_SUITE(AtomicsTest, Elements);

TYPED_TEST(AtomicsTest, load_and_store_take_the_limits) {
  using T = TypeParam;
  const auto& array = this->view;
  const T five = this->of(5);
  for (const T v : {TestFixture::kLeast, this->of(-1), T{0}, this->of(1), TestFixture::kGreatest}) {
    this->expect(
        v, [&] { return atomics::load(array, 1); }, v, v);
    this->expect(
        five, [&] { return atomics::store(array, 1, v); }, v, v);
    this->expect(
        five, [&] { return atomics::exchange(array, 1, v); }, five, v);
  }
}

TYPED_TEST(AtomicsTest, add_and_sub_return_the_old_value_and_wrap) {
  using T = TypeParam;
  constexpr T kMin = TestFixture::kLeast;
  constexpr T kMax = TestFixture::kGreatest;
  const auto of = &TestFixture::of;
  const auto& array = this->view;
  const auto add = [&](T v) { return [&array, v] { return atomics::add(array, 1, v); }; };
  const auto sub = [&](T v) { return [&array, v] { return atomics::sub(array, 1, v); }; };
  this->expect(of(5), add(of(3)), of(5), of(8));
  this->expect(of(5), add(of(-7)), of(5), of(-2));
  this->expect(kMax, add(of(1)), kMax, kMin);
  this->expect(kMin, add(of(-1)), kMin, kMax);
  this->expect(kMin, add(kMin), kMin, of(0));
  this->expect(of(5), sub(of(3)), of(5), of(2));
  this->expect(of(5), sub(of(-7)), of(5), of(12));
  this->expect(kMin, sub(of(1)), kMin, kMax);
  this->expect(kMax, sub(of(-1)), kMax, kMin);
  this->expect(of(0), sub(kMin), of(0), kMin);
}

TYPED_TEST(AtomicsTest, and_or_xor_return_the_old_value) {
  const auto of = &TestFixture::of;
  const auto& array = this->view;
  this->expect(
      of(12), [&] { return atomics::bit_and(array, 1, of(10)); }, of(12), of(8));
  this->expect(
      of(12), [&] { return atomics::bit_or(array, 1, of(3)); }, of(12), of(15));
  this->expect(
      of(12), [&] { return atomics::bit_xor(array, 1, of(-1)); }, of(12), of(-13));
  this->expect(
      of(-1), [&] { return atomics::bit_and(array, 1, TestFixture::kLeast); }, of(-1),
      TestFixture::kLeast);
}

TYPED_TEST(AtomicsTest, compare_exchange_returns_what_it_found) {
  const auto of = &TestFixture::of;
  const auto& array = this->view;
  this->expect(
      of(5), [&] { return atomics::compare_exchange(array, 1, of(5), of(9)); }, of(5), of(9));
  this->expect(
      of(5), [&] { return atomics::compare_exchange(array, 1, of(4), of(9)); }, of(5), of(5));
  this->expect(
      of(-1), [&] { return atomics::compare_exchange(array, 1, of(-1), of(-1)); }, of(-1), of(-1));
}

TEST(Atomics, compare_exchange_compares_all_of_a_bigint) {
  BlockSource<Production> blocks;
  auto buffer = std::move(SharedBuffer<Production>::create(blocks, 8).value());
  auto view = std::move(BigInt64Array<Production>::create(buffer).value());
  constexpr std::int64_t kUpper = std::int64_t{1} << 40U;
  EXPECT_EQ(view.set(0, kUpper), true);
  EXPECT_EQ(atomics::compare_exchange(view, 0, std::int64_t{0}, std::int64_t{1}).value(), kUpper);
  EXPECT_EQ(view.get(0), kUpper);
  view.drop();
  buffer.drop();
}

// Every operation but wait and notify, which take more than a view and an index.
template <class T>
std::vector<std::pair<std::string, std::function<Result<T>(std::uint64_t)>>> operations(
    const TypedArray<Production, T>& view) {
  constexpr T kValue = 7;
  return {
      {"load", [&](std::uint64_t i) { return atomics::load(view, i); }},
      {"store", [&](std::uint64_t i) { return atomics::store(view, i, kValue); }},
      {"exchange", [&](std::uint64_t i) { return atomics::exchange(view, i, kValue); }},
      {"add", [&](std::uint64_t i) { return atomics::add(view, i, kValue); }},
      {"sub", [&](std::uint64_t i) { return atomics::sub(view, i, kValue); }},
      {"and", [&](std::uint64_t i) { return atomics::bit_and(view, i, kValue); }},
      {"or", [&](std::uint64_t i) { return atomics::bit_or(view, i, kValue); }},
      {"xor", [&](std::uint64_t i) { return atomics::bit_xor(view, i, kValue); }},
      {"compareExchange",
       [&](std::uint64_t i) { return atomics::compare_exchange(view, i, T{0}, kValue); }},
  };
}

TYPED_TEST(AtomicsTest, an_index_out_of_range_is_a_range_error_and_changes_nothing) {
  constexpr std::uint64_t kLast = std::numeric_limits<std::uint64_t>::max();
  for (const auto& [name, operation] : operations(this->view))
    for (const std::uint64_t index :
         {std::uint64_t{3}, std::uint64_t{4}, std::uint64_t{1} << 53U,
          kLast / sizeof(TypeParam) + (sizeof(TypeParam) > 1 ? 1 : 0), kLast}) {
      const Result<TypeParam> refused = operation(index);
      ASSERT_EQ(refused.ok(), false) << name << " " << index;
      EXPECT_EQ(refused.error().kind(), ErrorKind::range_error) << name;
      EXPECT_EQ(refused.error().message(),
                "Atomics." + name + ": index " + std::to_string(index) + " is not below length 3");
    }
  for (std::size_t i = 0; i < this->whole.length(); ++i)
    EXPECT_EQ(this->whole.get(i), TypeParam{0}) << i;
}

TYPED_TEST(AtomicsTest, the_last_index_is_in_range) {
  for (const auto& [name, operation] : operations(this->view))
    EXPECT_EQ(operation(2).ok(), true) << name;
}

TYPED_TEST(AtomicsTest, an_empty_view_has_no_index) {
  const TypedArray<Production, TypeParam> empty;
  const Result<TypeParam> refused = atomics::load(empty, 0);
  ASSERT_EQ(refused.ok(), false);
  EXPECT_EQ(refused.error().message(), "Atomics.load: index 0 is not below length 0");
}

TYPED_TEST(AtomicsTest, additions_of_three_agents_add_up) {
  using T = TypeParam;
  constexpr int kAgents = 3;
  constexpr int kTimes = 2000;
  std::vector<std::thread> agents;
  for (int i = 0; i < kAgents; ++i)
    agents.emplace_back([&] {
      for (int n = 0; n < kTimes; ++n) EXPECT_EQ(atomics::add(this->view, 1, T{1}).ok(), true);
    });
  for (std::thread& agent : agents) agent.join();
  EXPECT_EQ(this->view.get(1), this->of(kAgents * kTimes));
}

// A hint returns, whatever it is given.
TEST(Atomics, pause_is_never_long) {
  int paused = 0;
  for (const std::int64_t iterations :
       {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0},
        std::int64_t{5}, std::numeric_limits<std::int64_t>::max()}) {
    atomics::pause<Production>(iterations);
    ++paused;
  }
  EXPECT_EQ(paused, 5);
}

TEST(Atomics, elements_of_up_to_eight_bytes_are_lock_free) {
  for (const std::uint64_t size : {1U, 2U, 4U, 8U}) EXPECT_EQ(atomics::is_lock_free(size), true);
  for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{3}, std::uint64_t{5},
                                   std::uint64_t{16}, std::uint64_t{1} << 32U, ~std::uint64_t{0}})
    EXPECT_EQ(atomics::is_lock_free(size), false) << size;
  EXPECT_EQ(atomics::is_lock_free(sizeof(std::int64_t)),
            __atomic_always_lock_free(sizeof(std::int64_t), nullptr));
}

}  // namespace
}  // namespace assay

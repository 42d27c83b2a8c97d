// Every verb of the production World, on both element types.
#include "harness/world/production.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <mutex>
#include <set>

namespace assay {
namespace {

constexpr std::size_t kOffset = 16;  // a cell that is not the first

template <class T>
class ProductionData : public testing::Test {
 public:
  static constexpr T kMin = std::numeric_limits<T>::min();
  static constexpr T kMax = std::numeric_limits<T>::max();
  void SetUp() override {
    ASSERT_EQ(cells.reserve(64), true);
    ASSERT_EQ(cells.commit(64), true);
  }
  Production::Bytes cells;
};
using Elements = testing::Types<std::int32_t, std::int64_t>;
TYPED_TEST_SUITE(ProductionData, Elements);

TYPED_TEST(ProductionData, an_atomic_word_has_every_verb_and_wraps) {
  using T = TypeParam;
  Production::Atomic<T> word(TestFixture::kMax);
  EXPECT_EQ(word.load(at::cell_load), TestFixture::kMax);
  EXPECT_EQ(word.fetch_add(1, at::cell_rmw), TestFixture::kMax);
  EXPECT_EQ(word.fetch_sub(1, at::cell_rmw), TestFixture::kMin);
  EXPECT_EQ(word.exchange(12, at::cell_rmw), TestFixture::kMax);
  EXPECT_EQ(word.fetch_and(10, at::cell_rmw), 12);
  EXPECT_EQ(word.fetch_or(3, at::cell_rmw), 8);
  EXPECT_EQ(word.fetch_xor(-1, at::cell_rmw), 11);
  EXPECT_EQ(word.load(at::cell_load), -12);
  word.store(5, at::cell_store);
  EXPECT_EQ(word.load(at::cell_load), 5);
}

TYPED_TEST(ProductionData, a_compare_exchange_that_fails_says_what_it_found) {
  using T = TypeParam;
  Production::Atomic<T> word(5);
  T expected = 4;
  EXPECT_EQ(word.compare_exchange(expected, 9, at::cell_cas, at::cell_cas_fail), false);
  EXPECT_EQ(expected, 5);
  EXPECT_EQ(word.load(at::cell_load), 5);
  EXPECT_EQ(word.compare_exchange(expected, 9, at::cell_cas, at::cell_cas_fail), true);
  EXPECT_EQ(expected, 5);
  EXPECT_EQ(word.load(at::cell_load), 9);
}

TYPED_TEST(ProductionData, bytes_have_every_verb_and_wrap) {
  using T = TypeParam;
  Production::Bytes& bytes = this->cells;
  bytes.store<T>(kOffset, TestFixture::kMax, at::cell_store);
  EXPECT_EQ(bytes.load<T>(kOffset, at::cell_load), TestFixture::kMax);
  EXPECT_EQ(bytes.fetch_add<T>(kOffset, 1, at::cell_rmw), TestFixture::kMax);
  EXPECT_EQ(bytes.fetch_sub<T>(kOffset, 1, at::cell_rmw), TestFixture::kMin);
  EXPECT_EQ(bytes.exchange<T>(kOffset, 12, at::cell_rmw), TestFixture::kMax);
  EXPECT_EQ(bytes.fetch_and<T>(kOffset, 10, at::cell_rmw), 12);
  EXPECT_EQ(bytes.fetch_or<T>(kOffset, 3, at::cell_rmw), 8);
  EXPECT_EQ(bytes.fetch_xor<T>(kOffset, -1, at::cell_rmw), 11);
  EXPECT_EQ(bytes.plain_load<T>(kOffset), -12);
  bytes.plain_store<T>(kOffset, 5);

  T expected = 4;
  EXPECT_EQ(bytes.compare_exchange<T>(kOffset, expected, 9, at::cell_cas, at::cell_cas_fail),
            false);
  EXPECT_EQ(expected, 5);
  EXPECT_EQ(bytes.compare_exchange<T>(kOffset, expected, 9, at::cell_cas, at::cell_cas_fail), true);
  EXPECT_EQ(bytes.load<T>(kOffset, at::cell_load), 9);
}

TYPED_TEST(ProductionData, an_access_stays_inside_its_cell) {
  using T = TypeParam;
  Production::Bytes& bytes = this->cells;
  bytes.fetch_sub<T>(kOffset, 1, at::cell_rmw);
  EXPECT_EQ(bytes.plain_load<T>(kOffset), -1);
  EXPECT_EQ(bytes.plain_load<T>(kOffset - sizeof(T)), 0);
  EXPECT_EQ(bytes.plain_load<T>(kOffset + sizeof(T)), 0);
}

TEST(Production, bytes_may_be_seen_through_two_widths) {
  Production::Bytes bytes;
  ASSERT_EQ(bytes.reserve(8), true);
  ASSERT_EQ(bytes.commit(8), true);
  bytes.store<std::int64_t>(0, 0x1122'3344'5566'7788, at::cell_store);
  std::array<std::int32_t, 2> halves{bytes.load<std::int32_t>(0, at::cell_load),
                                     bytes.load<std::int32_t>(4, at::cell_load)};
  if constexpr (std::endian::native == std::endian::big) std::swap(halves[0], halves[1]);
  EXPECT_EQ(halves[0], 0x5566'7788);
  EXPECT_EQ(halves[1], 0x1122'3344);
}

TEST(Production, bytes_without_address_space_are_refused) {
  Production::Bytes bytes;
  EXPECT_EQ(bytes.reserve(std::size_t{1} << 50U), false);
}

TEST(Production, a_plain_variable_is_one) {
  Production::Var<int> variable(3);
  EXPECT_EQ(variable.get(), 3);
  variable.set(4);
  EXPECT_EQ(variable.get(), 4);
  EXPECT_EQ(Production::Var<int*>().get(), nullptr);
}

TEST(Production, an_order_is_the_tables) {
  static_assert(Production::order(at::cell_store) == row(Site::cell_store).order);
  EXPECT_EQ(Production::order(at::ref_dec), row(Site::ref_dec).order);
  EXPECT_EQ(builtin_order(Order::relaxed), __ATOMIC_RELAXED);
  EXPECT_EQ(builtin_order(Order::acquire), __ATOMIC_ACQUIRE);
  EXPECT_EQ(builtin_order(Order::release), __ATOMIC_RELEASE);
  EXPECT_EQ(builtin_order(Order::acq_rel), __ATOMIC_ACQ_REL);
  EXPECT_EQ(builtin_order(Order::seq_cst), __ATOMIC_SEQ_CST);
}

TEST(Production, nothing_is_mutated_abandoned_or_chosen) {
  static_assert(!Production::kHasMutants);
  for (std::size_t i = 0; i < kMutants.size(); ++i)
    EXPECT_EQ(Production::mutated(static_cast<Mutant>(i)), false) << kMutants[i].name;
  EXPECT_EQ(Production::abandoned(), false);
  for (const int choices : {1, 2, 7}) EXPECT_EQ(Production::choose(choices), 0);
}

TEST(Production, make_and_destroy_run_constructor_and_destructor_once) {
  struct Counted {
    explicit Counted(int& count) : alive(count) { ++alive; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    ~Counted() { --alive; }
    int& alive;
  };
  int alive = 0;
  Counted* const object = Production::make<Counted>(alive);
  EXPECT_EQ(alive, 1);
  Production::destroy(object);
  EXPECT_EQ(alive, 0);
}

TEST(Production, await_returns_when_another_agent_made_it_true) {
  Production::Atomic<std::uint32_t> flag;
  int published = 0;
  Production::Thread other = Production::spawn([&] {
    published = 7;
    flag.store(1, at::lock_grant);
  });
  Production::await([&] { return flag.load(at::lock_granted) != 0; });
  EXPECT_EQ(published, 7);
  Production::join(std::move(other));
}

TEST(Production, agents_are_numbered_apart_and_keep_their_number) {
  std::set<int> numbers{Production::current_agent()};
  EXPECT_EQ(numbers.count(Production::current_agent()), 1U);
  std::mutex guard;
  for (int i = 0; i < 3; ++i)
    Production::join(Production::spawn([&] {
      const std::lock_guard lock(guard);
      const int mine = Production::current_agent();
      EXPECT_EQ(Production::current_agent(), mine);
      numbers.insert(mine);
    }));
  EXPECT_EQ(numbers.size(), 4U);
}

TEST(Production, time_is_the_monotonic_clock) {
  const Time before = monotonic_now();
  const Time now = Production::now();
  EXPECT_LE(before, now);
  EXPECT_LE(now, monotonic_now());
}

TEST(ProductionDeathTest, a_check_that_fails_names_its_line_and_ends_the_program) {
  Production::check(true, "holds");
  EXPECT_DEATH(Production::check(false, "the count is exact"),
               "production_test.cc:[0-9]+: the count is exact");
  const unsigned here = __LINE__;
  EXPECT_EQ(Where().line, here + 1);
}

}  // namespace
}  // namespace assay

// What tears and what does not, seen on real threads: a writer alternates between all
// zeros and all ones, a reader looks for a mixture. The table in README.md is made
// here: a row that this test would write differently fails it.
//
// Never is what the generated code shows (codegen.production: one instruction);
// witnessed is what happened, in this run.
// Reference: invariant I13; ECMA-262, IsNoTearConfiguration, Tear Free Reads.
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <thread>

#include "harness/program/core_pin.h"
#include "harness/subject/atomics.h"
#include "harness/subject/bulk.h"
#include "harness/subject/data_view.h"
#include "harness/world/production.h"

namespace assay {
namespace {

template <class T>
using View = TypedArray<Production, T>;

template <class T>
T pattern(bool ones) {
  return element<T>(static_cast<Stored<T>>(ones ? ~std::uint64_t{0} : 0));
}
template <class T>
bool is_whole(T value) {
  return stored(value) == stored(pattern<T>(false)) || stored(value) == stored(pattern<T>(true));
}

// How many of the reads found a mixture, while another thread wrote.
std::uint64_t mixtures(const std::function<void(bool)>& write, const std::function<bool()>& whole,
                       std::uint64_t reads) {
  std::atomic<bool> started{false};
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    for (bool ones = false; !stop; ones = !ones) {
      write(ones);
      started = true;
    }
  });
  while (!started) std::this_thread::yield();  // what was there before is no write of its
  std::uint64_t torn = 0;
  for (std::uint64_t i = 0; i < reads; ++i)
    if (!whole()) ++torn;
  stop = true;
  writer.join();
  return torn;
}

class Tearing : public testing::Test {
 protected:
  void SetUp() override {
    if (litmus::usable_cores() < 2) GTEST_SKIP() << "one core: nothing tears";
    buffer_ = std::move(SharedBuffer<Production>::create(ids_, 192).value());
  }
  void TearDown() override { buffer_.drop(); }

  static constexpr std::uint64_t kReads = 100'000;

  static void never(const std::string& what, const std::function<void(bool)>& write,
                    const std::function<bool()>& whole) {
    EXPECT_EQ(mixtures(write, whole, kReads), 0U) << what;
  }
  // Most often in the first thousand reads; a busy machine may take longer.
  static void witnessed(const std::string& what, const std::function<void(bool)>& write,
                        const std::function<bool()>& whole) {
    std::uint64_t torn = 0;
    for (int tries = 0; tries < 100 && torn == 0; ++tries) torn = mixtures(write, whole, kReads);
    EXPECT_GT(torn, 0U) << what;
    RecordProperty(what, std::to_string(torn));
  }
  // The table of README.md has this row.
  static void row(const std::string& access, const std::string& types, const std::string& seen) {
    std::ifstream file("README.md");
    std::stringstream text;
    text << file.rdbuf();
    const std::string wanted = "| " + access + " | " + types + " | " + seen + " |\n";
    EXPECT_NE(text.str().find(wanted), std::string::npos) << "not in README.md: " << wanted;
  }

  template <class T>
  View<T> view(std::size_t offset = 64, std::size_t length = 2) {
    return std::move(View<T>::create(buffer_, offset, length).value());
  }
  // Calls f with a view of each of the types.
  template <class... Types, class F>
  void for_each(F f) {
    (
        [&] {
          View<Types> one = view<Types>();
          f(one);
          one.drop();
        }(),
        ...);
  }
  const SharedBuffer<Production>& buffer() const { return buffer_; }

 private:
  BlockSource<Production> ids_;
  SharedBuffer<Production> buffer_;
};

template <class T>
using ElementOf = std::remove_cvref_t<decltype(*std::declval<const T&>().get(0))>;

TEST_F(Tearing, plain_indexing_tears_no_element) {
  for_each<std::int8_t, std::uint8_t, Uint8Clamped, std::int16_t, std::uint16_t, std::int32_t,
           std::uint32_t, std::int64_t, std::uint64_t, Float16, float, double>([](const auto& ta) {
    using T = ElementOf<std::remove_cvref_t<decltype(ta)>>;
    never(
        array_name<T>(), [&](bool ones) { ta.set(0, pattern<T>(ones)); },
        [&] { return is_whole(*ta.get(0)); });
  });
  row("`ta[i]`, one element", "all 12", "never");
}

TEST_F(Tearing, atomics_tear_no_element) {
  for_each<std::int8_t, std::uint8_t, std::int16_t, std::uint16_t, std::int32_t, std::uint32_t,
           std::int64_t, std::uint64_t>([](const auto& ta) {
    using T = ElementOf<std::remove_cvref_t<decltype(ta)>>;
    never(
        array_name<T>(), [&](bool ones) { (void)atomics::store(ta, 0, pattern<T>(ones)); },
        [&] { return is_whole(atomics::load(ta, 0).value()); });
  });
  row("Atomics, one element", "the 8 integers", "never");
}

TEST_F(Tearing, two_plain_reads_are_no_record) {
  auto record = view<std::int32_t>();
  witnessed(
      "record",
      [&](bool ones) {
        record.set(0, pattern<std::int32_t>(ones));
        record.set(1, pattern<std::int32_t>(ones));
      },
      [&] { return *record.get(0) == *record.get(1); });
  record.drop();
  row("`ta[0]` then `ta[1]`, a record", "any", "witnessed");
}

TEST_F(Tearing, a_bulk_copy_tears_between_elements_and_not_in_them) {
  for_each<std::int16_t, std::int32_t, std::int64_t, double>([this](const auto& ta) {
    using T = ElementOf<std::remove_cvref_t<decltype(ta)>>;
    auto zeros = view<T>(0);
    auto ones = view<T>(16);
    auto target = view<T>(32);
    bulk::fill(ones, pattern<T>(true));
    const auto write = [&](bool all_ones) { (void)bulk::set(ta, all_ones ? ones : zeros); };
    const auto copied = [&] { (void)bulk::set(target, ta); };
    never(array_name<T>(), write, [&] {
      copied();
      return is_whole(*target.get(0)) && is_whole(*target.get(1));
    });
    witnessed(array_name<T>(), write, [&] {
      copied();
      return stored(*target.get(0)) == stored(*target.get(1));
    });
    zeros.drop();
    ones.drop();
    target.drop();
  });
  row("`set`, `copyWithin`, one element", "all 12", "never");
  row("`set`, `copyWithin`, the range", "any", "witnessed");
}

TEST_F(Tearing, a_data_view_tears_where_it_is_not_aligned) {
  auto data = std::move(DataView<Production>::create(buffer()).value());
  const auto at = [&]<class T>(T, std::uint64_t index, auto seen) {
    seen(
        array_name<T>() + std::to_string(index),
        [&, index](bool ones) { (void)data.set<T>(index, pattern<T>(ones)); },
        [&, index] { return is_whole(data.get<T>(index).value()); });
  };
  at(std::int16_t{}, 64, never);
  at(std::int32_t{}, 64, never);
  at(std::int64_t{}, 64, never);
  at(double{}, 64, never);
  // Across a cache line.
  at(std::int16_t{}, 127, witnessed);
  at(std::int32_t{}, 126, witnessed);
  at(std::int64_t{}, 124, witnessed);
  at(double{}, 121, witnessed);
  data.drop();
  row("DataView, aligned", "all 11", "never");
  row("DataView, not aligned", "of 2 bytes and more", "witnessed");
}

}  // namespace
}  // namespace assay

// The element types: sizes, names, storage, and which operations take them.
#include "harness/subject/element.h"

#include <gtest/gtest.h>

#include <string>

#include "harness/subject/data_view.h"
#include "harness/subject/wait_notify.h"
#include "harness/world/production.h"

namespace assay {
namespace {

template <class T>
constexpr bool kHasAtomics = requires(const TypedArray<Production, T>& view, T value) {
  atomics::load(view, 0);
  atomics::store(view, 0, value);
  atomics::add(view, 0, value);
  atomics::compare_exchange(view, 0, value, value);
};
template <class T>
constexpr bool kHasWait = requires(Cluster<Production>& cluster, AgentRecord<Production>& me,
                                   const TypedArray<Production, T>& view, T value) {
  atomics::wait(cluster, me, view, 0, value);
  atomics::notify(cluster, me, view, 0);
};

struct Row {
  std::string name;
  std::size_t size;
  bool atomics;
  bool waits;
  bool no_tear;
  friend bool operator==(const Row&, const Row&) = default;
  friend void PrintTo(const Row& row, std::ostream* out) {
    *out << row.name << " " << row.size << row.atomics << row.waits << row.no_tear;
  }
};
template <class T>
Row row_of() {
  return {array_name<T>(), sizeof(T), kHasAtomics<T>, kHasWait<T>, kNoTear<T>};
}

// The table "The TypedArray Constructors", ValidateIntegerTypedArray with and without
// waitable, and IsNoTearConfiguration for unordered accesses.
TEST(Element, types_are_those_of_the_specification) {
  EXPECT_EQ(row_of<std::int8_t>(), (Row{"Int8Array", 1, true, false, true}));
  EXPECT_EQ(row_of<std::uint8_t>(), (Row{"Uint8Array", 1, true, false, true}));
  EXPECT_EQ(row_of<Uint8Clamped>(), (Row{"Uint8ClampedArray", 1, false, false, false}));
  EXPECT_EQ(row_of<std::int16_t>(), (Row{"Int16Array", 2, true, false, true}));
  EXPECT_EQ(row_of<std::uint16_t>(), (Row{"Uint16Array", 2, true, false, true}));
  EXPECT_EQ(row_of<std::int32_t>(), (Row{"Int32Array", 4, true, true, true}));
  EXPECT_EQ(row_of<std::uint32_t>(), (Row{"Uint32Array", 4, true, false, true}));
  EXPECT_EQ(row_of<std::int64_t>(), (Row{"BigInt64Array", 8, true, true, false}));
  EXPECT_EQ(row_of<std::uint64_t>(), (Row{"BigUint64Array", 8, true, false, false}));
  EXPECT_EQ(row_of<Float16>(), (Row{"Float16Array", 2, false, false, false}));
  EXPECT_EQ(row_of<float>(), (Row{"Float32Array", 4, false, false, false}));
  EXPECT_EQ(row_of<double>(), (Row{"Float64Array", 8, false, false, false}));
}

template <class View>
constexpr bool kLoads = requires(const View& view) {
  atomics::load(view, 0);
};

TEST(Element, a_data_view_has_no_atomics) {
  EXPECT_EQ(kLoads<DataView<Production>>, false);
  EXPECT_EQ(kLoads<Int32Array<Production>>, true);
}

// A Number in a BigInt view, and the reverse.
template <class T, class V>
constexpr bool kTakes = requires(const TypedArray<Production, T>& view, V value) {
  atomics::store(view, 0, value);
}
|| requires(const TypedArray<Production, T>& view, V value) { atomics::add(view, 0, value); }
|| requires(const TypedArray<Production, T>& view, V value) {
  atomics::compare_exchange(view, 0, value, value);
};

TEST(Element, a_value_has_the_type_of_its_view) {
  EXPECT_EQ((kTakes<std::int64_t, std::int32_t>), false);
  EXPECT_EQ((kTakes<std::int32_t, std::int64_t>), false);
  EXPECT_EQ((kTakes<std::uint64_t, double>), false);
  EXPECT_EQ((kTakes<std::int64_t, std::int64_t>), true);
  EXPECT_EQ((kTakes<std::int32_t, std::int32_t>), true);
}

TEST(Element, is_stored_in_its_bits) {
  EXPECT_EQ(stored(1.0F), 0x3F800000U);
  EXPECT_EQ(stored(-2.0), 0xC000000000000000U);
  EXPECT_EQ(stored(Float16{0x3C00}), 0x3C00U);
  EXPECT_EQ(stored(Uint8Clamped{255}), 255U);
  EXPECT_EQ(stored(std::int8_t{-1}), -1);
  EXPECT_EQ(element<double>(stored(0.1)), 0.1);
  EXPECT_EQ(element<Float16>(std::uint16_t{7}), Float16{7});
}

}  // namespace
}  // namespace assay

// The known numbers of executions of programs with a parameter, written with the standard's
// names. Small ones in all ways of scheduling and listing, large ones in one. The shapes
// without a parameter are in twin/counts_test.cc.
#include <gtest/gtest.h>

#include <vector>

#include "harness/engines/explore/explore.h"
#include "harness/engines/explore/programs.h"

namespace assay::explore {
namespace {

using namespace programs;  // the rows read like the table

struct Row {
  const char* name;
  CaseEntry listed;
  CaseEntry reversed;
  std::uint64_t rc11;
  std::uint64_t sc;
};

template <class Program>
Row row(const char* name, std::uint64_t rc11, std::uint64_t sc) {
  return {name, case_entry<Program>(), case_entry<Reversed<Program>>(), rc11, sc};
}
template <class Program>
Row row(const char* name, std::uint64_t both) {
  return row<Program>(name, both, both);
}

void expect(const Row& row, const CaseEntry& entry, const Options& options) {
  const Summary found = explore(entry, {}, options).summary;
  const bool is_rc11 = options.model == Model::rc11;
  EXPECT_EQ(found.complete, is_rc11 ? row.rc11 : row.sc)
      << row.name << (is_rc11 ? ", RC11" : ", SC") << ", policy "
      << static_cast<int>(options.policy);
  EXPECT_EQ(found.is_whole, true) << row.name;
  EXPECT_EQ(found.duplicates, 0U) << row.name;
}

void in_all_ways(const std::vector<Row>& rows) {
  for (const Row& row : rows)
    for (const Model model : {Model::rc11, Model::sc})
      for (const Policy policy : {Policy::writes_first, Policy::reads_first, Policy::left_to_right,
                                  Policy::right_to_left, Policy::random})
        for (const CaseEntry& entry : {row.listed, row.reversed})
          expect(row, entry, {.model = model, .policy = policy, .remembers = true});
}

void in_one_way(const std::vector<Row>& rows) {
  for (const Row& row : rows)
    for (const Model model : {Model::rc11, Model::sc}) expect(row, row.listed, {.model = model});
}

TEST(Counts, WithAParameter) {
  in_all_ways(
      {row<ainc<3>>("ainc(3)", 6), row<ainc<4>>("ainc(4)", 24), row<ainc<5>>("ainc(5)", 120),
       row<readers<3>>("readers(3)", 8), row<readers<6>>("readers(6)", 64),
       row<casrot<2>>("casrot(2)", 2), row<casrot<3>>("casrot(3)", 5),
       row<casrot<4>>("casrot(4)", 14), row<casrot<5>>("casrot(5)", 43),
       row<casrot<6>>("casrot(6)", 144), row<casw<2>>("casw(2)", 6), row<casw<3>>("casw(3)", 66),
       row<sb_ring<2>>("SB-ring(2)", 4, 3), row<sb_ring<5>>("SB-ring(5)", 32, 31),
       row<sb_ring<2, true>>("SB-ring(2), SC", 3), row<sb_ring<5, true>>("SB-ring(5), SC", 31),
       row<ticket_lock<2>>("ticket lock(2)", 2), row<ticket_lock<3>>("ticket lock(3)", 6)});
}

TEST(Counts, WithALargeParameter) {
  in_one_way({row<ainc<7>>("ainc(7)", 5040), row<readers<13>>("readers(13)", 8192),
              row<casrot<7>>("casrot(7)", 523), row<casrot<8>>("casrot(8)", 2048),
              row<casrot<9>>("casrot(9)", 8597), row<casw<4>>("casw(4)", 1200),
              row<casw<5>>("casw(5)", 32880), row<sb_ring<12>>("SB-ring(12)", 4096, 4095),
              row<sb_ring<10, true>>("SB-ring(10), SC", 1023),
              row<ticket_lock<4>>("ticket lock(4)", 24), row<ticket_lock<5>>("ticket lock(5)", 120),
              row<ticket_lock<6>>("ticket lock(6)", 720)});
}

TEST(Counts, OfFibonacciRounds) {
  const std::vector<Row> rows{
      row<fib_bench<1>>("fib_bench(1)", 11, 0), row<fib_bench<2>>("fib_bench(2)", 153, 0),
      row<fib_bench<3>>("fib_bench(3)", 2258, 0), row<fib_bench<4>>("fib_bench(4)", 34205, 0)};
  for (const Row& row : rows)
    for (const CaseEntry& entry : {row.listed, row.reversed}) expect(row, entry, {});
  const Row largest = row<fib_bench<5>>("fib_bench(5)", 525'630, 0);
  expect(largest, largest.listed, {});
}

}  // namespace
}  // namespace assay::explore

// The C flavour: what is read, what is refused and where.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/program/parse.h"

namespace assay::litmus {
namespace {

using testing::HasSubstr;

// "LINE:COLUMN: MESSAGE" of the first error; "fine" where nothing is wrong.
std::string error_of(const std::string& text) {
  const auto read = read_program(text);
  const auto* errors = std::get_if<SourceErrors>(&read);
  if (errors == nullptr) return "fine";
  const SourceError& first = errors->at(0);
  return std::to_string(first.at.line) + ":" + std::to_string(first.at.column) + ": " +
         first.message;
}

// Of statements, whose columns count from 1.
std::string in_agent(const std::string& statements) {
  return error_of("C t { }\nP0 (atomic_int* x, int* d) {\n" + statements + "\n}\nexists (x=0)");
}

TEST(CProgram, has_every_part_of_herd_s) {
  const auto read = read_program("C MP+rel (* no comment of ours *)");
  EXPECT_EQ(std::holds_alternative<SourceErrors>(read), true);
  const Program p = std::get<Program>(read_program(R"(C MP+rel+acq
    "a sentence"
    { [x] = 1; y = 2; int d = 3; atomic_int f; }
    P0 (atomic_int* x, volatile int *d) {
      *d = 1;
      atomic_store_explicit(x, 2 + 1, memory_order_release);
      atomic_thread_fence(memory_order_seq_cst);
    }
    P1 (atomic_int* x, int* d) {
      int r0 = atomic_load_explicit(x, memory_order_acquire);
      int e = 0; int r2;
      r2 = atomic_compare_exchange_weak_explicit(x, &e, r0, memory_order_acq_rel, memory_order_acquire);
      if (r0 == 1) { int r1 = *d; } else { atomic_fetch_sub(x, 1); }
      if (r2) { *d = r0 ^ 1; }
    }
    locations [x; 1:r0; d;]
    filter (1:r0=1)
    ~exists ([x]=1 /\ d=3 \/ 1:r2=0)
    FORBIDDEN x=7 "never"
    models rc11, tso)"));
  EXPECT_EQ(p.flavour, Flavour::c);
  ASSERT_EQ(p.locations.size(), 4U);
  EXPECT_EQ(p.locations[2].type, Location::Type::plain);
  EXPECT_EQ(p.locations[3].type, Location::Type::atomic);
  EXPECT_EQ(p.locations[1].value, 2);
  EXPECT_EQ(p.parameters.at(0).at(1).atomic, false);
  const auto& store = std::get<Access>(p.agents[0].at(1).what);
  EXPECT_EQ(store.kind, AccessKind::store);
  EXPECT_EQ(store.order, MemoryOrder::release);
  const auto& compares = std::get<Access>(p.agents[1].at(3).what);
  EXPECT_EQ(compares.expected, "e");
  EXPECT_EQ(compares.weak, true);
  EXPECT_EQ(compares.failure, MemoryOrder::acquire);
  EXPECT_EQ(p.observed.size(), 3U);
  EXPECT_EQ(p.filter.has_value(), true);
  EXPECT_EQ(p.condition.operands.at(0).operands.at(0).agent, kLocation);
  EXPECT_EQ(models_of(p), (std::vector{Model::rc11, Model::tso}));
}

TEST(CProgram, says_what_is_wrong_and_where) {
  EXPECT_EQ(in_agent("*x = 1;"), "fine");
  EXPECT_EQ(in_agent("*y = 1;"), "3:1: 'y' is no parameter of this agent");
  EXPECT_EQ(in_agent("int r = x;"), "3:9: unknown register 'x': a location is loaded first");
  EXPECT_EQ(in_agent("atomic_store(d, 1);"),
            "3:1: 'd' is an int: atomic functions take an atomic_int");
  EXPECT_EQ(in_agent("atomic_swap(x, 1);"),
            "3:1: expected a function of <stdatomic.h>, not atomic_swap");
  EXPECT_EQ(in_agent("atomic_store(x);"), "3:1: expected other arguments of atomic_store");
  EXPECT_EQ(in_agent("atomic_store_explicit(x, 1);"),
            "3:1: expected other arguments of atomic_store_explicit");
  EXPECT_EQ(in_agent("atomic_store_explicit(x, 1, memory_order_acquire);"),
            "3:1: a store is never memory_order_acquire");
  EXPECT_EQ(in_agent("int r = atomic_load_explicit(x, memory_order_release);"),
            "3:1: a load is never memory_order_release");
  EXPECT_EQ(in_agent("int e = 0; int r = atomic_compare_exchange_strong_explicit(x, &e, 1, "
                     "memory_order_seq_cst, memory_order_release);"),
            "3:12: a failed compare-exchange is a load, which is never memory_order_release");
  EXPECT_EQ(in_agent("int r = 0; int r = 1;"), "3:12: register 'r' is declared already");
  EXPECT_EQ(in_agent("int r = 0; r = 1;"), "3:12: register 'r' is assigned twice");
  EXPECT_EQ(in_agent("int r; *x = r;"), "3:13: register 'r' may have no value yet");
  EXPECT_EQ(in_agent("int x = 1;"), "3:1: 'x' is a parameter");
  EXPECT_EQ(in_agent("r = 1;"), "3:1: unknown register 'r': declare it with int");
  EXPECT_EQ(in_agent("const r = 1;"), "3:7: expected one '='");
  EXPECT_THAT(in_agent("while (1) { }"), HasSubstr("3:1: a loop needs a bound"));
  EXPECT_EQ(error_of("C t { } P0 (int x) { } exists (x=0)"),
            "1:17: expected '*': a pointer to a location");
  EXPECT_EQ(error_of("C t { } P0 (int* x) { }\nP1 (atomic_int* x) { } exists (x=0)"),
            "2:17: 'x' is int elsewhere");
  EXPECT_EQ(error_of("C t { x = 1; x = 2; } P0 () { } exists (x=0)"),
            "1:14: 'x' is initialised already");
  EXPECT_EQ(error_of("C t { } P0 () { } exists (y=0)"), "1:27: unknown location 'y'");
  EXPECT_EQ(error_of("C t { } P0 () { } exists (0:r=0)"), "1:27: P0 has no register 'r'");
  EXPECT_EQ(error_of("C t { } P0 () { } exists (1:r=0)"), "1:27: there is no agent 1");
  EXPECT_THAT(error_of("C t { x = 0; } P0 () { } exists (x=0) models es"),
              HasSubstr("es judges JavaScript"));
}

}  // namespace
}  // namespace assay::litmus

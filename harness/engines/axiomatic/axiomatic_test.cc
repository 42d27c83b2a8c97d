// What the engine makes of each construct: all outcomes of small tests, with the number
// of executions of each.
#include "harness/engines/axiomatic/axiomatic.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/program/parse.h"
#include "harness/program/source_error.h"

namespace assay::axiomatic {
namespace {

using litmus::Model;
using testing::ElementsAre;

// "EXECUTIONS OUTCOME", sorted.
std::vector<std::string> allowed(const std::string& text, Model model = Model::es) {
  const auto read = litmus::read_program(text);
  if (const auto* errors = std::get_if<litmus::SourceErrors>(&read))
    return {litmus::to_text(errors->at(0), "test", text)};
  const litmus::Code code = litmus::compile(std::get<litmus::Program>(read));
  const Answer answer = judge(code, model);
  if (answer.reason != Reason::none) return {answer.message};
  std::vector<std::string> found;
  for (const auto& [outcome, executions] : answer.outcomes)
    found.push_back(std::to_string(executions) + " " + litmus::to_text(outcome, code.registers));
  return found;
}

std::string bytes(const std::string& more = "") {
  return "JS t { const b = new SharedArrayBuffer(8); const x = new Uint8Array(b); "
         "const w = new Uint16Array(b); const i = new Int32Array(b); const d = new DataView(b); " +
         more + "} ";
}

TEST(Axiomatic, knows_all_elements) {
  EXPECT_THAT(allowed(bytes() + "P0 { w[0] = 258; const r0 = x[0]; const r1 = x[1]; "
                                "const r2 = d.getUint16(0); const r3 = d.getInt8(1); } "
                                "exists (0:r0=0)"),
              ElementsAre("1 0:r0=2; 0:r1=1; 0:r2=513; 0:r3=1;"));
  EXPECT_THAT(allowed(bytes("const c = new Uint8ClampedArray(b); const s = new Int8Array(b); ") +
                      "P0 { c[0] = 300; const r0 = c[0]; const r1 = s[0]; c[0] = -5; "
                      "const r2 = c[0]; } exists (0:r0=0)"),
              ElementsAre("1 0:r0=255; 0:r1=-1; 0:r2=0;"));
  EXPECT_THAT(allowed(bytes("const f = new Float32Array(b); const g = new Float64Array(b); ") +
                      "P0 { f[0] = 1.5; const r0 = f[0]; const r1 = i[0]; g[0] = r0; "
                      "const r2 = g[0]; d.setFloat32(0, 2, true); const r3 = f[0]; } "
                      "exists (0:r0=1.5)"),
              ElementsAre("1 0:r0=1.5; 0:r1=1069547520; 0:r2=1.5; 0:r3=2.0;"));
  EXPECT_THAT(allowed(bytes("const u = new BigUint64Array(b); const s = new BigInt64Array(b); ") +
                      "P0 { s[0] = -1n; const r0 = u[0]; const r1 = s[0]; } exists (0:r1=-1)"),
              ElementsAre("1 0:r0=18446744073709551615; 0:r1=-1;"));
}

TEST(Axiomatic, runs_every_update_and_both_ways_of_a_branch) {
  EXPECT_THAT(
      allowed(bytes() + "P0 { const r0 = Atomics.add(x, 0, 250); "
                        "const r1 = Atomics.add(x, 0, 10); const r2 = Atomics.sub(x, 0, 5); "
                        "const r3 = Atomics.or(x, 0, 6); const r4 = Atomics.xor(x, 0, 1); "
                        "const r5 = Atomics.and(x, 0, 12); const r6 = Atomics.exchange(x, 0, 7); "
                        "const r7 = x[0]; } exists (0:r0=0)"),
      ElementsAre("1 0:r0=0; 0:r1=250; 0:r2=4; 0:r3=255; 0:r4=255; 0:r5=254; 0:r6=12; "
                  "0:r7=7;"));
  EXPECT_THAT(allowed(bytes() + "P0 { let r1; const r0 = x[0]; if (r0 !== 1) { r1 = x[1]; } else { "
                                "x[2] = 1; } } P1 { x[0] = 1; } final { const r2 = x[2]; } "
                                "exists (0:r0=0)"),
              ElementsAre("1 0:r0=0; 0:r1=0; final:r2=0;", "1 0:r0=1; final:r2=1;"));
  EXPECT_THAT(allowed(bytes() + "P0 { for (let k = 1; k < 4; k++) { x[k] = k; } "
                                "const r0 = i[0]; } exists (0:r0=0)"),
              ElementsAre("1 0:r0=50462976;"));
}

TEST(Axiomatic, wakes_as_many_as_notify_says_in_their_order) {
  const std::string waits = "P0 { const r0 = Atomics.wait(i, 0, 0); } ";
  EXPECT_THAT(allowed(bytes() + waits + "exists (0:blocked)"), ElementsAre("1 0:blocked;"));
  EXPECT_THAT(allowed(bytes() + waits +
                      "P1 { const r1 = Atomics.notify(i, 0, 0); } "
                      "exists (0:blocked)"),
              ElementsAre("2 0:blocked; 1:r1=0;"));
  EXPECT_THAT(allowed(bytes() + waits +
                      "P1 { const r1 = Atomics.notify(i, 1); } "
                      "exists (0:blocked)"),
              ElementsAre("1 0:blocked; 1:r1=0;"));
  EXPECT_THAT(allowed(bytes() + waits + waits.substr(0, 1) + "1" + waits.substr(2) +
                      "P2 { const r1 = Atomics.notify(i, 0); } exists (0:blocked)"),
              ElementsAre("4 0:r0=0; 1:r0=0; 2:r1=2;", "2 0:r0=0; 1:blocked; 2:r1=1;",
                          "2 0:blocked; 1:r0=0; 2:r1=1;", "2 0:blocked; 1:blocked; 2:r1=0;"));
}

TEST(Axiomatic, takes_values_out_of_thin_air_from_hints_alone) {
  const std::string copies =
      bytes() +
      "P0 { const r0 = x[0]; x[1] = r0; } P1 { const r1 = x[1]; x[0] = r1; } "
      "exists (0:r0=42)";
  EXPECT_THAT(allowed(copies), ElementsAre("4 0:r0=0; 1:r1=0;"));
  EXPECT_THAT(allowed(copies + " values x[0] 42, x[1] 42"),
              ElementsAre("4 0:r0=0; 1:r1=0;", "1 0:r0=42; 1:r1=42;"));
  EXPECT_THAT(allowed(copies + " values x[0] 42, x[1] 42", Model::sc),
              ElementsAre("3 0:r0=0; 1:r1=0;"));
}

TEST(Axiomatic, knows_c) {
  const auto c = [](const std::string& text, Model model = Model::rc11) {
    return allowed("C t { [x] = 1; } " + text, model);
  };
  EXPECT_THAT(
      c("P0 (atomic_int* x) { int e = 1; int r0 = atomic_compare_exchange_strong(x, &e, 5); "
        "int f = 1; int r1 = atomic_compare_exchange_strong(x, &f, 6); } "
        "locations [x; 0:e; 0:f; 0:r1;] exists (0:r0=1)"),
      ElementsAre("1 0:e=1; 0:f=5; 0:r0=1; 0:r1=0; [x]=5;"));
  EXPECT_THAT(c("P0 (atomic_int* x) { int e = 1; int r0 = "
                "atomic_compare_exchange_weak_explicit(x, &e, 5, memory_order_relaxed, "
                "memory_order_relaxed); } exists (0:r0=0 /\\ x=1)"),
              ElementsAre("1 0:r0=0; [x]=1;", "1 0:r0=1; [x]=5;"));
  EXPECT_THAT(
      c("P0 (atomic_int* x) { int r0 = *x; int r1 = r0 + 1; *x = r1 ^ 3; if (r0) { *x = 7; } "
        "} exists (x=7)"),
      ElementsAre("1 [x]=7;"));
  const std::string buffers =
      "P0 (atomic_int* y, atomic_int* z) { atomic_store_explicit(y, 1, ORDER); FENCE int r0 = "
      "atomic_load_explicit(z, memory_order_relaxed); } P1 (atomic_int* y, atomic_int* z) { "
      "atomic_store_explicit(z, 1, ORDER); FENCE int r1 = atomic_load_explicit(y, "
      "memory_order_relaxed); } exists (0:r0=0 /\\ 1:r1=0)";
  const auto with = [&](const std::string& order, const std::string& fence) {
    std::string text = buffers;
    for (std::size_t at = 0; (at = text.find("ORDER")) != std::string::npos;)
      text.replace(at, 5, "memory_order_" + order);
    for (std::size_t at = 0; (at = text.find("FENCE")) != std::string::npos;)
      text.replace(at, 5, fence.empty() ? "" : "atomic_thread_fence(memory_order_" + fence + ");");
    return text;
  };
  for (const Model model : {Model::rc11, Model::tso}) {
    EXPECT_EQ(c(with("relaxed", ""), model).size(), 4U);
    EXPECT_EQ(c(with("relaxed", "acq_rel"), model).size(), 4U);
    EXPECT_EQ(c(with("relaxed", "seq_cst"), model).size(), 3U);
  }
  // An xchg drains the buffer of x86; C11 promises less of a relaxed load after it.
  EXPECT_EQ(c(with("seq_cst", ""), Model::tso).size(), 3U);
  EXPECT_EQ(c(with("seq_cst", ""), Model::rc11).size(), 4U);
}

TEST(Axiomatic, counts_torn_reads_without_looking_at_each) {
  const std::string torn =
      "JS t { const x = new BigInt64Array(new SharedArrayBuffer(8)); } P0 { x[0] = 1n; } "
      "P1 { x[0] = 72057594037927936n; } P2 { const r0 = x[0]; const r1 = x[0]; } "
      "exists (2:r0=0)";
  const auto found = allowed(torn);
  EXPECT_EQ(found.size(), 16U);
  std::uint64_t executions = 0;
  for (const std::string& each : found) executions += std::stoull(each);
  EXPECT_EQ(executions, 6561U * 6561U);
}

}  // namespace
}  // namespace assay::axiomatic

// What the core does for each access of a litmus program, found by running it.
#include "harness/engines/refinement/lowering.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/program/parse.h"

namespace assay::refinement {
namespace {

using litmus::AccessKind;
using litmus::Ordering;
using testing::HasSubstr;

litmus::Code code_of(const std::string& views, const std::string& body) {
  const std::string text = "JS t { const b = new SharedArrayBuffer(16); " + views + " } P0 { " +
                           body + " } P1 { } exists (0:r0=0)";
  auto read = litmus::read_program(text);
  EXPECT_EQ(std::holds_alternative<litmus::Program>(read), true) << text;
  return litmus::compile(std::get<litmus::Program>(read));
}

Lowered lowered(const std::string& views, const std::string& body, const Orders& orders = {}) {
  return lower(code_of(views, body), orders);
}

const std::string kInt32 = "const x = new Int32Array(b);";

TEST(Lowering, each_operation_is_the_access_of_its_site) {
  struct Row {
    const char* body;
    Site site;
    AccessKind verb;
  };
  for (const auto& [body, site, verb] :
       {Row{"const r0 = x[1];", Site::plain_load, AccessKind::plain_load},
        Row{"x[1] = 1; const r0 = x[0];", Site::plain_store, AccessKind::plain_store},
        Row{"const r0 = Atomics.load(x, 1);", Site::cell_load, AccessKind::load},
        Row{"Atomics.store(x, 1, 1); const r0 = x[0];", Site::cell_store, AccessKind::store},
        Row{"const r0 = Atomics.exchange(x, 1, 1);", Site::cell_rmw, AccessKind::exchange},
        Row{"const r0 = Atomics.add(x, 1, 1);", Site::cell_rmw, AccessKind::add},
        Row{"const r0 = Atomics.sub(x, 1, 1);", Site::cell_rmw, AccessKind::sub},
        Row{"const r0 = Atomics.and(x, 1, 1);", Site::cell_rmw, AccessKind::bit_and},
        Row{"const r0 = Atomics.or(x, 1, 1);", Site::cell_rmw, AccessKind::bit_or},
        Row{"const r0 = Atomics.xor(x, 1, 1);", Site::cell_rmw, AccessKind::bit_xor},
        Row{"const r0 = Atomics.compareExchange(x, 1, 0, 1);", Site::cell_cas,
            AccessKind::compare_exchange}}) {
    const Lowered made = lowered(kInt32, body);
    ASSERT_EQ(made.beyond, "") << body;
    const litmus::Instruction& at = made.code.agents[0].instructions[0];
    EXPECT_EQ(access_of(made, at).site, site) << body;
    EXPECT_EQ(at.access, verb) << body;
    EXPECT_EQ(at.address, 4U) << body;
    EXPECT_EQ(at.order, row(site).order == Order::relaxed ? Ordering::relaxed : Ordering::seq_cst)
        << body;
  }
}

TEST(Lowering, has_the_orders_of_the_assignment) {
  Orders orders;
  orders.set(Site::cell_cas, Order::release);
  orders.set(Site::cell_cas_fail, Order::acquire);
  const Lowered made = lowered(kInt32, "const r0 = Atomics.compareExchange(x, 0, 0, 1);", orders);
  const litmus::Instruction& at = made.code.agents[0].instructions[0];
  EXPECT_EQ(at.order, Ordering::release);
  EXPECT_EQ(at.failure, Ordering::acquire);
}

TEST(Lowering, every_type_is_one_access_of_its_size) {
  for (const char* const type :
       {"Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array",
        "Uint32Array", "Float32Array", "BigInt64Array", "BigUint64Array", "Float64Array"}) {
    const std::string views = "const x = new " + std::string(type) + "(b);";
    const Lowered made = lowered(views, "const r0 = x[1];");
    EXPECT_EQ(made.beyond, "") << type;
    const CoreAccess& access = access_of(made, made.code.agents[0].instructions[0]);
    EXPECT_EQ(access.size, litmus::size_of(made.code.agents[0].instructions[0].type)) << type;
    EXPECT_EQ(access.byte, access.size) << type;
  }
}

// An aligned DataView access is one instruction, any other is an access a byte.
TEST(Lowering, what_the_core_splits_is_beyond_it) {
  const std::string view = "const d = new DataView(b);";
  EXPECT_EQ(lowered(view, "const r0 = d.getInt16(2, true);").beyond, "");
  EXPECT_THAT(lowered(view, "const r0 = d.getInt16(1, true);").beyond, HasSubstr("several"));
  EXPECT_THAT(lowered(kInt32, "const r0 = Atomics.wait(x, 0, 0);").beyond, HasSubstr("it waits"));
}

// A notify of nobody is an update of its bucket: one for each element, outside the buffer.
TEST(Lowering, a_notify_is_an_update_of_its_buckets_count) {
  const Lowered made = lowered(
      kInt32, "const r0 = Atomics.notify(x, 0); Atomics.notify(x, 0); Atomics.notify(x, 1);");
  ASSERT_EQ(made.beyond, "");
  const auto& at = made.code.agents[0].instructions;
  EXPECT_EQ(at[0].access, AccessKind::add);
  EXPECT_EQ(at[0].order, Ordering::acq_rel);
  EXPECT_EQ(access_of(made, at[0]).site, Site::count_check);
  EXPECT_THAT(access_of(made, at[0]).where, HasSubstr("harness/subject/waiter_table.h:"));
  EXPECT_GE(at[0].address, 16U);
  EXPECT_EQ(at[0].address, at[1].address);
  EXPECT_NE(at[0].address, at[2].address);
}

TEST(Lowering, knows_accesses_that_overlap_in_part) {
  const std::string views = kInt32 + " const h = new Int16Array(b);";
  EXPECT_EQ(lowered(views, "x[0] = 1; const r0 = h[1];").mixed_sizes, true);
  EXPECT_EQ(lowered(views, "x[0] = 1; const r0 = h[2];").mixed_sizes, false);
}

}  // namespace
}  // namespace assay::refinement

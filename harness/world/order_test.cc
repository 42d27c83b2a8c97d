// The orders are few: every law is checked on all of them.
#include "harness/world/order.h"

#include <gtest/gtest.h>

#include <set>

namespace assay {
namespace {

constexpr std::array<Operation, 6> kOperations{Operation::load,     Operation::store,
                                               Operation::rmw,      Operation::cas,
                                               Operation::cas_fail, Operation::fence};

// For the failure's text: which operation with which order.
std::string said(Operation op, Order order) {
  return std::string(name(op)) + " " + std::string(name(order));
}

TEST(Order, weaker_is_a_strict_partial_order) {
  for (const Order a : kOrders) {
    EXPECT_EQ(weaker(a, a), false) << name(a);
    for (const Order b : kOrders) {
      EXPECT_EQ(weaker(a, b) && weaker(b, a), false) << name(a) << " " << name(b);
      for (const Order c : kOrders)
        EXPECT_EQ(weaker(a, b) && weaker(b, c) && !weaker(a, c), false)
            << name(a) << " " << name(b) << " " << name(c);
    }
  }
}

TEST(Order, relaxed_is_least_seq_cst_greatest_and_the_halves_are_incomparable) {
  for (const Order order : kOrders) {
    EXPECT_EQ(weaker(Order::relaxed, order), order != Order::relaxed) << name(order);
    EXPECT_EQ(weaker(order, Order::seq_cst), order != Order::seq_cst) << name(order);
  }
  EXPECT_EQ(weaker(Order::acquire, Order::release), false);
  EXPECT_EQ(weaker(Order::release, Order::acquire), false);
  EXPECT_EQ(weaker(Order::acquire, Order::acq_rel), true);
  EXPECT_EQ(weaker(Order::release, Order::acq_rel), true);
}

TEST(Order, the_next_weaker_orders_are_weaker_and_allowed) {
  for (const Operation op : kOperations)
    for (const Order order : kOrders) {
      if (!allowed(op, order)) continue;
      for (const Order below : next_weaker(op, order)) {
        EXPECT_EQ(weaker(below, order), true) << said(op, order);
        EXPECT_EQ(allowed(op, below), true) << said(op, order) << " -> " << name(below);
      }
    }
}

// No allowed order lies between an order and its next weaker ones, and none that
// could be a step is left out.
TEST(Order, a_step_skips_nothing) {
  for (const Operation op : kOperations)
    for (const Order order : kOrders) {
      if (!allowed(op, order)) continue;
      std::set<Order> expected;
      for (const Order candidate : kOrders) {
        bool is_step = allowed(op, candidate) && weaker(candidate, order);
        for (const Order between : kOrders)
          if (allowed(op, between) && weaker(candidate, between) && weaker(between, order))
            is_step = false;
        if (is_step) expected.insert(candidate);
      }
      const auto steps = next_weaker(op, order);
      EXPECT_EQ(std::set<Order>(steps.begin(), steps.end()), expected) << said(op, order);
    }
}

void expect_every_path_ends_in_relaxed(Operation op, Order order) {
  const auto steps = next_weaker(op, order);
  EXPECT_EQ(steps.empty(), order == Order::relaxed) << said(op, order);
  for (const Order below : steps) expect_every_path_ends_in_relaxed(op, below);
}

TEST(Order, every_path_of_steps_ends_in_relaxed) {
  for (const Operation op : kOperations)
    for (const Order order : kOrders)
      if (allowed(op, order)) expect_every_path_ends_in_relaxed(op, order);
}

TEST(Order, only_reads_acquire_and_only_writes_release) {
  for (const Operation op : kOperations) {
    const bool reads = op != Operation::store;
    const bool writes = op != Operation::load && op != Operation::cas_fail;
    EXPECT_EQ(allowed(op, Order::relaxed), true) << name(op);
    EXPECT_EQ(allowed(op, Order::seq_cst), true) << name(op);
    EXPECT_EQ(allowed(op, Order::acquire), reads) << name(op);
    EXPECT_EQ(allowed(op, Order::release), writes) << name(op);
    EXPECT_EQ(allowed(op, Order::acq_rel), reads && writes) << name(op);
  }
}

TEST(Order, a_name_is_read_back_as_its_order) {
  std::set<std::string_view> names;
  for (const Order order : kOrders) {
    names.insert(name(order));
    EXPECT_EQ(parse_order(name(order)), order);
  }
  EXPECT_EQ(names.size(), kOrders.size());
  for (const char* text : {"", "consume", "Relaxed", "relaxed ", "acq"})
    EXPECT_EQ(parse_order(text), std::nullopt) << text;
}

TEST(Order, operations_have_different_names) {
  std::set<std::string_view> names;
  for (const Operation op : kOperations) names.insert(name(op));
  EXPECT_EQ(names.size(), kOperationNames.size());
}

}  // namespace
}  // namespace assay

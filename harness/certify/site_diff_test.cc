// What changed between two site tables.
#include "harness/certify/site_diff.h"

#include <gtest/gtest.h>

namespace assay {
namespace {

using Direction = SiteChange::Direction;

TEST(SiteDiff, of_a_table_with_itself_is_empty) {
  EXPECT_EQ(diff(site_table(), site_table()), std::vector<SiteChange>{});
  EXPECT_EQ(diff({}, {}), std::vector<SiteChange>{});
}

// All pairs of orders: the direction there is the opposite of the way back.
TEST(SiteDiff, directs_every_pair_of_orders) {
  for (const Order before : kOrders)
    for (const Order after : kOrders) {
      const auto changes =
          diff({{"a.b", Operation::rmw, before}}, {{"a.b", Operation::rmw, after}});
      if (before == after) {
        EXPECT_EQ(changes.size(), 0U);
        continue;
      }
      Direction expected = Direction::sideways;
      if (weaker(after, before)) expected = Direction::weakened;
      if (weaker(before, after)) expected = Direction::strengthened;
      ASSERT_EQ(changes.size(), 1U);
      EXPECT_EQ(changes[0], (SiteChange{"a.b", before, after, expected}));
    }
}

TEST(SiteDiff, acquire_and_release_are_sideways_of_each_other) {
  const auto changes =
      diff({{"a.b", Operation::rmw, Order::acquire}}, {{"a.b", Operation::rmw, Order::release}});
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(name(changes[0].direction), "sideways");
}

TEST(SiteDiff, sites_come_and_go_sorted_by_name) {
  const SiteTable before{{"z.old", Operation::store, Order::release},
                         {"m.same", Operation::load, Order::acquire}};
  const SiteTable after{{"m.same", Operation::load, Order::acquire},
                        {"a.new", Operation::load, Order::relaxed}};
  const std::vector<SiteChange> expected{
      {"a.new", std::nullopt, Order::relaxed, Direction::added},
      {"z.old", Order::release, std::nullopt, Direction::removed}};
  EXPECT_EQ(diff(before, after), expected);
}

// A store that became a read-modify-write is a change, though its order is not.
TEST(SiteDiff, another_operation_is_a_change) {
  const auto changes =
      diff({{"a.b", Operation::store, Order::release}}, {{"a.b", Operation::rmw, Order::release}});
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].direction, Direction::sideways);
  EXPECT_EQ(changes[0].before, changes[0].after);
}

TEST(SiteDiff, one_changed_order_of_this_build_is_one_change) {
  Orders orders;
  orders.set(Site::cell_store, Order::release);
  const std::vector<SiteChange> expected{
      {"cell.store", Order::seq_cst, Order::release, Direction::weakened}};
  EXPECT_EQ(diff(site_table(), site_table(orders)), expected);
}

}  // namespace
}  // namespace assay

// The table of sites keeps its own rules.
#include "harness/world/sites.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace assay {
namespace {

using testing::HasSubstr;

// The names of a comma separated list, without the blanks around them.
std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> names;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view one = list.substr(0, comma);
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    names.emplace_back(one);
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return names;
}

bool is_order_beyond_relaxed(const SiteRow& site) {
  return site.decision == Decision::order && site.order != Order::relaxed;
}

TEST(Sites, names_are_unique_and_found) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kSiteCount; ++i) {
    names.insert(kSites[i].name);
    EXPECT_EQ(find_site(kSites[i].name), static_cast<Site>(i)) << kSites[i].name;
    EXPECT_EQ(name(static_cast<Site>(i)), kSites[i].name);
  }
  EXPECT_EQ(names.size(), kSiteCount);
  for (const char* text : {"", "cell", "cell.load ", "cell_load"})
    EXPECT_EQ(find_site(text), std::nullopt) << text;
}

// One name for source, table and command line.
TEST(Sites, an_identifier_is_the_dotted_name_with_underscores) {
  const std::array<std::string_view, kSiteCount> identifiers{{
#define SITE(id, ...) #id,
#include "harness/world/sites.def"
#undef SITE
  }};
  for (std::size_t i = 0; i < kSiteCount; ++i) {
    std::string dotted(kSites[i].name);
    std::replace(dotted.begin(), dotted.end(), '.', '_');
    EXPECT_EQ(identifiers[i], dotted);
  }
}

TEST(Sites, every_order_is_allowed_for_its_operation) {
  for (const SiteRow& site : kSites)
    EXPECT_EQ(allowed(site.operation, site.order), true) << site.name;
}

TEST(Sites, a_compare_exchange_is_followed_by_its_failing_read) {
  for (std::size_t i = 0; i < kSiteCount; ++i) {
    const SiteRow& site = kSites[i];
    if (site.operation == Operation::cas) {
      ASSERT_LT(i + 1, kSiteCount) << site.name;
      EXPECT_EQ(kSites[i + 1].operation, Operation::cas_fail) << site.name;
      EXPECT_EQ(kSites[i + 1].name, std::string(site.name) + ".fail");
    }
    if (site.operation == Operation::cas_fail) {
      ASSERT_GT(i, 0U) << site.name;
      EXPECT_EQ(kSites[i - 1].operation, Operation::cas) << site.name;
    }
  }
}

TEST(Sites, a_decision_of_logic_is_relaxed) {
  for (const SiteRow& site : kSites)
    if (site.decision == Decision::logic) {
      EXPECT_EQ(site.order, Order::relaxed) << site.name;
    }
}

TEST(Sites, every_partner_exists) {
  for (const SiteRow& site : kSites)
    for (const std::string& partner : split(site.pairs_with))
      EXPECT_NE(find_site(partner), std::nullopt) << site.name << " pairs with " << partner;
}

TEST(Sites, an_order_beyond_relaxed_has_a_partner) {
  for (const SiteRow& site : kSites)
    if (is_order_beyond_relaxed(site)) {
      EXPECT_NE(site.pairs_with, "") << site.name;
    }
}

TEST(Sites, every_row_says_why_and_who_is_blind) {
  for (const SiteRow& site : kSites) {
    EXPECT_NE(site.why, "") << site.name;
    EXPECT_NE(site.blind, "") << site.name;
  }
}

// Below relaxed there is nothing to see; above it, each engine sees the weakening
// or the row says by name why that engine does not.
TEST(Sites, an_engine_sees_a_weakening_or_has_a_reason) {
  struct Engine {
    EngineSet bit;
    const char* name;
  };
  for (const SiteRow& site : kSites) {
    if (site.order == Order::relaxed) {
      EXPECT_EQ(site.sees, kNobody) << site.name;
      EXPECT_EQ(site.blind, "nothing is weaker") << site.name;
      continue;
    }
    for (const Engine& engine :
         {Engine{kNative, "native"}, Engine{kTsan, "tsan"}, Engine{kRelacy, "relacy"}})
      if ((site.sees & engine.bit) == 0) {
        EXPECT_THAT(std::string(site.blind), HasSubstr(engine.name)) << site.name;
      }
  }
}

TEST(Sites, only_known_engines_see) {
  for (const SiteRow& site : kSites)
    EXPECT_EQ(site.sees & ~(kNative | kTsan | kRelacy | kExplore | kAxiomatic), 0) << site.name;
}

TEST(Orders, an_assignment_starts_as_what_ships) {
  const Orders orders;
  for (std::size_t i = 0; i < kSiteCount; ++i)
    EXPECT_EQ(orders[static_cast<Site>(i)], kSites[i].order) << kSites[i].name;
}

TEST(Orders, a_change_touches_one_site) {
  for (std::size_t changed = 0; changed < kSiteCount; ++changed) {
    Orders orders;
    const Order before = kSites[changed].order;
    const Order after = before == Order::relaxed ? Order::seq_cst : Order::relaxed;
    orders.set(static_cast<Site>(changed), after);
    for (std::size_t i = 0; i < kSiteCount; ++i)
      EXPECT_EQ(orders[static_cast<Site>(i)], i == changed ? after : kSites[i].order);
    EXPECT_NE(orders, Orders{});
    orders.set(static_cast<Site>(changed), before);
    EXPECT_EQ(orders, Orders{});
  }
}

}  // namespace
}  // namespace assay

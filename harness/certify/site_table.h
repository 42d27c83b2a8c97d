// A table of ordering sites as data, of any revision: what a change of orders is
// a change of.
//
// Thread safety: values only.
// Invariants: names are unique, and every order is allowed for its operation.
#pragma once

#include <string>
#include <vector>

#include "harness/world/sites.h"

namespace assay {

struct TableSite {
  std::string name;  // dotted
  Operation operation = Operation::load;
  Order order = Order::relaxed;
  friend bool operator==(const TableSite&, const TableSite&) = default;
};

using SiteTable = std::vector<TableSite>;

// This build's sites under an assignment of orders.
inline SiteTable site_table(const Orders& orders = {}) {
  SiteTable table;
  for (std::size_t i = 0; i < kSiteCount; ++i)
    table.push_back(
        {std::string(kSites[i].name), kSites[i].operation, orders[static_cast<Site>(i)]});
  return table;
}

}  // namespace assay

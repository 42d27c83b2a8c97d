#include "harness/certify/site_diff.h"

#include <functional>
#include <map>

namespace assay {

namespace {

using Direction = SiteChange::Direction;

std::map<std::string, TableSite> by_name(const SiteTable& table) {
  std::map<std::string, TableSite> sites;
  for (const TableSite& site : table) sites.emplace(site.name, site);
  return sites;
}

Direction direction(Order before, Order after) {
  if (weaker(after, before)) return Direction::weakened;
  if (weaker(before, after)) return Direction::strengthened;
  return Direction::sideways;
}

}  // namespace

std::vector<SiteChange> diff(const SiteTable& before, const SiteTable& after) {
  std::map<std::string, SiteChange> changes;
  const auto old_sites = by_name(before);
  const auto new_sites = by_name(after);
  for (const auto& [name, was] : old_sites) {
    const auto is = new_sites.find(name);
    if (is == new_sites.end())
      changes[name] = {name, was.order, std::nullopt, Direction::removed};
    else if (is->second != was)
      changes[name] = {name, was.order, is->second.order, direction(was.order, is->second.order)};
  }
  for (const auto& [name, is] : new_sites)
    if (!old_sites.contains(name)) changes[name] = {name, std::nullopt, is.order, Direction::added};
  std::vector<SiteChange> sorted;
  for (auto& [name, change] : changes) sorted.push_back(std::move(change));
  return sorted;
}

}  // namespace assay

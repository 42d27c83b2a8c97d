#include "harness/driver/sites_command.h"

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "harness/execution/check.h"

namespace assay {
namespace {

std::vector<std::string> engines_in(EngineSet set) {
  std::vector<std::string> names;
  for (const Engine engine : kEngines)
    if ((set & bit(engine)) != 0) names.emplace_back(name(engine));
  return names;
}

constexpr std::string_view name(Decision decision) {
  return decision == Decision::order ? "order" : "logic";
}

}  // namespace

int sites_command(bool json) {
  if (json) {
    nlohmann::json all = nlohmann::json::array();
    for (const SiteRow& site : kSites)
      all.push_back({{"name", site.name},
                     {"operation", name(site.operation)},
                     {"order", name(site.order)},
                     {"decision", name(site.decision)},
                     {"seen_by", engines_in(site.sees)},
                     {"pairs_with", site.pairs_with},
                     {"why", site.why},
                     {"blind", site.blind}});
    std::cout << all.dump(2) << '\n';
    return 0;
  }
  for (const SiteRow& site : kSites)
    fmt::print("{:<20} {:<9} {:<8} {:<6} {}\n", site.name, name(site.operation), name(site.order),
               name(site.decision), fmt::join(engines_in(site.sees), ","));
  fmt::print("\n{} sites; --json has pairs, reasons and blind spots\n", kSites.size());
  return 0;
}

}  // namespace assay

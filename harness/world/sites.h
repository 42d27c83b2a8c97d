// The named ordering sites of the core, one row per atomic access.
//
// Thread safety: constants only.
// Invariants: dotted names are unique; every row's order is allowed for its
// operation; a cas row has a cas.fail twin.
// The rows are in sites.def, which is also read as data.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "harness/world/order.h"

namespace assay {

enum class Decision : std::uint8_t { order, logic };

// Engines that can see a site's weakening, as a bit set.
using EngineSet = std::uint8_t;
inline constexpr EngineSet kNobody = 0;
inline constexpr EngineSet kNative = 1;
inline constexpr EngineSet kTsan = 2;
inline constexpr EngineSet kRelacy = 4;
inline constexpr EngineSet kExplore = 8;
inline constexpr EngineSet kAxiomatic = 16;

struct SiteRow {
  std::string_view name;
  Operation operation;
  Order order;  // what ships
  Decision decision;
  EngineSet sees;
  std::string_view pairs_with;  // dotted names, comma separated
  std::string_view why;
  std::string_view blind;  // why the engines not in `sees` see nothing
};

enum class Site : std::uint8_t {
#define SITE(id, ...) id,
#include "harness/world/sites.def"
#undef SITE
  kCount
};

inline constexpr std::size_t kSiteCount = static_cast<std::size_t>(Site::kCount);

inline constexpr std::array<SiteRow, kSiteCount> kSites{{
#define SITE(id, name, operation, order, decision, sees, pairs, why, blind) \
  {name,                                                                    \
   Operation::operation,                                                    \
   Order::order,                                                            \
   Decision::decision,                                                      \
   static_cast<EngineSet>(sees),                                            \
   pairs,                                                                   \
   why,                                                                     \
   blind},
#include "harness/world/sites.def"
#undef SITE
}};

constexpr const SiteRow& row(Site site) { return kSites[static_cast<std::size_t>(site)]; }
constexpr std::string_view name(Site site) { return row(site).name; }

constexpr std::optional<Site> find_site(std::string_view dotted) {
  for (std::size_t i = 0; i < kSiteCount; ++i)
    if (kSites[i].name == dotted) return static_cast<Site>(i);
  return std::nullopt;
}

// A site as a type: `order(site)` is then a constant in the production World,
// at -O0 too.
template <Site S>
struct At {
  static constexpr Site kSite = S;
};

namespace at {
#define SITE(id, ...) inline constexpr At<Site::id> id{};
#include "harness/world/sites.def"
#undef SITE
}  // namespace at

// An assignment of orders to sites; starts as what ships.
class Orders {
 public:
  constexpr Orders() {
    for (std::size_t i = 0; i < kSiteCount; ++i) orders_[i] = kSites[i].order;
  }
  constexpr Order operator[](Site site) const { return orders_[static_cast<std::size_t>(site)]; }
  // Precondition: allowed(row(site).operation, order).
  constexpr void set(Site site, Order order) { orders_[static_cast<std::size_t>(site)] = order; }
  friend constexpr bool operator==(const Orders&, const Orders&) = default;

 private:
  std::array<Order, kSiteCount> orders_{};
};

}  // namespace assay

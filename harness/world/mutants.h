// The logic mutants of the core, by name.
//
// Thread safety: constants only.
// Invariants: names are unique; the case named in a row kills it on every
// engine named there (shown by the tests of kind `mutant`).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "harness/world/sites.h"

namespace assay {

struct MutantRow {
  std::string_view name;
  std::string_view history;    // where the bug happened
  std::string_view effect;     // what the mutated core does
  std::string_view killed_by;  // case
  EngineSet engines;           // that kill it
};

enum class Mutant : std::uint8_t {
#define MUTANT(id, ...) id,
#include "harness/world/mutants.def"
#undef MUTANT
  kCount,
  kNone = kCount
};

inline constexpr std::array<MutantRow, static_cast<std::size_t>(Mutant::kCount)> kMutants{{
#define MUTANT(id, name, history, effect, killed_by, engines) \
  {name, history, effect, killed_by, static_cast<EngineSet>(engines)},
#include "harness/world/mutants.def"
#undef MUTANT
}};

constexpr std::string_view name(Mutant mutant) {
  return mutant == Mutant::kNone ? std::string_view{"none"}
                                 : kMutants[static_cast<std::size_t>(mutant)].name;
}

constexpr std::optional<Mutant> find_mutant(std::string_view dotted) {
  for (std::size_t i = 0; i < kMutants.size(); ++i)
    if (kMutants[i].name == dotted) return static_cast<Mutant>(i);
  return std::nullopt;
}

}  // namespace assay

// Who holds what: the wrappers of each agent, and the stores behind them, each once.
//
// Thread safety: values only.
// Invariants: read(write(c)) is c. A wrapper names a store of the census, or 0: bytes of
// its own. All figures are bytes.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "harness/footprint/promise.h"

namespace assay {

struct CensusWrapper {
  std::string constructor;
  std::int64_t bytes = 0;   // of the object itself
  std::uint64_t store = 0;  // behind it
  friend bool operator==(const CensusWrapper&, const CensusWrapper&) = default;
};

struct CensusAgent {
  std::string agent;  // "main", "worker 1", …
  // Payload that this agent's heap is reported to have, beside wrappers.
  std::int64_t attributed = 0;
  std::vector<CensusWrapper> wrappers;
  friend bool operator==(const CensusAgent&, const CensusAgent&) = default;
};

struct CensusStore {
  std::uint64_t id = 0;
  std::string what;  // "dataset", "turns", "own"
  std::int64_t bytes = 0;
  std::int64_t attributed = 0;  // outside of every heap
  friend bool operator==(const CensusStore&, const CensusStore&) = default;
};

struct HeapCensus {
  Subject subject = Subject::core;
  std::string version{};
  std::int64_t external = 0;  // what all of it is on the account
  std::vector<CensusAgent> agents;
  std::vector<CensusStore> stores;
  friend bool operator==(const HeapCensus&, const HeapCensus&) = default;
};

std::string census_json(const HeapCensus& census);
std::variant<HeapCensus, std::string> read_census(const std::string& text);

std::int64_t wrapper_bytes(const CensusAgent& agent);
// Agents with a wrapper of the store.
std::size_t holders(const HeapCensus& census, const CensusStore& store);

// The promises for a dataset that `workers` and the main agent have wrapped. Without a
// census they are skipped, with `reason`.
std::vector<Promise> judge_census(Subject subject, std::uint64_t workers, const HeapCensus* census,
                                  const std::string& reason);

}  // namespace assay

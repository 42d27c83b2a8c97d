// The locations of a check: which addresses agents share, and what stands there before
// the agents start.
//
// A case runs at the same addresses in every execution (arena.h), so an address names a
// location for the whole check. Locations are numbered as they are first seen.
//
// Thread safety: one search's own.
// Invariants: a location keeps its number and its width; two locations do not overlap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "harness/engines/explore/graph.h"

namespace assay::explore {

class Locations {
 public:
  struct Record {
    std::uintptr_t address = 0;
    std::uint8_t width = 0;    // bytes
    bool has_initial = false;  // made before the agents start
    bool has_plain = false;    // some access of it is not atomic
    Value initial = 0;
    std::uintptr_t container = 0;  // the object that it is named by, with `offset`
    const char* name = nullptr;    // static; null: named by where it is accessed
    Where where{"", 0};            // the first access
  };

  // The location of `width` bytes at `address`; kNowhere where they overlap another.
  Location at(std::uintptr_t address, std::uint8_t width);
  const Record& operator[](Location location) const { return records_[location]; }
  Record& operator[](Location location) { return records_[location]; }
  std::size_t size() const { return records_.size(); }
  // Before a case is set up again: initial values are what the set-up makes them.
  void forget_initial_values() {
    for (Record& record : records_) record.has_initial = false;
  }

 private:
  std::vector<Record> records_;
  std::unordered_map<std::uintptr_t, Location> by_byte_;  // each byte of each location
};

// What a write left at a location; kInitial: what stood there before the agents began.
inline Value value_at(const Graph& graph, const Locations& locations, Location location,
                      Event write) {
  return write == kInitial ? locations[location].initial : graph[write].value;
}

}  // namespace assay::explore

#include "harness/engines/explore/locations.h"

namespace assay::explore {

Location Locations::at(std::uintptr_t address, std::uint8_t width) {
  const auto found = by_byte_.find(address);
  if (found != by_byte_.end()) {
    const Record& record = records_[found->second];
    return record.address == address && record.width == width ? found->second : kNowhere;
  }
  for (std::uintptr_t byte = address + 1; byte < address + width; ++byte)
    if (by_byte_.contains(byte)) return kNowhere;
  const auto location = static_cast<Location>(records_.size());
  records_.push_back({.address = address, .width = width});
  for (std::uintptr_t byte = address; byte < address + width; ++byte)
    by_byte_.emplace(byte, location);
  return location;
}

}  // namespace assay::explore

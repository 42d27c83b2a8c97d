// A series of numbers as one line of bars, for a terminal.
//
// Thread safety: values only.
// Invariants: as many columns as numbers, or `columns` where they are more; the lowest
// number is the lowest bar, the highest the highest; equal numbers are low bars.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace assay {

// The bar of the greatest number that falls into each column.
std::string sparkline(std::span<const std::int64_t> numbers, std::size_t columns);

// The column, from 0, in which a number stands; `index` < `count`.
std::size_t sparkline_column(std::size_t index, std::size_t count, std::size_t columns);

}  // namespace assay

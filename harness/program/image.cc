// Elements as bytes. Reference: ECMA-262 NumericToRawBytes, RawBytesToNumeric.
#include <algorithm>
#include <bit>
#include <cmath>

#include "harness/program/code.h"

namespace assay::litmus {
namespace {

std::uint64_t low_bytes(std::uint64_t value, std::uint64_t size) {
  return size == 8 ? value : value & ((std::uint64_t{1} << (8 * size)) - 1);
}

std::uint64_t reversed(std::uint64_t image, std::uint64_t size) {
  return __builtin_bswap64(image) >> (8 * (8 - size));
}

}  // namespace

std::uint64_t to_image(ElementType type, bool big_endian, std::int64_t value) {
  std::uint64_t image = 0;
  switch (type) {
    case ElementType::uint8_clamped:
      image = static_cast<std::uint64_t>(std::clamp<std::int64_t>(value, 0, 255));
      break;
    case ElementType::float32:
      image = std::bit_cast<std::uint32_t>(static_cast<float>(std::bit_cast<double>(value)));
      break;
    default:
      image = low_bytes(static_cast<std::uint64_t>(value), size_of(type));
  }
  return big_endian ? reversed(image, size_of(type)) : image;
}

std::int64_t from_image(ElementType type, bool big_endian, std::uint64_t image) {
  if (big_endian) image = reversed(image, size_of(type));
  switch (type) {
    case ElementType::int8:
      return static_cast<std::int8_t>(image);
    case ElementType::int16:
      return static_cast<std::int16_t>(image);
    case ElementType::int32:
      return static_cast<std::int32_t>(image);
    case ElementType::float32:
      return std::bit_cast<std::int64_t>(
          static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(image))));
    default:
      return static_cast<std::int64_t>(image);
  }
}

}  // namespace assay::litmus

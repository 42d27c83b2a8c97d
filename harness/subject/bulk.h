// Whole ranges of typed arrays: fill, set, copyWithin.
//
// Each element is read and written whole, by one plain access of its size, so
// integers do not tear; the range as a whole is not one access, and another agent may
// see a part of it. (ECMA-262 would let a copy between arrays of one type go byte by
// byte; memcpy has torn integers in engines, test262 PR 4369.)
//
// Thread safety: as plain indexing: it races.
// Invariants: each length is fetched once; overlapping ranges come out as if the
// source had been copied first.
// Reference: ECMA-262, %TypedArray%.prototype.fill, set, copyWithin.
#pragma once

#include <algorithm>
#include <cstdint>

#include "harness/subject/typed_array.h"

namespace assay::bulk {

// view.fill(value, first, last), clamped to the length.
template <World W, Element T>
void fill(const TypedArray<W, T>& view, T value, std::uint64_t first = 0,
          std::uint64_t last = kMaxIndex, Where where = {}) {
  const std::uint64_t end = std::min<std::uint64_t>(last, view.bound(where));
  auto& bytes = view.block().bytes();
  for (std::uint64_t i = first; i < end; ++i)
    bytes.template plain_store<Stored<T>>(view.byte_index(static_cast<std::size_t>(i)),
                                          stored(value), where);
}

// `count` elements between two places of the right size; as if through a copy.
template <World W, Element T>
void copy(Block<W>& from, std::size_t from_byte, Block<W>& to, std::size_t to_byte,
          std::size_t count, Where where = {}) {
  bool backwards = &from == &to && from_byte < to_byte;
  if constexpr (W::kHasMutants) {
    if (W::mutated(Mutant::copies_forwards)) backwards = false;
    if constexpr (sizeof(T) > 1)
      if (W::mutated(Mutant::copies_bytes))
        return copy<W, std::uint8_t>(from, from_byte, to, to_byte, count * sizeof(T), where);
  }
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = (backwards ? count - 1 - i : i) * sizeof(T);
    to.bytes().template plain_store<Stored<T>>(
        to_byte + at, from.bytes().template plain_load<Stored<T>>(from_byte + at, where), where);
  }
}

// target.set(source, offset). RangeError: it does not fit; nothing is written.
template <World W, Element T>
Result<Nothing> set(const TypedArray<W, T>& target, const TypedArray<W, T>& source,
                    std::uint64_t offset = 0, Where where = {}) {
  const std::size_t room = target.bound(where);
  std::size_t count = source.bound(where);
  if (offset > room || count > room - offset)
    return Error(ErrorKind::range_error, "set: {} elements at {} exceed length {}", count, offset,
                 room);
  if constexpr (W::kHasMutants)
    if (W::mutated(Mutant::length_fetched_twice)) count = source.bound(where);
  copy<W, T>(source.block(), source.byte_index(0), target.block(),
             target.byte_index(static_cast<std::size_t>(offset)), count, where);
  return Nothing{};
}

// view.copyWithin(target, first, last), clamped to the length.
template <World W, Element T>
void copy_within(const TypedArray<W, T>& view, std::uint64_t target, std::uint64_t first,
                 std::uint64_t last = kMaxIndex, Where where = {}) {
  const std::uint64_t length = view.bound(where);
  const std::uint64_t to = std::min(target, length);
  const std::uint64_t from = std::min(first, length);
  const std::uint64_t end = std::max(from, std::min(last, length));
  const std::uint64_t count = std::min(end - from, length - to);
  copy<W, T>(view.block(), view.byte_index(static_cast<std::size_t>(from)), view.block(),
             view.byte_index(static_cast<std::size_t>(to)), static_cast<std::size_t>(count), where);
}

}  // namespace assay::bulk

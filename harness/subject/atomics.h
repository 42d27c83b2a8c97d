// Atomics on data: load, store, read-modify-writes and compareExchange of a typed
// array's elements.
//
// For the eight integer types; there are no Atomics on Uint8ClampedArray, on floats and
// on DataView (ECMA-262's TypeError is a constraint here).
//
// Every operation checks its index first (RangeError, nothing changed) and then
// is one sequentially consistent access of the element's width; arithmetic wraps.
//
// Thread safety: any agent, with its own view.
// Invariants: an element is never torn (I13); programs without data races are
// sequentially consistent (I14).
// Reference: ECMA-262, The Atomics Object; sites 1-3.
#pragma once

#include <algorithm>
#include <cstdint>

#include "harness/subject/typed_array.h"

namespace assay::atomics {

// Out of line: an operation that succeeds is a few instructions, and stays small enough
// to be inlined.
[[gnu::cold, gnu::noinline]] inline Error index_error(const char* operation, std::uint64_t index,
                                                      std::uint64_t length) {
  return {ErrorKind::range_error, "Atomics.{}: index {} is not below length {}", operation, index,
          length};
}

// The byte index of an element, or the RangeError of ValidateAtomicAccess.
template <World W, Element T>
inline Result<std::size_t> validate_access(const char* operation, const TypedArray<W, T>& view,
                                           std::uint64_t index, Where where) {
  if (index < view.length_at_creation()) [[likely]]
    return view.byte_index(static_cast<std::size_t>(index));
  const std::size_t length = view.bound(where);
  if (index < length) return view.byte_index(static_cast<std::size_t>(index));
  return index_error(operation, index, length);
}

template <World W, AtomicElement T>
inline Result<T> load(const TypedArray<W, T>& view, std::uint64_t index, Where where = {}) {
  const Result<std::size_t> at_byte = validate_access("load", view, index, where);
  if (!at_byte.ok()) return at_byte.error();
  return view.bytes().template load<T>(at_byte.value(), at::cell_load, where);
}

// Returns the value stored.
template <World W, AtomicElement T>
inline Result<T> store(const TypedArray<W, T>& view, std::uint64_t index, T value,
                       Where where = {}) {
  const Result<std::size_t> at_byte = validate_access("store", view, index, where);
  if (!at_byte.ok()) return at_byte.error();
  view.bytes().template store<T>(at_byte.value(), value, at::cell_store, where);
  return value;
}

// Read-modify-writes return the old value.
template <World W, AtomicElement T>
inline Result<T> exchange(const TypedArray<W, T>& view, std::uint64_t index, T value,
                          Where where = {}) {
  const Result<std::size_t> at_byte = validate_access("exchange", view, index, where);
  if (!at_byte.ok()) return at_byte.error();
  return view.bytes().template exchange<T>(at_byte.value(), value, at::cell_rmw, where);
}

template <World W, AtomicElement T>
inline Result<T> add(const TypedArray<W, T>& view, std::uint64_t index, T value, Where where = {}) {
  const Result<std::size_t> at_byte = validate_access("add", view, index, where);
  if (!at_byte.ok()) return at_byte.error();
  return view.bytes().template fetch_add<T>(at_byte.value(), value, at::cell_rmw, where);
}

template <World W, AtomicElement T>
inline Result<T> sub(const TypedArray<W, T>& view, std::uint64_t index, T value, Where where = {}) {
  const Result<std::size_t> at_byte = validate_access("sub", view, index, where);
  if (!at_byte.ok()) return at_byte.error();
  return view.bytes().template fetch_sub<T>(at_byte.value(), value, at::cell_rmw, where);
}

template <World W, AtomicElement T>
inline Result<T> bit_and(const TypedArray<W, T>& view, std::uint64_t index, T value,
                         Where where = {}) {
  const Result<std::size_t> at_byte = validate_access("and", view, index, where);
  if (!at_byte.ok()) return at_byte.error();
  return view.bytes().template fetch_and<T>(at_byte.value(), value, at::cell_rmw, where);
}

template <World W, AtomicElement T>
inline Result<T> bit_or(const TypedArray<W, T>& view, std::uint64_t index, T value,
                        Where where = {}) {
  const Result<std::size_t> at_byte = validate_access("or", view, index, where);
  if (!at_byte.ok()) return at_byte.error();
  return view.bytes().template fetch_or<T>(at_byte.value(), value, at::cell_rmw, where);
}

template <World W, AtomicElement T>
inline Result<T> bit_xor(const TypedArray<W, T>& view, std::uint64_t index, T value,
                         Where where = {}) {
  const Result<std::size_t> at_byte = validate_access("xor", view, index, where);
  if (!at_byte.ok()) return at_byte.error();
  return view.bytes().template fetch_xor<T>(at_byte.value(), value, at::cell_rmw, where);
}

// Returns the value found; it was replaced where it equals `expected`. A failure
// writes nothing.
template <World W, AtomicElement T>
inline Result<T> compare_exchange(const TypedArray<W, T>& view, std::uint64_t index, T expected,
                                  T replacement, Where where = {}) {
  const Result<std::size_t> at_byte = validate_access("compareExchange", view, index, where);
  if (!at_byte.ok()) return at_byte.error();
  T found = expected;
  view.bytes().template compare_exchange<T>(at_byte.value(), found, replacement, at::cell_cas,
                                            at::cell_cas_fail, where);
  return found;
}

// Whether elements of `size` bytes are lock-free: 1, 2, 4, 8 here; 4 everywhere.
constexpr bool is_lock_free(std::uint64_t size) {
  return size == 1 || size == 2 || size == 4 || size == 8;
}

// Atomics.pause: a hint that the agent spins. Longer for a greater `iterations`, but
// never long, and never blocking.
template <World W>
void pause(std::int64_t iterations = 1, Where where = {}) {
  constexpr std::int64_t kMost = 32;
  for (std::int64_t i = std::clamp<std::int64_t>(iterations, 1, kMost); i > 0; --i) W::pause(where);
}

}  // namespace assay::atomics

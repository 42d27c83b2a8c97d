// Typed arrays over a shared buffer: Int32Array and BigInt64Array.
//
// Plain indexing is what JavaScript's `ta[i]` is: it races, it never fails, and
// out of range it reads nothing and writes nothing. Atomic access is in
// atomics.h.
//
// Thread safety: a view belongs to one agent; the bytes behind it are shared.
// Invariants: a view holds its block until it is dropped (I10); [byte_offset,
// byte_offset + length * size) lies inside the block, aligned to the element.
// Reference: ECMA-262, TypedArray Objects; WebIDL is not involved.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>

#include "harness/subject/shared_buffer.h"

namespace assay {

// The element types of this core so far. NoTear holds for Int32 always, for
// BigInt64 with Atomics only (ECMA-262, IsNoTearConfiguration).
template <class T>
concept Element = std::same_as<T, std::int32_t> || std::same_as<T, std::int64_t>;

template <Element T>
constexpr const char* array_name() {
  return std::same_as<T, std::int32_t> ? "Int32Array" : "BigInt64Array";
}

template <World W, Element T>
class TypedArray {
 public:
  // A view of `length` elements from `byte_offset`; without a length, of all that
  // follow. RangeError where the offset is no multiple of the element size or
  // beyond the buffer, the rest is no whole number of elements, or the length
  // does not fit.
  static Result<TypedArray> create(const SharedBuffer<W>& buffer, std::size_t byte_offset = 0,
                                   std::optional<std::size_t> length = {}) {
    if constexpr (W::kHasMutants) {
      if (W::mutated(Mutant::leak_on_error)) {
        Result<SharedBuffer<W>> taken = buffer.share();
        if (!taken.ok()) return taken.error();
        Result<std::size_t> fitting = fit(buffer.byte_length(), byte_offset, length);
        if (!fitting.ok()) return fitting.error();
        return TypedArray(std::move(taken.value()), byte_offset, fitting.value());
      }
      if (W::mutated(Mutant::view_without_reference))
        return TypedArray(SharedBuffer<W>(), &buffer.block(), byte_offset,
                          buffer.byte_length() / sizeof(T));
    }
    Result<std::size_t> fitting = fit(buffer.byte_length(), byte_offset, length);
    if (!fitting.ok()) return fitting.error();
    Result<SharedBuffer<W>> own = buffer.share();
    if (!own.ok()) return own.error();
    return TypedArray(std::move(own.value()), byte_offset, fitting.value());
  }

  TypedArray() = default;

  // Gives the block back. No other call is allowed afterwards.
  void drop() { buffer_.drop(); }

  std::size_t length() const { return length_; }            // elements
  std::size_t byte_offset() const { return byte_offset_; }  // bytes
  std::size_t byte_index(std::size_t index) const { return byte_offset_ + index * sizeof(T); }
  Block<W>& block() const { return *block_; }

  // `view[index]`: plain. Nothing where the index is out of range.
  std::optional<T> get(std::size_t index, Where where = {}) const {
    if (index >= length_) return std::nullopt;
    return block_->bytes().template plain_load<T>(byte_index(index), where);
  }
  // `view[index] = value`: plain. False, and nothing written, out of range.
  bool set(std::size_t index, T value, Where where = {}) const {
    if (index >= length_) return false;
    block_->bytes().template plain_store<T>(byte_index(index), value, where);
    return true;
  }

 private:
  TypedArray(SharedBuffer<W> own, std::size_t byte_offset, std::size_t length)
      : block_(&own.block()), buffer_(std::move(own)), byte_offset_(byte_offset), length_(length) {}
  TypedArray(SharedBuffer<W> own, Block<W>* block, std::size_t byte_offset, std::size_t length)
      : block_(block), buffer_(std::move(own)), byte_offset_(byte_offset), length_(length) {}

  // The length of a view, checked in ECMA-262's order: offset alignment, then
  // the buffer's own length, then what was asked for.
  static Result<std::size_t> fit(std::size_t byte_length, std::size_t byte_offset,
                                 std::optional<std::size_t> length) {
    constexpr const char* kArray = array_name<T>();
    if (byte_offset % sizeof(T) != 0)
      return Error(ErrorKind::range_error, "{}: byteOffset {} is no multiple of {}", kArray,
                   byte_offset, sizeof(T));
    if (!length && byte_length % sizeof(T) != 0)
      return Error(ErrorKind::range_error, "{}: byteLength {} is no multiple of {}", kArray,
                   byte_length, sizeof(T));
    if (byte_offset > byte_length)
      return Error(ErrorKind::range_error, "{}: byteOffset {} is beyond byteLength {}", kArray,
                   byte_offset, byte_length);
    const std::size_t room = (byte_length - byte_offset) / sizeof(T);
    if (length && *length > room)
      return Error(ErrorKind::range_error, "{}: length {} exceeds the {} elements that follow",
                   kArray, *length, room);
    return length.value_or(room);
  }

  Block<W>* block_ = nullptr;
  SharedBuffer<W> buffer_;  // the reference that keeps block_
  std::size_t byte_offset_ = 0;
  std::size_t length_ = 0;
};

template <World W>
using Int32Array = TypedArray<W, std::int32_t>;
template <World W>
using BigInt64Array = TypedArray<W, std::int64_t>;

}  // namespace assay

// Typed arrays over a shared buffer: Int8Array to BigUint64Array.
//
// Plain indexing is what JavaScript's `ta[i]` is: it races, it never fails, and
// out of range it reads nothing and writes nothing. Atomic access is in
// atomics.h, whole ranges are in bulk.h.
//
// Thread safety: a view belongs to one agent; the bytes behind it are shared.
// Invariants:
// - A view holds its block until it is dropped (I10).
// - [byte_offset, byte_offset + length * size) lies inside the block, aligned to
//   the element; a shared buffer never shrinks, so it does for good.
// - An operation fetches a length that may grow once (I12, site 20).
// Reference: ECMA-262, TypedArray Objects.
#pragma once

#include <cstdint>
#include <optional>

#include "harness/subject/element.h"
#include "harness/subject/shared_buffer.h"

namespace assay {

template <World W, Element T>
class TypedArray {
 public:
  // A view of `length` elements from `byte_offset`. Without a length it covers all
  // that follows: of a growable buffer also what will follow (it tracks the length).
  // RangeError where the offset is no multiple of the element size or beyond the
  // buffer, the rest of a fixed buffer is no whole number of elements, or the length
  // does not fit now.
  static Result<TypedArray> create(const SharedBuffer<W>& buffer, std::size_t byte_offset = 0,
                                   std::optional<std::size_t> length = {}, Where where = {}) {
    if constexpr (W::kHasMutants) {
      if (W::mutated(Mutant::leak_on_error)) {
        Result<SharedBuffer<W>> taken = buffer.share();
        if (!taken.ok()) return taken.error();
        Result<std::size_t> fitting = fit(buffer, byte_offset, length, where);
        if (!fitting.ok()) return fitting.error();
        return TypedArray(std::move(taken.value()), &buffer.block(), byte_offset, fitting.value(),
                          false);
      }
      if (W::mutated(Mutant::view_without_reference))
        return TypedArray(SharedBuffer<W>(), &buffer.block(), byte_offset,
                          buffer.byte_length() / sizeof(T), false);
    }
    Result<std::size_t> fitting = fit(buffer, byte_offset, length, where);
    if (!fitting.ok()) return fitting.error();
    Result<SharedBuffer<W>> own = buffer.share();
    if (!own.ok()) return own.error();
    bool tracks = buffer.growable() && !length;
    if constexpr (W::kHasMutants) tracks = tracks && !W::mutated(Mutant::length_per_view);
    return TypedArray(std::move(own.value()), &buffer.block(), byte_offset, fitting.value(),
                      tracks);
  }

  TypedArray() = default;

  // Gives the block back. No other call is allowed afterwards.
  void drop() { buffer_.drop(); }

  // Elements. As JavaScript reads it: seq-cst where the length may grow.
  std::size_t length(Where where = {}) const {
    return tracks_ ? elements(block_->byte_length(where)) : length_;
  }
  // Elements that may be accessed: an unordered read where the length may grow.
  std::size_t bound(Where where = {}) const {
    return tracks_ ? elements(block_->byte_bound(where)) : length_;
  }
  // Elements that were there when the view was made, and are for good: an index below
  // needs no look at a length that may grow.
  std::size_t length_at_creation() const { return length_; }
  bool tracks_length() const { return tracks_; }
  std::size_t byte_offset() const { return byte_offset_; }  // bytes
  std::size_t byte_index(std::size_t index) const { return byte_offset_ + index * sizeof(T); }
  Block<W>& block() const { return *block_; }
  const SharedBuffer<W>& buffer() const { return buffer_; }  // `view.buffer`
  typename Block<W>::Bytes& bytes() const { return block_->bytes(); }

  // `view[index]`: plain. Nothing where the index is out of range.
  std::optional<T> get(std::size_t index, Where where = {}) const {
    if (index >= bound(where)) return std::nullopt;
    return element<T>(block_->bytes().template plain_load<Stored<T>>(byte_index(index), where));
  }
  // `view[index] = value`: plain. False, and nothing written, out of range.
  bool set(std::size_t index, T value, Where where = {}) const {
    if (index >= bound(where)) return false;
    block_->bytes().template plain_store<Stored<T>>(byte_index(index), stored(value), where);
    return true;
  }

 private:
  TypedArray(SharedBuffer<W> own, Block<W>* block, std::size_t byte_offset, std::size_t length,
             bool tracks)
      : block_(block),
        buffer_(std::move(own)),
        byte_offset_(byte_offset),
        length_(length),
        tracks_(tracks) {}

  std::size_t elements(std::size_t byte_length) const {
    return (byte_length - byte_offset_) / sizeof(T);
  }

  // The length of a view, checked in ECMA-262's order: offset alignment, then
  // the buffer's own length, then what was asked for.
  static Result<std::size_t> fit(const SharedBuffer<W>& buffer, std::size_t byte_offset,
                                 std::optional<std::size_t> length, Where where) {
    constexpr const char* kArray = array_name<T>();
    if (byte_offset % sizeof(T) != 0)
      return Error(ErrorKind::range_error, "{}: byteOffset {} is no multiple of {}", kArray,
                   byte_offset, sizeof(T));
    const std::size_t byte_length = buffer.byte_length(where);
    if (!length && !buffer.growable() && byte_length % sizeof(T) != 0)
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
  std::size_t length_ = 0;  // elements; of a view that tracks, at its creation
  bool tracks_ = false;
};

template <World W>
using Int32Array = TypedArray<W, std::int32_t>;
template <World W>
using BigInt64Array = TypedArray<W, std::int64_t>;

}  // namespace assay

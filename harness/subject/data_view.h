// DataView: typed access at any byte, in either byte order.
//
// An access that happens to be aligned to its size is one access; any other is one
// access a byte, and another agent may see a part of it. ECMA-262 lets every DataView
// access tear.
//
// Thread safety: a view belongs to one agent; the bytes behind it are shared.
// Invariants: as TypedArray.
// Reference: ECMA-262, DataView Objects, GetViewValue, SetViewValue.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "harness/subject/element.h"
#include "harness/subject/shared_buffer.h"

namespace assay {

// DataView has no clamped accessor.
template <class T>
concept ViewValue = Element<T> && !std::same_as<T, Uint8Clamped>;

template <World W>
class DataView {
 public:
  // Of `byte_length` bytes from `byte_offset`; without a length, of all that follows,
  // tracking the length of a growable buffer. RangeError: beyond the buffer.
  static Result<DataView> create(const SharedBuffer<W>& buffer, std::size_t byte_offset = 0,
                                 std::optional<std::size_t> byte_length = {}, Where where = {}) {
    const std::size_t whole = buffer.byte_length(where);
    if (byte_offset > whole)
      return Error(ErrorKind::range_error, "DataView: byteOffset {} is beyond byteLength {}",
                   byte_offset, whole);
    if (byte_length && *byte_length > whole - byte_offset)
      return Error(ErrorKind::range_error,
                   "DataView: byteLength {} exceeds the {} bytes that follow", *byte_length,
                   whole - byte_offset);
    Result<SharedBuffer<W>> own = buffer.share();
    if (!own.ok()) return own.error();
    DataView view;
    view.buffer_ = std::move(own.value());
    view.byte_offset_ = byte_offset;
    view.length_ = byte_length.value_or(whole - byte_offset);
    view.tracks_ = buffer.growable() && !byte_length;
    return view;
  }

  DataView() = default;

  // Gives the block back. No other call is allowed afterwards.
  void drop() { buffer_.drop(); }

  bool tracks_length() const { return tracks_; }
  Block<W>& block() const { return buffer_.block(); }
  const SharedBuffer<W>& buffer() const { return buffer_; }  // `view.buffer`
  std::size_t byte_offset() const { return byte_offset_; }
  std::size_t byte_length(Where where = {}) const {
    return tracks_ ? buffer_.byte_length(where) - byte_offset_ : length_;
  }

  // getInt32(index, littleEndian) and its like. RangeError: not all of it is inside.
  template <ViewValue T>
  Result<T> get(std::uint64_t index, bool little_endian = false, Where where = {}) const {
    const std::optional<std::size_t> first = place<T>(index, where);
    if (!first) return out_of_range<T>("get", index);
    auto& bytes = buffer_.block().bytes();
    if (*first % sizeof(T) == 0)
      return in_order<T>(element<T>(bytes.template plain_load<Stored<T>>(*first, where)),
                         little_endian);
    std::array<std::uint8_t, sizeof(T)> parts{};
    for (std::size_t i = 0; i < sizeof(T); ++i)
      parts[i] = bytes.template plain_load<std::uint8_t>(*first + i, where);
    return in_order<T>(std::bit_cast<T>(parts), little_endian);
  }

  template <ViewValue T>
  Result<Nothing> set(std::uint64_t index, T value, bool little_endian = false,
                      Where where = {}) const {
    const std::optional<std::size_t> first = place<T>(index, where);
    if (!first) return out_of_range<T>("set", index);
    const T ordered = in_order<T>(value, little_endian);
    auto& bytes = buffer_.block().bytes();
    if (*first % sizeof(T) == 0) {
      bytes.template plain_store<Stored<T>>(*first, stored(ordered), where);
      return Nothing{};
    }
    const auto parts = std::bit_cast<std::array<std::uint8_t, sizeof(T)>>(ordered);
    for (std::size_t i = 0; i < sizeof(T); ++i)
      bytes.template plain_store<std::uint8_t>(*first + i, parts[i], where);
    return Nothing{};
  }

 private:
  // The byte of the block where an access begins; nothing where it does not fit.
  template <class T>
  std::optional<std::size_t> place(std::uint64_t index, Where where) const {
    const std::size_t bound = tracks_ ? buffer_.block().byte_bound(where) - byte_offset_ : length_;
    if (index > bound || bound - index < sizeof(T)) return std::nullopt;
    return byte_offset_ + static_cast<std::size_t>(index);
  }
  template <class T>
  static Error out_of_range(const char* operation, std::uint64_t index) {
    return {ErrorKind::range_error, "DataView.{}: {} bytes at {} are not inside the view",
            operation, sizeof(T), index};
  }
  // A value as its bytes stand in memory, or back.
  template <class T>
  static T in_order(T value, bool little_endian) {
    if (little_endian == (std::endian::native == std::endian::little)) return value;
    auto parts = std::bit_cast<std::array<std::uint8_t, sizeof(T)>>(value);
    for (std::size_t i = 0; i < sizeof(T) / 2; ++i) std::swap(parts[i], parts[sizeof(T) - 1 - i]);
    return std::bit_cast<T>(parts);
  }

  SharedBuffer<W> buffer_;
  std::size_t byte_offset_ = 0;
  std::size_t length_ = 0;  // bytes; of a view that tracks, at its creation
  bool tracks_ = false;
};

}  // namespace assay

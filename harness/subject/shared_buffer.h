// SharedArrayBuffer: a handle of a shared block, one per agent that uses it.
//
// A handle owns one reference. It is dropped by `drop`, not by its destructor:
// an engine drops it when its collector finalises the wrapper object, and no
// destructor of the core performs an access that a checking World schedules.
// `Scoped` (scoped.h) drops at the end of a scope where that is wanted.
//
// Thread safety: a handle belongs to one agent; the block behind it is shared.
// Invariants: a handle that was moved from or dropped is empty; the block lives
// at least as long as the last handle that holds it (I10).
// Reference: ECMA-262, SharedArrayBuffer Objects.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "harness/subject/block.h"
#include "harness/subject/error.h"

namespace assay {

// Longer than any address space: 2^53 - 1 is the largest index of ECMA-262.
inline constexpr std::uint64_t kMaxIndex = (std::uint64_t{1} << 53U) - 1;

template <World W>
class WeakBuffer;

template <World W>
class SharedBuffer {
 public:
  // A new block of `byte_length` zero bytes. RangeError where `byte_length` is
  // beyond 2^53 - 1, beyond the cluster's budget, or memory is short.
  static Result<SharedBuffer> create(BlockSource<W>& source, std::uint64_t byte_length) {
    return of_new_block(source, byte_length, {});
  }
  // One that can grow up to `max_byte_length`: so much address space is reserved, and
  // `byte_length` of it is memory. RangeError also where the one exceeds the other.
  static Result<SharedBuffer> create_growable(BlockSource<W>& source, std::uint64_t byte_length,
                                              std::uint64_t max_byte_length) {
    if (byte_length > max_byte_length)
      return Error(ErrorKind::range_error,
                   "SharedArrayBuffer: byteLength {} exceeds maxByteLength {}", byte_length,
                   max_byte_length);
    return of_new_block(source, byte_length, max_byte_length);
  }

  SharedBuffer() = default;
  SharedBuffer(SharedBuffer&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
  SharedBuffer& operator=(SharedBuffer&& other) noexcept {
    block_ = std::exchange(other.block_, nullptr);
    return *this;
  }

  // Another handle of the same block, for another agent or a view. RangeError
  // where the reference count is exhausted.
  Result<SharedBuffer> share() const {
    if constexpr (W::kHasMutants) {
      if (W::mutated(Mutant::share_copies)) return create(block_->source(), byte_length());
      if (W::mutated(Mutant::account_counts_each_handle))
        block_->source().account().charge(byte_length(), id(), byte_length());
    }
    if (!block_->retain())
      return Error(ErrorKind::range_error, "SharedArrayBuffer: more than 2^30 references");
    return SharedBuffer(block_);
  }

  // A handle of a block that the caller knows to be held. RangeError as of `share`.
  static Result<SharedBuffer> of(Block<W>& block) { return SharedBuffer(&block).share(); }

  // Gives the reference back; the handle is empty afterwards.
  void drop() {
    if (Block<W>* const block = std::exchange(block_, nullptr)) block->release();
  }

  bool empty() const { return block_ == nullptr; }
  // Preconditions of all below: not empty.
  std::size_t byte_length(Where where = {}) const { return block_->byte_length(where); }
  bool growable() const { return block_->growable(); }
  std::size_t max_byte_length() const { return block_->max_byte_length(); }
  BlockId id() const { return block_->id(); }
  Block<W>& block() const { return *block_; }

  // SharedArrayBuffer.prototype.grow. TypeError: of a fixed length; RangeError:
  // shorter than it is, beyond the maximum, or memory is short. An error changes
  // nothing.
  Result<Nothing> grow(std::uint64_t byte_length, Where where = {}) const {
    if (!growable())
      return Error(ErrorKind::type_error, "SharedArrayBuffer.grow: the buffer has a fixed length");
    if (byte_length > max_byte_length())
      return Error(ErrorKind::range_error,
                   "SharedArrayBuffer.grow: byteLength {} exceeds maxByteLength {}", byte_length,
                   max_byte_length());
    switch (block_->grow(static_cast<std::size_t>(byte_length), where)) {
      case Growth::done:
        return Nothing{};
      case Growth::too_short:
        return Error(ErrorKind::range_error,
                     "SharedArrayBuffer.grow: byteLength {} would shrink the buffer", byte_length);
      case Growth::no_memory:
        break;
    }
    return Error(ErrorKind::range_error, "SharedArrayBuffer.grow: no memory for byteLength {}",
                 byte_length);
  }

  // SharedArrayBuffer.prototype.slice of [first, last), clamped to the length: a new
  // block of fixed length; the bytes are read unordered. RangeError: memory is short.
  Result<SharedBuffer> slice(BlockSource<W>& source, std::uint64_t first,
                             std::uint64_t last = kMaxIndex, Where where = {}) const {
    const std::uint64_t length = byte_length(where);
    const std::uint64_t from = std::min(first, length);
    const std::uint64_t to = std::max(from, std::min(last, length));
    Result<SharedBuffer> made = create(source, to - from);
    if (!made.ok()) return made;
    for (std::uint64_t i = from; i < to; ++i)
      made.value().block_->bytes().template plain_store<std::uint8_t>(
          static_cast<std::size_t>(i - from),
          block_->bytes().template plain_load<std::uint8_t>(static_cast<std::size_t>(i), where),
          where);
    return made;
  }

 private:
  friend class WeakBuffer<W>;
  explicit SharedBuffer(Block<W>* block) : block_(block) {}

  static Result<SharedBuffer> of_new_block(BlockSource<W>& source, std::uint64_t byte_length,
                                           std::optional<std::uint64_t> max_byte_length) {
    const char* const argument = max_byte_length ? "maxByteLength" : "byteLength";
    const std::uint64_t whole = max_byte_length.value_or(byte_length);
    Shortage shortage = Shortage::memory;
    if (whole <= kMaxIndex) {
      const auto created =
          Block<W>::create(source, static_cast<std::size_t>(byte_length), max_byte_length);
      if (created.block != nullptr) return SharedBuffer(created.block);
      shortage = created.shortage;
    }
    if (shortage == Shortage::budget)
      return Error(ErrorKind::range_error,
                   "SharedArrayBuffer: {} {} does not fit the budget of {} bytes", argument, whole,
                   source.account().budget());
    return Error(ErrorKind::range_error,
                 max_byte_length ? "SharedArrayBuffer: cannot reserve {} {}"
                                 : "SharedArrayBuffer: cannot allocate {} {}",
                 argument, whole);
  }

  Block<W>* block_ = nullptr;
};

// A handle that does not keep the bytes.
//
// Thread safety, Invariants: as SharedBuffer; it keeps the header only.
template <World W>
class WeakBuffer {
 public:
  // RangeError where the reference count is exhausted.
  static Result<WeakBuffer> of(const SharedBuffer<W>& buffer) {
    if (!buffer.block().retain_weak())
      return Error(ErrorKind::range_error, "SharedArrayBuffer: more than 2^30 weak references");
    WeakBuffer weak;
    weak.block_ = &buffer.block();
    return weak;
  }

  WeakBuffer() = default;
  WeakBuffer(WeakBuffer&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
  WeakBuffer& operator=(WeakBuffer&& other) noexcept {
    block_ = std::exchange(other.block_, nullptr);
    return *this;
  }

  // A strong handle, or an empty one where the bytes are gone.
  SharedBuffer<W> upgrade() const {
    return block_ != nullptr && block_->upgrade() ? SharedBuffer<W>(block_) : SharedBuffer<W>();
  }

  void drop() {
    if (Block<W>* const block = std::exchange(block_, nullptr)) block->release_weak();
  }

 private:
  Block<W>* block_ = nullptr;
};

}  // namespace assay

// ArrayBuffer: bytes that one agent has to itself. A message copies them, or moves them
// and leaves the sender's buffer detached.
//
// Thread safety: a buffer belongs to one agent.
// Invariants:
// - The bytes belong to one buffer or one message at a time, and are freed once.
// - They are on the cluster's account from creation until they are free, moved or not.
// - A detached buffer has no bytes, for good.
// Reference: ECMA-262, ArrayBuffer Objects, DetachArrayBuffer; HTML, StructuredSerialize.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <utility>

#include "harness/subject/shared_buffer.h"

namespace assay {

// Ordinary memory, all zero; null: none is left. A World may refuse some
// (failing_world.h).
template <World W>
std::byte* zeroed_memory(std::size_t length) {
  if constexpr (requires { W::refuses_memory(length); })
    if (W::refuses_memory(length)) return nullptr;
  return static_cast<std::byte*>(std::calloc(length == 0 ? 1 : length, 1));
}

// The bytes behind a buffer, on whichever side of a message.
template <World W>
class OwnedBytes {
 public:
  // Null: no memory. The bytes are zero.
  static OwnedBytes* make(BlockSource<W>& source, std::size_t length) {
    std::byte* const memory = zeroed_memory<W>(length);
    if (memory == nullptr) return nullptr;
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::owned_bytes_not_zero)) std::memset(memory, 0xA5, length);
    auto* const made = W::template make<OwnedBytes>(source, memory, length);
    source.account().charge(length, made->id_, length);
    return made;
  }
  static void free(OwnedBytes* bytes) {
    (void)bytes->owner_.get();
    std::free(bytes->memory_);
    bytes->source_.account().refund(bytes->length_);
    W::template destroy<OwnedBytes>(bytes);
  }

  OwnedBytes(BlockSource<W>& source, std::byte* memory, std::size_t length)
      : source_(source), id_(source.next_id()), memory_(memory), length_(length) {}

  std::size_t length() const { return length_; }
  BlockSource<W>& source() const { return source_; }
  std::span<std::byte> bytes() const {
    (void)owner_.get();
    return {memory_, length_};
  }
  // Before the bytes go to another agent.
  void give() { owner_.set(owner_.get() + 1); }

 private:
  BlockSource<W>& source_;
  const BlockId id_;
  std::byte* const memory_;
  const std::size_t length_;
  // How often they went to another agent. Read with each use: where a use is not ordered
  // after the giving, a checking World sees a race.
  typename W::template Var<std::uint32_t> owner_{0};
};

template <World W>
class ArrayBuffer {
 public:
  // `byte_length` zero bytes. RangeError: memory is short.
  static Result<ArrayBuffer> create(BlockSource<W>& source, std::uint64_t byte_length) {
    OwnedBytes<W>* const bytes =
        byte_length > kMaxIndex
            ? nullptr
            : OwnedBytes<W>::make(source, static_cast<std::size_t>(byte_length));
    if (bytes == nullptr)
      return Error(ErrorKind::range_error, "ArrayBuffer: cannot allocate byteLength {}",
                   byte_length);
    return ArrayBuffer(bytes);
  }
  // Of what arrived.
  explicit ArrayBuffer(OwnedBytes<W>* bytes) : bytes_(bytes) {}

  ArrayBuffer() = default;  // detached
  ArrayBuffer(ArrayBuffer&& other) noexcept : bytes_(std::exchange(other.bytes_, nullptr)) {}
  ArrayBuffer& operator=(ArrayBuffer&& other) noexcept {
    bytes_ = std::exchange(other.bytes_, nullptr);
    return *this;
  }

  bool detached() const { return bytes_ == nullptr; }
  std::size_t byte_length() const { return detached() ? 0 : bytes_->length(); }
  // Empty where detached.
  std::span<std::byte> bytes() const {
    return detached() ? std::span<std::byte>() : bytes_->bytes();
  }
  // Null where detached.
  OwnedBytes<W>* owned() const { return bytes_; }

  // A copy for somebody else; null: no memory. Precondition: not detached.
  OwnedBytes<W>* copy() const {
    OwnedBytes<W>* const made = OwnedBytes<W>::make(bytes_->source(), byte_length());
    if (made != nullptr && byte_length() != 0)
      std::memcpy(made->bytes().data(), bytes().data(), byte_length());
    return made;
  }
  // DetachArrayBuffer: the bytes are the caller's. Precondition: not detached.
  OwnedBytes<W>* detach() {
    bytes_->give();
    return std::exchange(bytes_, nullptr);
  }

  void drop() {
    if (OwnedBytes<W>* const bytes = std::exchange(bytes_, nullptr)) OwnedBytes<W>::free(bytes);
  }

 private:
  OwnedBytes<W>* bytes_ = nullptr;
};

}  // namespace assay

// A shared data block: the bytes that agents share, counted over all of them.
//
// Two counts, as of shared_ptr: the strong one holds the bytes, the weak one the
// header. All strong references together own one weak reference. A weak
// reference becomes strong only while the strong count is not zero.
//
// Thread safety: `retain`, `release`, `retain_weak`, `release_weak` and
// `upgrade` by any agent that owns the reference that each of them needs. The
// bytes may be used by whoever owns a strong reference.
// Invariants:
// - The bytes are freed exactly once, after the last strong reference (I10).
// - Strong zero is final: there is no resurrection.
// - id() is never used again, whatever becomes of the address (I8).
// - The length never shrinks; its bytes are committed and zero before it is published
//   (I12).
// - The account of the cluster has the whole of its address space and its length from
//   creation, and has them back when the bytes are free (I11).
// Reference: ECMA-262, Shared Data Block, HostGrowSharedArrayBuffer; sites 14-20, 27.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "harness/subject/block_source.h"
#include "harness/world/world.h"

namespace assay {

// How a grow ended.
enum class Growth : std::uint8_t { done, too_short, no_memory };
// Why there is no block: the cluster's budget of address space, or the system.
enum class Shortage : std::uint8_t { none, budget, memory };

template <World W>
class Block {
 public:
  using Bytes = typename W::Bytes;

  struct Created {
    Block* block;  // null where something is short
    Shortage shortage;
  };

  // A block of `length` zero bytes with one strong reference, the caller's. With a
  // `most`, at least `length`, it can grow up to that.
  static Created create(BlockSource<W>& source, std::size_t length,
                        std::optional<std::size_t> most = {}) {
    const std::size_t whole = most.value_or(length);
    if (!source.account().reserve(whole)) return {nullptr, Shortage::budget};
    auto* block = W::template make<Block>(source, length, most);
    block->storage_ = W::template make<Bytes>();
    if (!block->storage_->reserve(whole) || !block->storage_->commit(length)) {
      block->give_back(0);
      return {nullptr, Shortage::memory};
    }
    source.account().charge(length, block->id(), length);
    return {block, Shortage::none};
  }

  Block(BlockSource<W>& source, std::size_t length, std::optional<std::size_t> most)
      : source_(source),
        id_(source.next_id()),
        most_(most.value_or(length)),
        growable_(most.has_value()),
        length_(length) {}
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;

  BlockId id() const { return id_; }
  BlockSource<W>& source() const { return source_; }
  bool growable() const { return growable_; }
  std::size_t max_byte_length() const { return most_; }
  // As JavaScript reads it: one seq-cst read.
  std::size_t byte_length(Where where = {}) const {
    return growable_ ? length_.load(at::length_read, where) : most_;
  }
  // The bound of an access: one unordered read. Bytes below it are there for good.
  std::size_t byte_bound(Where where = {}) const {
    return growable_ ? length_.load(at::length_bound, where) : most_;
  }
  Bytes& bytes() const { return *storage_; }

  // Precondition: growable, `length` at most max_byte_length(). The same length again
  // is done, without a write. Of racing grows the larger always succeeds.
  Growth grow(std::size_t length, Where where = {}) {
    std::size_t seen = length_.load(at::length_read, where);
    while (seen < length) {
      if constexpr (W::kHasMutants)
        if (W::mutated(Mutant::grow_publishes_first) &&
            length_.compare_exchange(seen, length, at::length_grow, at::length_grow_fail, where))
          return storage_->commit(length) ? grown(seen, length, where) : Growth::no_memory;
      if (!storage_->commit(length)) return Growth::no_memory;
      if constexpr (W::kHasMutants)
        if (W::mutated(Mutant::grow_shrinks)) {
          length_.exchange(length, at::length_grow, where);
          return grown(seen, length, where);
        }
      if (length_.compare_exchange(seen, length, at::length_grow, at::length_grow_fail, where))
        return grown(seen, length, where);
      seen = length_.load(at::length_read, where);
    }
    return seen == length ? Growth::done : Growth::too_short;
  }

  // Relaxed: the caller owns a reference, so the count is not zero. Returns
  // false, and takes nothing, where the count would overflow.
  bool retain(Where where = {}) {
    if (strong_.fetch_add(1, at::ref_inc, where) < kMaxReferences) return true;
    release();
    return false;
  }

  // Acquire-release, pairs with itself: every use of the bytes happens before
  // they are freed.
  void release(Where where = {}) {
    if (strong_.fetch_sub(1, at::ref_dec, where) == 1) give_back(byte_bound(where), where);
  }

  bool retain_weak(Where where = {}) {
    if (weak_.fetch_add(1, at::weak_inc, where) < kMaxReferences) return true;
    release_weak();
    return false;
  }

  // Acquire-release, pairs with itself: every use of the header happens before
  // it is freed.
  void release_weak(Where where = {}) {
    if (weak_.fetch_sub(1, at::weak_dec, where) == 1) W::template destroy<Block>(this);
  }

  // Whether the bytes are gone, for good. The caller owns a weak reference.
  bool is_dead() const { return strong_.load(at::ref_peek) == 0; }

  // Weak to strong. False: the bytes are gone, for good. The caller owns a weak
  // reference and keeps it.
  bool upgrade() {
    if constexpr (W::kHasMutants) {
      if (W::mutated(Mutant::upgrade_then_check))
        return strong_.fetch_add(1, at::ref_inc) != 0;  // too late: the count was touched
    }
    std::uint32_t seen = strong_.load(at::ref_peek);
    while (seen != 0 && seen < kMaxReferences)
      if (strong_.compare_exchange(seen, seen + 1, at::ref_upgrade, at::ref_upgrade_fail))
        return true;
    return false;
  }

 private:
  // Far below overflow, so that agents that race past the limit do not wrap it.
  static constexpr std::uint32_t kMaxReferences = 1U << 30;

  // Only who moved the length from `before` comes here: each byte is charged once.
  Growth grown(std::size_t before, std::size_t length, Where where) {
    if constexpr (W::kHasMutants) {
      if (W::mutated(Mutant::growth_is_free)) return Growth::done;
      if (W::mutated(Mutant::grow_zeroes_late))
        for (std::size_t i = before; i < length; i += sizeof(std::int32_t))
          storage_->template plain_store<std::int32_t>(i, 0, where);
    }
    source_.account().charge(length - before, id_, length, where);
    return Growth::done;
  }

  // The end of the bytes, of which `charged` are on the account; then of what all strong
  // references own of the header.
  void give_back(std::size_t charged, Where where = {}) {
    W::template destroy<Bytes>(storage_);
    storage_ = nullptr;
    source_.account().refund(charged, where);
    source_.account().unreserve(most_, where);
    release_weak(where);
  }

  BlockSource<W>& source_;
  const BlockId id_;
  const std::size_t most_;
  const bool growable_;
  typename W::template Atomic<std::size_t> length_;  // of a growable block
  Bytes* storage_ = nullptr;                         // constant while a strong reference lives
  typename W::template Atomic<std::uint32_t> strong_{1};
  typename W::template Atomic<std::uint32_t> weak_{1};
};

}  // namespace assay

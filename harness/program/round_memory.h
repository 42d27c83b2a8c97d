// The memory of a batch of rounds: every round has cells and views of its own.
//
// A declared buffer is one block of the core with a slot per round; a round's views
// lie in its slots, exactly as long as declared.
//
// Thread safety: `create` before the agents start, `drop` after they ended; views are
// read by all.
// Invariants: slots of different rounds, and of different buffers of a round, share no
// cache line, nor the place within a page that would make a load wait for a store to
// another block.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "harness/program/interpreter.h"
#include "harness/subject/cluster.h"

namespace assay::litmus {

template <World W>
class RoundMemory {
 public:
  // Empty: it worked. Otherwise the core's error.
  std::string create(const Code& code, std::size_t rounds) {
    for (std::size_t b = 0; b < code.buffers.size(); ++b) {
      const std::uint64_t slots = rounds + b;
      Result<SharedBuffer<W>> made = SharedBuffer<W>::create(ids_, slots * stride(code.buffers[b]));
      if (!made.ok()) return made.error().message();
      buffers_.push_back(std::move(made.value()));
    }
    for (std::size_t round = 0; round < rounds; ++round)
      for (const ViewLayout& layout : code.views) {
        std::string error = layout.type == ElementType::int32 ? add(code, layout, round, int32_)
                                                              : add(code, layout, round, bigint64_);
        if (!error.empty()) return error;
      }
    int32_per_round_ = int32_.size() / rounds;
    bigint64_per_round_ = bigint64_.size() / rounds;
    return {};
  }

  void drop() {
    for (Int32Array<W>& view : int32_) view.drop();
    for (BigInt64Array<W>& view : bigint64_) view.drop();
    for (SharedBuffer<W>& buffer : buffers_) buffer.drop();
  }

  Views<W> views(std::size_t round) const {
    return {int32_.data() + round * int32_per_round_,
            bigint64_.data() + round * bigint64_per_round_};
  }

  // A plain store of zero.
  void clear(const Cell& cell, std::size_t round) const {
    const Views<W> own = views(round);
    if (cell.type == ElementType::int32)
      own.int32[cell.view].set(cell.element, 0);
    else
      own.bigint64[cell.view].set(cell.element, 0);
  }

 private:
  static constexpr std::uint64_t kLine = 64;  // bytes

  static std::uint64_t stride(std::uint64_t byte_length) {
    return (byte_length + kLine) / kLine * kLine;
  }

  template <Element T>
  std::string add(const Code& code, const ViewLayout& layout, std::size_t round,
                  std::vector<TypedArray<W, T>>& into) {
    const std::uint64_t slot = (round + layout.buffer) * stride(code.buffers[layout.buffer]);
    auto made =
        TypedArray<W, T>::create(buffers_[layout.buffer], slot + layout.byte_offset, layout.length);
    if (!made.ok()) return made.error().message();
    into.push_back(std::move(made.value()));
    return {};
  }

  BlockSource<W> ids_;
  std::vector<SharedBuffer<W>> buffers_;
  std::vector<Int32Array<W>> int32_;  // round by round
  std::vector<BigInt64Array<W>> bigint64_;
  std::size_t int32_per_round_ = 0;
  std::size_t bigint64_per_round_ = 0;
};

}  // namespace assay::litmus

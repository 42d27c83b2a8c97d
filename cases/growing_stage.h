// What cases of growth set up: a handle of one growable buffer for each agent.
//
// Thread safety: `open` and `close` run alone; agent i uses its own handle.
// Invariants: after `close` every reference is given back.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W, std::size_t Agents>
struct GrowingStage {
  using Element = std::int32_t;

  BlockSource<W> blocks;
  std::array<SharedBuffer<W>, Agents> buffers;
  std::array<TypedArray<W, Element>, Agents> views;  // that track the length

  static constexpr std::size_t bytes(std::size_t elements) { return elements * sizeof(Element); }

  void open(std::size_t length, std::size_t most) {
    buffers[0] = must<W>(SharedBuffer<W>::create_growable(blocks, bytes(length), bytes(most)));
    for (std::size_t i = 1; i < Agents; ++i) buffers[i] = must<W>(buffers[0].share());
    for (std::size_t i = 0; i < Agents; ++i)
      views[i] = must<W>(TypedArray<W, Element>::create(buffers[i]));
  }
  void close() {
    for (auto& view : views) view.drop();
    for (auto& buffer : buffers) buffer.drop();
  }
};

}  // namespace assay::cases

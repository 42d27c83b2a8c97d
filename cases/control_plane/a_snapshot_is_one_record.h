// Two agents grow a buffer each; a third looks at the peak of their account. Whatever
// it finds, the sum, the block and the block's length are those of one moment.
// Reference: site 25; invariant I11.
#pragma once

#include "cases/growing_stage.h"

namespace assay::cases {

template <World W>
struct ASnapshotIsOneRecord {
  static constexpr CaseInfo kInfo{
      .name = "a_snapshot_is_one_record",
      .claim = "the peak of an account is read whole, and the greatest stays",
      .bounds = "3 agents, 2 grows of one buffer, 1 of another, 1 read",
      .agents = 3,
      .native_executions = 8'000};

  static constexpr std::uint64_t kWord = 4;
  BlockSource<W> blocks;
  std::array<SharedBuffer<W>, 2> buffers;  // of one word and three, of two

  void before() {
    for (auto& one : buffers) one = must<W>(SharedBuffer<W>::create_growable(blocks, 0, 3 * kWord));
  }
  void agent(int me) {
    if (me == 0) {
      grow(0, kWord);
      grow(0, 3 * kWord);
    } else if (me == 1) {
      grow(1, 2 * kWord);
    } else {
      look();
    }
  }
  void after() {
    const MemoryPeak most = look();
    W::check(most.bytes == 5 * kWord, "the greatest sum stays");
    for (auto& one : buffers) one.drop();
    W::check(blocks.account().peak() == most, "a peak stays");
  }

 private:
  void grow(std::size_t buffer, std::uint64_t length) {
    W::check(buffers[buffer].grow(length).ok(), "the grow succeeds");
  }
  // The peak, which is one that there was: the block at one of its lengths, and what is
  // left of the sum is one of the other's.
  MemoryPeak look() {
    const MemoryPeak peak = blocks.account().peak();
    const std::uint64_t rest = peak.bytes - peak.block_bytes;
    if (peak.block == 0)
      W::check(peak == MemoryPeak{}, "nothing yet");
    else if (peak.block == buffers[0].id())
      W::check(one_of(peak.block_bytes, kWord, 3 * kWord) && one_of(rest, 0, 2 * kWord),
               "a moment of the first buffer");
    else
      W::check(peak.block == buffers[1].id() && peak.block_bytes == 2 * kWord &&
                   (rest == 0 || one_of(rest, kWord, 3 * kWord)),
               "a moment of the second buffer");
    return peak;
  }
  static bool one_of(std::uint64_t value, std::uint64_t a, std::uint64_t b) {
    return value == a || value == b;
  }
};

}  // namespace assay::cases

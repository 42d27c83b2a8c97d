// A sequence lock: readers write nothing, and try again where a writer was at work.
// Reference: Boehm, Can seqlocks get along with programming language memory models? (2012).
#pragma once

#include "harness/engines/explore/classic/classic.h"

namespace assay::explore::classic {

enum class SeqlockFlaw { none, no_writer_fence, no_reader_fence, relaxed_end };

template <SeqlockFlaw kFlaw, int kReaders>
struct seqlock {
  static constexpr CaseInfo kInfo{.name = "seqlock", .agents = kReaders + 1};
  atomic<int> sequence;
  atomic<int> first;
  atomic<int> second;

  void write(int value) {
    const int before = sequence.load(relaxed);
    sequence.store(before + 1, relaxed);
    if (kFlaw != SeqlockFlaw::no_writer_fence) fence(release);
    first.store(value, relaxed);
    second.store(value, relaxed);
    sequence.store(before + 2, kFlaw == SeqlockFlaw::relaxed_end ? relaxed : release);
  }
  // One try.
  void read() {
    const int before = sequence.load(acquire);
    const int one = first.load(relaxed);
    const int other = second.load(relaxed);
    if (kFlaw != SeqlockFlaw::no_reader_fence) fence(acquire);
    if (before % 2 == 0 && sequence.load(relaxed) == before) {
      check(one == other, "both are of one write");
      check(one * 2 == before, "and of the one that the sequence names");
    }
  }
  void agent(int i) {
    if (i != 0) return read();
    write(1);
    write(2);
  }
};

}  // namespace assay::explore::classic

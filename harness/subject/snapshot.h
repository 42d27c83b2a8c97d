// A record of several words that one agent writes and any agent reads whole, without
// a lock for the reader: a sequence lock.
//
// The sequence is odd while someone writes. A reader looks at it before and after, and
// starts over where it was odd or has moved.
//
// There is no standalone fence. Every word is stored with release and read with
// acquire: whoever reads a word of a newer record has thereby seen that record's odd
// sequence, and its second look finds it. (The usual form has one fence on each side;
// detectors do not understand those, and here a record is a few words.)
//
// Thread safety: any agent, both to read and to write; writers take turns.
// Invariants: a reader returns a record as one write left it (words of two writes never
// mix); two reads by one agent come in the order of the writes. (Known gap: the sequence
// has 32 bits; who sleeps between its two looks through 2^31 writes is deceived.)
// Reference: Boehm, "Can seqlocks get along with programming language memory models?",
// MSPC 2012; site 25.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "harness/world/world.h"

namespace assay {

template <World W, std::size_t Words>
class Snapshot {
 public:
  using Record = std::array<std::uint64_t, Words>;

  Record read(Where where = {}) const {
    for (;;)
      if (const std::optional<Record> whole = try_read(where)) return *whole;
  }

  // One word, on its own: what some write left there.
  std::uint64_t word(std::size_t index, Where where = {}) const {
    return words_[index].load(at::snapshot_peek, where);
  }

  // Replaces the record where `wanted(record)` says so, while no other writer does.
  // `wanted` must be short: other writers spin for it.
  template <class Wanted>
  void replace_if(Wanted wanted, const Record& record, Where where = {}) {
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::snapshot_marks_no_change)) {
        store(record, where);
        sequence_.fetch_add(2, at::snapshot_lock, where);
        return;
      }
    const std::uint32_t taken = take_turn(where);
    Record now{};
    // Relaxed: by snapshot.lock, what the last writer left.
    for (std::size_t i = 0; i < Words; ++i) now[i] = words_[i].load(at::snapshot_own, where);
    const bool replaces = wanted(now);
    if (replaces) store(record, where);
    // Release, pairs with snapshot.begin and snapshot.lock. An untouched record keeps
    // its number, so that no reader starts over for nothing.
    sequence_.store(replaces ? taken + 2 : taken, at::snapshot_publish, where);
  }

 private:
  // Nothing where a writer came between.
  std::optional<Record> try_read(Where where) const {
    std::uint32_t before = 1;
    W::await(
        [&] {
          // Acquire, pairs with snapshot.publish: the record of this number, or a newer one.
          before = sequence_.load(at::snapshot_begin, where);
          return before % 2 == 0;
        },
        where);
    Record record{};
    // Acquire, pairs with snapshot.word: who reads a newer word sees below that the
    // sequence has moved.
    for (std::size_t i = 0; i < Words; ++i) record[i] = words_[i].load(at::snapshot_read, where);
    bool looks_again = true;
    if constexpr (W::kHasMutants) looks_again = !W::mutated(Mutant::snapshot_looks_once);
    // Relaxed: the words were acquired.
    if (looks_again && sequence_.load(at::snapshot_check, where) != before) return std::nullopt;
    return record;
  }

  // Makes the sequence odd; what it was before.
  std::uint32_t take_turn(Where where) {
    for (;;) {
      std::uint32_t seen = 1;
      W::await(
          [&] {
            // Relaxed: only a hint, the compare-exchange decides.
            seen = sequence_.load(at::snapshot_check, where);
            return seen % 2 == 0;
          },
          where);
      // Acquire, pairs with snapshot.publish: the words of the last writer. It needs no
      // release: snapshot.word publishes the odd number.
      if (sequence_.compare_exchange(seen, seen + 1, at::snapshot_lock, at::snapshot_lock_fail,
                                     where))
        return seen;
    }
  }

  void store(const Record& record, Where where) {
    // Release, pairs with snapshot.read: the odd sequence came first.
    for (std::size_t i = 0; i < Words; ++i) words_[i].store(record[i], at::snapshot_word, where);
  }

  typename W::template Atomic<std::uint32_t> sequence_{0};
  std::array<typename W::template Atomic<std::uint64_t>, Words> words_;
};

}  // namespace assay

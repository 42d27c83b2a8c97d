// A reader-writer lock in one word: the number of readers, or -1 for a writer.
#pragma once

#include "harness/engines/explore/classic/classic.h"

namespace assay::explore::classic {

enum class ReaderWriterFlaw {
  none,
  relaxed_read_unlock,
  relaxed_read_lock,
  writer_ignores_readers
};

template <ReaderWriterFlaw kFlaw, int kReaders>
struct reader_writer_lock {
  static constexpr CaseInfo kInfo{.name = "reader-writer lock", .agents = kReaders + 1};
  atomic<int> state;
  var<int> first;
  var<int> second;

  void read_lock() {
    const auto order = kFlaw == ReaderWriterFlaw::relaxed_read_lock ? relaxed : acquire;
    int seen = 0;
    do await([&] { return (seen = state.load(relaxed)) >= 0; });
    while (!state.compare_exchange_strong(seen, seen + 1, order, relaxed));
  }
  void read_unlock() {
    state.fetch_sub(1, kFlaw == ReaderWriterFlaw::relaxed_read_unlock ? relaxed : release);
  }
  void write_lock() {
    int seen = 0;
    do
      await([&] {
        seen = state.load(relaxed);
        return kFlaw == ReaderWriterFlaw::writer_ignores_readers ? seen >= 0 : seen == 0;
      });
    while (!state.compare_exchange_strong(seen, -1, acquire, relaxed));
  }
  void agent(int i) {
    if (i == 0) {
      write_lock();
      first.set(1);
      second.set(1);
      state.store(0, release);
    } else {
      read_lock();
      check(first.get() == second.get(), "a reader sees all of a write or nothing");
      read_unlock();
    }
  }
};

}  // namespace assay::explore::classic

// Publication in the manner of RCU: readers follow a pointer without a lock, the writer
// replaces what it points to, waits until nobody can still be there, and destroys it.
// Reference: Desnoyers et al., User-level implementations of read-copy update (2012).
#pragma once

#include <array>

#include "harness/engines/explore/classic/classic.h"

namespace assay::explore::classic {

enum class RcuFlaw { none, relaxed_publication, no_grace_period, no_reader_fence, no_writer_fence };

template <RcuFlaw kFlaw, int kReaders>
struct rcu_publication {
  static constexpr CaseInfo kInfo{.name = "RCU-like publication", .agents = kReaders + 1};
  struct Version {
    var<int> first;
    var<int> second;
  };
  atomic<Version*> current{ExploreWorld::make<Version>()};
  std::array<atomic<int>, std::size_t{kReaders}> reads;

  void read(atomic<int>& reading) {
    reading.store(1, relaxed);
    if (kFlaw != RcuFlaw::no_reader_fence) fence(seq_cst);
    const Version* const version = current.load(acquire);
    check(version->first.get() == version->second.get(), "a version is whole");
    reading.store(0, release);
  }
  void replace() {
    auto* const fresh = ExploreWorld::make<Version>();
    fresh->first.set(1);
    fresh->second.set(1);
    Version* const old =
        current.exchange(fresh, kFlaw == RcuFlaw::relaxed_publication ? relaxed : acq_rel);
    if (kFlaw != RcuFlaw::no_writer_fence) fence(seq_cst);
    if (kFlaw != RcuFlaw::no_grace_period)
      for (atomic<int>& reading : reads) reading.await(0, acquire);
    ExploreWorld::destroy(old);
  }
  void agent(int i) {
    if (i == 0) return replace();
    read(reads[static_cast<std::size_t>(i - 1)]);
  }
  void after() { ExploreWorld::destroy(current.load(relaxed)); }
};

}  // namespace assay::explore::classic

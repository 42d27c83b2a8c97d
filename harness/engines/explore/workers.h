// A search by several threads: each has a search of its own, with its own memory for the
// case, and gives a part of it away when another has nothing to do.
//
// Thread safety: `run` from one thread; it starts the others and waits for them.
// Invariants: the parts are disjoint and are all of the search, so the counts do not depend
// on the number of threads. Between executions a worker reads one word that others write.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

#include "harness/engines/explore/search.h"

namespace assay::explore {

class Workers {
 public:
  explicit Workers(unsigned count) : count_(count) {}

  // Calls `work` on each thread, with this to take parts from.
  void run(const std::function<void(Workers&, unsigned worker)>& work);

  // Whether somebody waits for a part. Cheap.
  bool wants() const { return waiting_.load(std::memory_order_relaxed) > 0; }
  void put(Search::Job job);
  // The next part; none when all is done, or the search ended.
  std::optional<Search::Job> take();
  // Ends the search for all.
  void end();
  bool has_ended() const { return ended_.load(std::memory_order_relaxed); }

 private:
  const unsigned count_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Search::Job> jobs_;
  std::atomic<int> waiting_{0};  // that no job is there for
  unsigned idle_ = 0;
  std::atomic<bool> ended_{false};
};

}  // namespace assay::explore

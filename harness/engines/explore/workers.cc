#include "harness/engines/explore/workers.h"

#include <thread>
#include <vector>

namespace assay::explore {

void Workers::run(const std::function<void(Workers&, unsigned)>& work) {
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < count_; ++i) threads.emplace_back([this, &work, i] { work(*this, i); });
  work(*this, 0);
  for (std::thread& thread : threads) thread.join();
}

void Workers::put(Search::Job job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
    waiting_.fetch_sub(1, std::memory_order_relaxed);
  }
  changed_.notify_one();
}

std::optional<Search::Job> Workers::take() {
  std::unique_lock lock(mutex_);
  if (++idle_ == count_ && jobs_.empty()) {  // nobody is left to give
    ended_.store(true, std::memory_order_relaxed);
    changed_.notify_all();
    return std::nullopt;
  }
  waiting_.fetch_add(1, std::memory_order_relaxed);
  changed_.wait(lock, [this] { return !jobs_.empty() || has_ended(); });
  if (jobs_.empty() || has_ended()) return std::nullopt;
  --idle_;
  std::optional<Search::Job> job = std::move(jobs_.front());
  jobs_.pop_front();
  return job;
}

void Workers::end() {
  {
    const std::lock_guard lock(mutex_);
    ended_.store(true, std::memory_order_relaxed);
  }
  changed_.notify_all();
}

}  // namespace assay::explore

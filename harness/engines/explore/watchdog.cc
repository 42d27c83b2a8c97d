#include "harness/engines/explore/watchdog.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace assay::explore {

constinit std::atomic<std::uint64_t> Pulse::beats{0};
constinit std::atomic<int> Pulse::inside{0};

Watchdog::Watchdog(std::chrono::milliseconds patience, int exit_code, std::function<void()> say)
    : patience_(patience),
      exit_code_(exit_code),
      say_(std::move(say)),
      thread_([this] { watch(); }) {}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  ended_.notify_all();
  thread_.join();
}

void Watchdog::watch() {
  std::unique_lock lock(mutex_);
  std::uint64_t seen = Pulse::beats.load(std::memory_order_relaxed);
  while (!ended_.wait_for(lock, patience_, [this] { return is_over_; })) {
    const std::uint64_t now = Pulse::beats.load(std::memory_order_relaxed);
    if (now == seen && Pulse::inside.load(std::memory_order_relaxed) > 0) {
      say_();
      std::fflush(nullptr);
      std::_Exit(exit_code_);
    }
    seen = now;
  }
}

}  // namespace assay::explore

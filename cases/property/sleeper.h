// An agent with a thread of its own that waits when it is told to.
//
// Thread safety: driven by one thread.
// Invariants: `start` only while idle; the result is there when `idle` is true again.
#pragma once

#include <atomic>
#include <deque>
#include <semaphore>
#include <thread>

#include "harness/subject/wait_notify.h"
#include "harness/world/production.h"

namespace assay::property {

using TestCluster = Cluster<Production, 8>;

template <Element T>
class Sleeper {
 public:
  Sleeper(TestCluster& cluster, const TypedArray<Production, T>& view)
      : cluster_(cluster), view_(view), thread_([this] { run(); }) {
    records_.emplace_back();
  }
  Sleeper(const Sleeper&) = delete;
  Sleeper& operator=(const Sleeper&) = delete;
  ~Sleeper() {
    over_ = true;
    orders_.release();
    thread_.join();
  }

  void start(std::size_t cell, T expected) {
    cell_ = cell;
    expected_ = expected;
    idle_ = false;
    orders_.release();
  }
  bool idle() const { return idle_.load(); }
  WaitResult result() const { return result_; }
  // A terminated agent is gone; the next wait is another agent's.
  void terminate() { records_.back().terminate(); }
  void renew() { records_.emplace_back(); }

 private:
  void run() {
    for (;;) {
      orders_.acquire();
      if (over_) return;
      result_ = atomics::wait(cluster_, records_.back(), view_, cell_, expected_).value();
      idle_ = true;
    }
  }

  TestCluster& cluster_;
  const TypedArray<Production, T>& view_;
  std::deque<AgentRecord<Production>> records_;  // outlive whoever may still unpark them
  std::size_t cell_ = 0;
  T expected_ = 0;
  WaitResult result_ = WaitResult::ok;
  std::atomic<bool> idle_{true};
  std::atomic<bool> over_{false};
  std::binary_semaphore orders_{0};
  std::thread thread_;  // last: everything above is there when it starts
};

}  // namespace assay::property

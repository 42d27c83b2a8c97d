// Agents that sleep, for the tests of wait and notify: each on a thread of its own,
// one after another, so that their order of arrival is known.
//
// Thread safety: used by the thread of the test.
// Invariants: when `start` returns, the agent is in the waiter table. Who still sleeps
// at the end of the scope is asked to end. How late a thread runs decides nothing:
// tests ask the table, never a clock.
#pragma once

#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "harness/subject/wait_notify.h"
#include "harness/world/production.h"

namespace assay {

template <std::size_t Buckets>
class SleepingAgents {
 public:
  using Agent = AgentRecord<Production>;

  explicit SleepingAgents(Cluster<Production, Buckets>& cluster) : cluster_(cluster) {}
  SleepingAgents(const SleepingAgents&) = delete;
  SleepingAgents& operator=(const SleepingAgents&) = delete;
  ~SleepingAgents() {
    for (Agent& agent : agents_) agent.terminate();
    join();
  }

  // A new agent waits at view[index], which holds `expected`. Its number: 0, 1, …
  template <Element T>
  std::size_t start(const TypedArray<Production, T>& view, std::uint64_t index, T expected = 0,
                    atomics::Milliseconds timeout = atomics::kForever) {
    const std::size_t number = agents_.size();
    const std::size_t place = view.byte_index(index);
    const std::uint64_t before = cluster_.waiters.waiters(me_, view.block(), place);
    Agent& agent = agents_.emplace_back();
    threads_.emplace_back([this, &agent, &view, index, expected, timeout, number] {
      const Result<WaitResult> result =
          atomics::wait(cluster_, agent, view, index, expected, timeout);
      const std::lock_guard lock(guard_);
      returned_.push_back(number);
      results_.push_back(result.value());
    });
    Production::await(
        [&] { return cluster_.waiters.waiters(me_, view.block(), place) == before + 1; });
    return number;
  }

  Agent& agent(std::size_t number) { return agents_.at(number); }

  // The numbers of the agents that returned, in their order, as soon as there are
  // so many.
  std::vector<std::size_t> returned(std::size_t count) {
    Production::await([&] {
      const std::lock_guard lock(guard_);
      return returned_.size() >= count;
    });
    const std::lock_guard lock(guard_);
    return returned_;
  }

  // What they returned, in the same order, when all have.
  std::vector<WaitResult> join() {
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
    return results_;
  }

 private:
  Cluster<Production, Buckets>& cluster_;
  Agent me_;
  std::deque<Agent> agents_;  // records do not move
  std::vector<std::thread> threads_;
  std::mutex guard_;
  std::vector<std::size_t> returned_;
  std::vector<WaitResult> results_;
};

}  // namespace assay

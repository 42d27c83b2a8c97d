// What the native and the TSan engine know while they run a check: the orders
// under test, how agents are disturbed, and what went wrong.
//
// One context per process: a program runs one check. Agents find their own index
// in a thread-local.
//
// Thread safety: set up before the agents start; then read by all, but for the
// parts that are atomic.
// Invariants: the first failure wins; once one is recorded, `stopping` is true and
// every agent leaves its execution by `Abandoned`.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

#include "harness/engines/case.h"
#include "harness/engines/native/agent_status.h"

namespace assay {

// Ends an agent's part of an execution.
struct Abandoned {};

struct Failure {
  const char* kind;     // static
  const char* message;  // static
  Where where;
};

class NativeContext {
 public:
  static NativeContext& instance() { return instance_; }

  // -- set up ------------------------------------------------------------------
  void configure(const CheckRequest& request, Races races);
  // Before each execution.
  void begin_execution(std::uint64_t number, int agents);

  // -- read by the World -------------------------------------------------------
  Order order(Site site) const { return orders_[site]; }
  bool mutated(Mutant mutant) const { return mutant_ == mutant; }
  bool races_are_defects() const { return races_ == Races::are_defects; }
  int agent() const { return agent_; }
  void become(int agent);

  // Counts an access as reached and, now and then, lets others overtake: before
  // and after it. A site under test is disturbed more.
  void before_access(Site site, Where where);
  void after_access(Site site);
  void disturb();  // now and then
  bool sometimes(unsigned one_in);

  // -- ends of an execution ------------------------------------------------------
  void fail(const char* kind, const char* message, Where where);
  [[noreturn]] void abandon();
  // On the case's own wish, for a static reason.
  [[noreturn]] void abandon(const char* why);
  void leave_if_stopping() {
    if (stopping_.load(std::memory_order_relaxed)) abandon();
  }
  bool stopping() const { return stopping_.load(std::memory_order_relaxed); }
  void count_assertion() { assertions_.fetch_add(1, std::memory_order_relaxed); }
  // Every agent that may sleep for ever calls this now and then.
  void fail_if_stuck(Where where);

  AgentStatuses& statuses() { return statuses_; }
  std::uint64_t execution() const { return execution_; }
  int new_agent() { return next_agent_.fetch_add(1); }

  // -- results ---------------------------------------------------------------
  const Failure* failure() const { return failed_.load() ? &failure_ : nullptr; }
  bool abandoned() const { return abandoned_because_.load() != nullptr; }
  const char* abandoned_because() const { return abandoned_because_; }
  std::uint64_t assertions() const { return assertions_.load(); }
  void report(CheckResult& result) const;  // reached sites

 private:
  static NativeContext instance_;
  static thread_local int agent_;
  static thread_local std::uint32_t random_;

  Orders orders_;
  Mutant mutant_ = Mutant::kNone;
  Races races_ = Races::are_defects;
  std::uint64_t seed_ = 1;
  std::uint64_t execution_ = 0;
  bool disturbs_ = false;
  std::array<bool, kSiteCount> under_test_{};

  std::array<std::atomic<const char*>, kSiteCount> reached_file_{};
  std::array<std::atomic<unsigned>, kSiteCount> reached_line_{};
  AgentStatuses statuses_;
  std::atomic<int> next_agent_{0};
  std::atomic<std::uint64_t> assertions_{0};
  std::atomic<const char*> abandoned_because_{nullptr};
  std::atomic<bool> stopping_{false};
  std::atomic<bool> failing_{false};
  std::atomic<bool> failed_{false};
  Failure failure_{};
};

}  // namespace assay

// What the Relacy engine knows while it runs a check, outside the simulated
// memory: orders under test, the virtual clock, the trace of the execution.
//
// Nothing here is seen by Relacy, and nothing here allocates: what is allocated
// inside a simulation has to be freed inside it.
//
// Thread safety: Relacy runs all agents as fibres of one thread.
// Invariants: `begin_execution` makes every execution start from the same state, so
// that an iteration number replays exactly.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "harness/engines/case.h"

namespace assay {

// Ends an agent's part of an execution.
struct Abandoned {};

// A trace step as it is recorded: static texts and numbers only.
struct RecordedStep {
  int agent;
  const char* operation;
  const char* object;  // a site's dotted name, or what a verb acts on
  std::uint64_t value;
  bool has_value;
  bool is_pointer;
  const char* order;  // empty where none applies
  const char* file;
  unsigned line;
};

// What a trace step acts on that has no site: a plain variable of the core.
inline constexpr const char* kVariable = "variable";

class RelacyContext {
 public:
  static constexpr std::size_t kMaxSteps = 4096;

  static RelacyContext& instance() { return instance_; }

  void configure(const CheckRequest& request, const CaseInfo& info);
  void begin_execution();
  std::uint64_t execution() const { return execution_; }
  void start_at(std::uint64_t first) { execution_ = first - 1; }

  Order order(Site site) const { return orders_[site]; }
  bool mutated(Mutant mutant) const { return mutant_ == mutant; }
  bool races_are_defects() const { return info_->races == Races::are_defects; }
  const CaseInfo& info() const { return *info_; }

  // Every verb says first what it is about to do; a defect is reported there.
  void approach(int agent, const char* what, Where where) { now_ = {agent, what, where}; }
  void reach(Site site, Where where);
  void fail(const char* check) { failed_check_ = check; }
  void record(const RecordedStep& step);
  void report(CheckResult& result) const;  // reached sites, assertions, completed
  // Of the execution that began last: where it is now, and why a defect of a kind is
  // one.
  std::string current_access() const;
  std::string failure_text(const char* kind) const;
  // Of the execution that began last; names instead of addresses. A data race ends
  // with the access that it was found at.
  std::vector<TraceStep> trace(const char* kind) const;

  Time clock = 0;
  bool abandoning = false;
  const char* abandoned_because = nullptr;  // static; the first reason in this check
  std::uint64_t assertions = 0;
  std::uint64_t completed = 0;
  int running = 0;  // agents of the case that have not ended

 private:
  static RelacyContext instance_;

  struct Approach {
    int agent = -1;
    const char* what = "";
    Where where{"", 0};
  };

  std::uint64_t execution_ = 0;
  Orders orders_;
  Mutant mutant_ = Mutant::kNone;
  const CaseInfo* info_ = nullptr;
  std::array<const char*, kSiteCount> reached_file_{};
  std::array<unsigned, kSiteCount> reached_line_{};
  std::array<RecordedStep, kMaxSteps> steps_{};
  std::size_t step_count_ = 0;
  Approach now_;
  const char* failed_check_ = "";
};

}  // namespace assay

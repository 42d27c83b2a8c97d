// Relacy's test suites, one per number of agents, over cases without their types.
//
// Include last, in one .cc of a program, after the standard library, the core's
// headers and the test framework: it includes Relacy, which defines macros for
// `new`, `delete` and memory orders.
//
// Thread safety: one simulation at a time.
// Invariants: a suite builds its case inside the simulation and destroys it there.
// Reference: Relacy's test_suite, simulate.
#pragma once

#include <cstring>
#include <iostream>
#include <streambuf>

#define RL_DO_ASSERT 1  // turns a corrupted scheduler into an error
#include <relacy/relacy.hpp>
#undef new
#undef delete

#include "harness/engines/relacy/relacy_engine.h"
#include "harness/engines/relacy/relacy_world.h"

namespace assay {

// Relacy's output: kept out of the way, without allocating inside a simulation.
class SinkBuffer final : public std::streambuf {
 public:
  SinkBuffer() { setp(memory_.data(), memory_.data() + memory_.size()); }

 private:
  int overflow(int c) override {
    setp(memory_.data(), memory_.data() + memory_.size());  // start over: nobody reads it
    return sputc(static_cast<char>(c));
  }
  std::array<char, 1U << 16U> memory_{};
};

template <int Agents>
struct RelacySuite : rl::test_suite<RelacySuite<Agents>, Agents> {
  static inline const CaseEntry* entry = nullptr;

  RelacySuite() {
    RelacyContext& context = RelacyContext::instance();
    context.begin_execution();
    RelacyWorld::Parker::forget_all();
    RelacyWorld::in_setup = true;
    if (context.info().spawnable != 0) spares_ = new RelacySpares(context.info().agents);
    relacy_spares() = spares_;
    case_ = entry->construct(memory_.data());
  }
  ~RelacySuite() {
    RelacyWorld::in_setup = true;
    case_->~ErasedCase();
    delete spares_;
  }

  void before() {
    case_->before();
    RelacyWorld::in_setup = false;
  }
  void thread(unsigned index) {
    const int me = static_cast<int>(index);
    RelacyContext& context = RelacyContext::instance();
    try {
      if (me < context.info().agents)
        case_->agent(me);
      else
        spares_->serve(me);
    } catch (const Abandoned&) {  // the execution ended early; so does the agent
    }
    if (me >= context.info().agents || --context.running != 0) return;
    if (spares_ != nullptr && !context.abandoning) spares_->close();
  }
  void after() {
    RelacyContext& context = RelacyContext::instance();
    RelacyWorld::in_setup = true;
    if (context.abandoning) return;
    case_->after();
    ++context.completed;
  }

 private:
  static constexpr std::size_t kMemory = 16384;
  alignas(64) std::array<char, kMemory> memory_{};
  ErasedCase* case_ = nullptr;
  RelacySpares* spares_ = nullptr;
};

inline const char* kind_of(rl::test_result_e result) {
  switch (result) {
    case rl::test_result_user_assert_failed:
    case rl::test_result_user_invariant_failed:
      return "assertion";
    case rl::test_result_data_race:
      return "data race";
    case rl::test_result_deadlock:
      return "deadlock";
    case rl::test_result_livelock:
      return "livelock";
    case rl::test_result_access_to_freed_memory:
      return "use after free";
    case rl::test_result_double_free:
      return "double free";
    case rl::test_result_memory_leak:
    case rl::test_result_resource_leak:
      return "leak";
    case rl::test_result_unitialized_access:
      return "read of an uninitialised variable";
    default:
      return "misuse";
  }
}

template <int Agents>
Simulation simulate_with(const CaseEntry& entry, std::uint64_t first, std::uint64_t last) {
  if (entry.size > 16384) return {true, "case too large for this engine", false, first};
  SinkBuffer sink;
  std::ostream out(&sink);
  rl::test_params parameters;
  parameters.output_stream = &out;
  parameters.progress_stream = &out;
  parameters.search_type = rl::random_scheduler_type;
  parameters.iteration_count = last;
  parameters.execution_depth_limit = 4000;
  // Random schedules are numbered; this is Relacy's own notation for "start at".
  parameters.initial_state = std::to_string(first).c_str();
  RelacySuite<Agents>::entry = &entry;
  rl::simulate<RelacySuite<Agents>>(parameters);

  Simulation simulation;
  simulation.last = parameters.stop_iteration;
  simulation.failed = parameters.test_result != rl::test_result_success;
  simulation.kind = kind_of(parameters.test_result);
  simulation.is_bound = parameters.test_result == rl::test_result_livelock;
  return simulation;
}

inline Simulation simulate(const CaseEntry& entry, std::uint64_t first, std::uint64_t last) {
  switch (entry.info.agents + entry.info.spawnable) {
    case 2:
      return simulate_with<2>(entry, first, last);
    case 3:
      return simulate_with<3>(entry, first, last);
    case 4:
      return simulate_with<4>(entry, first, last);
    default:
      return {true, "not two to four agents", false, first};
  }
}

}  // namespace assay

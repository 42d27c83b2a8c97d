// What the core does to memory for one instruction of a litmus test, found by doing it:
// the core runs over a World that keeps a list of its accesses.
//
// Thread safety: one CoreStage at a time on each thread.
// Invariants: the list is what the core's own code did, in its order; nothing here knows
// which site belongs to which operation.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "harness/program/code.h"
#include "harness/world/mutants.h"

namespace assay::refinement {

// An access of shared bytes, or of an atomic word of the core's own state.
struct CoreAccess {
  litmus::AccessKind verb = litmus::AccessKind::plain_load;
  Site site{};
  Site failure{};          // of compare_exchange
  int word = -1;           // of the core's, numbered as they are met; -1: shared bytes
  int buffer = -1;         // of the test, with shared bytes
  std::size_t byte = 0;    // in that buffer
  std::size_t size = 0;    // bytes
  std::string where = {};  // "atomics.h:60"
};

// The core with what a test declares: a cluster, its buffers, a record for each agent.
class CoreStage {
 public:
  CoreStage(const litmus::Code& code, Mutant mutant);
  CoreStage(const CoreStage&) = delete;
  CoreStage& operator=(const CoreStage&) = delete;
  ~CoreStage();

  // Precondition: an access, and no wait, which would sleep.
  std::vector<CoreAccess> run(const litmus::Instruction& at);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace assay::refinement

#include "cases/property/program_case.h"
#include "cases/property/program_suite.h"
#include "harness/engines/native/native_runner.h"
#include "harness/engines/native/native_world.h"

namespace assay::property {
namespace {

Outcome run(const Program& program, Mutant mutant, std::uint64_t executions) {
  return outcome_of<ProgramCase<NativeWorld>>(program, mutant, executions, run_on_threads);
}

}  // namespace

ProgramEngine the_engine() {
  return {.name = "native", .run = run, .executions = 10, .repeats = false};
}

int quick_programs() { return 200; }

std::span<const Mutant> mutants_to_find() {
  static constexpr Mutant kMutants[] = {Mutant::park_without_loop, Mutant::expire_without_winner,
                                        Mutant::timeout_truncated, Mutant::count_ignored,
                                        Mutant::counts_withdrawn,  Mutant::leave_before_unlink,
                                        Mutant::length_per_view};
  return kMutants;
}

}  // namespace assay::property

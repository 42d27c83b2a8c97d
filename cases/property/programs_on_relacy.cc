// Random programs under the Relacy race detector; its headers come last.
#include <map>
#include <string>
#include <vector>

#include "cases/property/program_case.h"
#include "cases/property/program_suite.h"
#include "harness/engines/relacy/relacy_engine.h"
// clang-format off: Relacy redefines `new`, so what follows it must be ours
#include "harness/engines/relacy/relacy_suites.h"
// clang-format on

namespace assay::property {
namespace {

Outcome run(const Program& program, Mutant mutant, std::uint64_t executions) {
  RelacyContext::instance().completed = 0;  // of the program before
  return outcome_of<ProgramCase<RelacyWorld>>(
      program, mutant, executions, [](const CaseEntry& entry, const CheckRequest& request) {
        return run_under_relacy(entry, request, simulate);
      });
}

}  // namespace

ProgramEngine the_engine() {
  return {.name = "relacy", .run = run, .executions = 30, .repeats = true};
}

int quick_programs() { return 80; }

std::span<const Mutant> mutants_to_find() {
  static constexpr Mutant kMutants[] = {Mutant::compare_before_lock, Mutant::register_after_compare,
                                        Mutant::park_without_loop,   Mutant::expire_without_winner,
                                        Mutant::counts_withdrawn,    Mutant::touch_after_publish,
                                        Mutant::terminate_swallows};
  return kMutants;
}

}  // namespace assay::property

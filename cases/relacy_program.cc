// The program assay-relacy: all cases under the Relacy race detector. The only .cc
// that includes Relacy; its headers come last.
#include <map>
#include <string>
#include <vector>

#include "cases/stage.h"
#include "harness/engines/engine_program.h"
#include "harness/engines/relacy/relacy_engine.h"
// clang-format off: Relacy redefines `new`, so what follows it must be ours
#include "cases/registry.h"
#include "harness/engines/relacy/relacy_suites.h"
// clang-format on

namespace {

assay::CheckResult run(const assay::CaseEntry& entry, const assay::CheckRequest& request) {
  return assay::run_under_relacy(entry, request, assay::simulate);
}

}  // namespace

int main(int argc, char** argv) {
  return assay::run_engine_program(
      {.declaration = assay::declare_relacy(),
       .cases = assay::cases::kAllCases<assay::RelacyWorld>,
       .run = run,
       .current_execution = [] { return assay::RelacyContext::instance().execution(); }},
      argc, argv);
}

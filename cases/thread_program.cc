// The programs assay-native and assay-tsan: all cases on real threads; and litmus
// files, which assay-tsan runs for `assay litmus --engine tsan`.
#include <string_view>

#include "cases/registry.h"
#include "harness/driver/litmus_command.h"
#include "harness/engines/engine_program.h"
#include "harness/engines/native/native_runner.h"
#include "harness/engines/native/native_world.h"
#include "harness/engines/native/tsan_reports.h"
#include "harness/program/sampler.h"

namespace assay {
namespace {

litmus::Sample sample_here(const litmus::Code& code, const litmus::SampleOptions& options) {
  NativeContext& context = NativeContext::instance();
  context.configure({}, Races::are_defects);
  context.begin_execution(1, 0);  // all agents are spawned
  return litmus::sample<NativeWorld>(code, options);
}

int run(int argc, char** argv) {
  const EngineDeclaration declaration = declare_thread_engine();
  if (argc > 1 && std::string_view(argv[1]) == "litmus")
    return litmus_command(argc - 1, argv + 1, name(declaration.engine).data(), sample_here,
                          race_reports);
  return run_engine_program(
      {.declaration = declaration,
       .cases = cases::kAllCases<NativeWorld>,
       .run = run_on_threads,
       .current_execution = [] { return NativeContext::instance().execution(); }},
      argc, argv);
}

}  // namespace
}  // namespace assay

int main(int argc, char** argv) { return assay::run(argc, argv); }

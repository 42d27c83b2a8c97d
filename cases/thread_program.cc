// The programs assay-native and assay-tsan: all cases on real threads.
#include "cases/registry.h"
#include "harness/engines/engine_program.h"
#include "harness/engines/native/native_runner.h"
#include "harness/engines/native/native_world.h"

int main(int argc, char** argv) {
  return assay::run_engine_program(
      {.declaration = assay::declare_thread_engine(),
       .cases = assay::cases::kAllCases<assay::NativeWorld>,
       .run = assay::run_on_threads,
       .current_execution = [] { return assay::NativeContext::instance().execution(); }},
      argc, argv);
}

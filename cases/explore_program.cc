// The program assay-explore: all cases under the exhaustive engine.
#include "cases/registry.h"
#include "harness/engines/engine_program.h"
#include "harness/engines/explore/explore.h"
#include "harness/engines/explore/explore_world.h"

int main(int argc, char** argv) {
  return assay::run_engine_program({.declaration = assay::declare_explore(),
                                    .cases = assay::cases::kAllCases<assay::ExploreWorld>,
                                    .run = assay::run_explore,
                                    .current_execution = assay::explored_executions},
                                   argc, argv);
}

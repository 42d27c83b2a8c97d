// The program assay-explore: all cases under the exhaustive engine; and `explore`, which
// `assay explore` becomes.
#include <string_view>

#include "cases/registry.h"
#include "harness/driver/explore_command.h"
#include "harness/engines/engine_program.h"
#include "harness/engines/explore/explore.h"
#include "harness/engines/explore/explore_world.h"

int main(int argc, char** argv) {
  constexpr auto& kCases = assay::cases::kAllCases<assay::ExploreWorld>;
  if (argc > 1 && std::string_view(argv[1]) == "explore")
    return assay::explore_command(argc - 1, argv + 1, kCases);
  return assay::run_engine_program({.declaration = assay::declare_explore(),
                                    .cases = kCases,
                                    .run = assay::run_explore,
                                    .current_execution = assay::explored_executions},
                                   argc, argv);
}

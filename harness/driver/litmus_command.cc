#include "harness/driver/litmus_command.h"

#include <iostream>

#include "harness/driver/command_line.h"
#include "harness/program/litmus_run.h"

namespace assay {

int litmus_command(int argc, const char* const* argv, const char* engine,
                   const litmus::Sampler& sampler, const std::function<std::uint64_t()>& races) {
  litmus::LitmusOptions options;
  options.engine = engine;
  options.sample.races = races;
  std::vector<std::string> files;
  std::string expect;
  CLI::App app{"Samples litmus tests on real threads, through the core"};
  app.add_option("files", files, "litmus files, or folders of them")->required();
  app.add_option("--rounds", options.sample.rounds, "executions of each test")->check(natural(1));
  app.add_option("--seed", options.sample.seed, "of the delays between agents")->check(natural(0));
  app.add_option("--expect", expect, "the verdict that exits 0, e.g. UNKNOWN(budget)")
      ->check(non_empty());
  app.add_flag("--json", options.json, "one JSON document instead of text");
  if (const auto ended = parse(app, argc, argv)) return *ended;
  if (!expect.empty()) {
    options.expect = litmus::parse_expectation(expect);
    if (!options.expect) {
      std::cerr << "--expect " << expect << ": no verdict, e.g. REFUTED or UNKNOWN(budget)\n";
      return kExitUsage;
    }
  }
  return litmus::run_litmus(files, options, sampler, std::cout, std::cerr);
}

}  // namespace assay

#include "harness/driver/judge_command.h"

#include <iostream>

#include "harness/driver/command_line.h"
#include "harness/engines/axiomatic/judge_run.h"

namespace assay {

int judge_command(int argc, const char* const* argv) {
  axiomatic::JudgeOptions options;
  std::vector<std::string> files;
  std::string model;
  CLI::App app{"Judges litmus tests by memory models: which outcomes are allowed, and why not"};
  app.add_option("files", files, "litmus files, or folders of them")->required();
  auto* const models =
      app.add_option("--model", model, "es, es2017, sc, rc11, c20 or tso, whatever a file declares")
          ->check(CLI::IsMember(
              std::vector<std::string>(litmus::kModelNames.begin(), litmus::kModelNames.end())));
  app.add_flag("--declared", options.declared, "only files that declare the model")->needs(models);
  app.add_flag("--json", options.json, "one JSON array instead of text");
  app.add_option("--graph", options.graphs, "folder for a picture of each test's outcome")
      ->type_name("DIR")
      ->check(non_empty());
  app.add_option("--steps", options.limits.steps, "budget of each test")->check(natural(1));
  if (const auto ended = parse(app, argc, argv)) return *ended;
  for (std::size_t m = 0; m < litmus::kModelNames.size(); ++m)
    if (litmus::kModelNames[m] == model) options.model = static_cast<litmus::Model>(m);
  return axiomatic::run_judge(files, options, std::cout, std::cerr);
}

}  // namespace assay

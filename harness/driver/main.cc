// The program `assay`.
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>

#include "harness/driver/certify_command.h"
#include "harness/driver/check_command.h"
#include "harness/driver/command_line.h"
#include "harness/driver/generate_command.h"
#include "harness/driver/interrupt.h"
#include "harness/driver/judge_command.h"
#include "harness/driver/leak_command.h"
#include "harness/driver/litmus_command.h"
#include "harness/driver/memory_command.h"
#include "harness/driver/process.h"
#include "harness/driver/sites_command.h"
#include "harness/driver/soak_command.h"

namespace assay {
namespace {

constexpr const char* kAbout = R"(Certificates for memory-ordering changes of a shared-memory core.

Exit codes, of every command: 0 pass, PROVED, CERTIFIED; 1 a test failed or an
expectation was not met; 2 usage or malformed input; 3 REFUTED; 4 UNKNOWN or
INCOMPLETE; 5 I/O or internal error; 77 SKIPPED.)";

std::string command_line(int argc, char** argv) {
  std::string line = "assay";
  for (int i = 1; i < argc; ++i) line.append(" ").append(argv[i]);
  return line;
}

// `assay litmus … --engine tsan …` runs in the program that ThreadSanitizer watches.
int litmus(int argc, char** argv, EngineLaboratory& laboratory) {
  std::string engine = "native";
  std::vector<std::string> rest{"litmus"};
  for (int i = 2; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--engine" && i + 1 < argc)
      engine = argv[++i];
    else if (argument.starts_with("--engine="))
      engine = argument.substr(9);
    else
      rest.push_back(argument);
  }
  if (engine == "tsan") {
    const std::string program = laboratory.program(Engine::tsan).string();
    std::vector<std::string> arguments{program};
    arguments.insert(arguments.end(), rest.begin(), rest.end());
    const ProcessResult ran =
        run_process(arguments, {.cancelled = interrupted, .fixed_addresses = true});
    std::cout << ran.out << std::flush;
    std::cerr << ran.err;
    if (ran.started && ran.signal == 0) return ran.exit_code;
    std::cerr << program << (ran.started ? ": ended by a signal" : ": " + ran.error) << '\n';
    return kExitInternal;
  }
  if (engine != "native") {
    std::cerr << "--engine " << engine << ": litmus tests run on native or tsan\n";
    return kExitUsage;
  }
  std::vector<const char*> words;
  for (const std::string& word : rest) words.push_back(word.c_str());
  return litmus_command(static_cast<int>(words.size()), words.data(), "native",
                        litmus::sample_native, {});
}

// `assay explore …` becomes the program that has the cases for it.
int explore(char** argv, const EngineLaboratory& laboratory) {
  const std::string program = laboratory.program(Engine::explore).string();
  execv(program.c_str(), argv);
  std::cerr << program << ": " << strerrordesc_np(errno)
            << "; build it: cmake --build --preset release\n";
  return kExitInternal;
}

int run(int argc, char** argv) {
  catch_interrupts();
  EngineLaboratory laboratory(own_folder(), interrupted);
  if (argc > 1 && std::string_view(argv[1]) == "litmus") return litmus(argc, argv, laboratory);
  if (argc > 1 && std::string_view(argv[1]) == "explore") return explore(argv, laboratory);
  if (argc > 1 && std::string_view(argv[1]) == "judge") return judge_command(argc - 1, argv + 1);
  if (argc > 1 && std::string_view(argv[1]) == "leak") return leak_command(argc - 1, argv + 1);
  if (argc > 1 && std::string_view(argv[1]) == "generate")
    return generate_command(argc - 1, argv + 1);

  if (argc > 1 && std::string_view(argv[1]) == "memory") return memory_command(argc - 1, argv + 1);
  if (argc > 1 && std::string_view(argv[1]) == "soak") return soak_command(argc - 1, argv + 1);
  if (argc > 1 && std::string_view(argv[1]) == "heap") return heap_command(argc - 1, argv + 1);

  CLI::App app{kAbout, "assay"};
  app.set_version_flag("--version", "assay " ASSAY_VERSION);
  app.require_subcommand(1);

  CertifyOptions certify;
  auto* const certifies = app.add_subcommand("certify", "decide the claims, site by site");
  certifies->add_option("--order", certify.orders, "SITE=ORDER: decide with that change")
      ->type_name("SITE=ORDER")
      ->allow_extra_args(false);
  certifies
      ->add_option("--against", certify.against,
                   "review the change since a git revision or "
                   "a saved certificate")
      ->type_name("REF|FILE")
      ->check(non_empty());
  certifies
      ->add_option("--out", certify.out,
                   "folder for certificate.html, .json and .txt, junit.xml and results.sarif")
      ->type_name("DIR")
      ->check(non_empty());
  certifies->add_option("--budget", certify.budget, "end after this time, e.g. 10m")
      ->type_name("TIME")
      ->check(non_empty());
  certifies->add_option("--executions", certify.executions, "of each check, instead of its default")
      ->check(natural(1));
  certifies->add_option("--seed", certify.seed, "of the sampling engines")->check(natural(0));

  CheckOptions check;
  auto* const checks = app.add_subcommand("check", "run one case on one engine");
  checks->add_option("case", check.case_name, "see `assay cases`")->required();
  checks->add_option("--engine", check.engine, "native, tsan, relacy or explore")
      ->capture_default_str();
  checks->add_option("--order", check.orders, "SITE=ORDER: with that change")
      ->type_name("SITE=ORDER")
      ->allow_extra_args(false);
  checks->add_option("--mutant", check.mutant, "with that bug (harness/world/mutants.def)")
      ->check(non_empty());
  checks->add_option("--executions", check.executions, "budget")->check(natural(1));
  checks->add_option("--seed", check.seed, "of a sampling engine")->check(natural(0));
  checks->add_option("--expect", check.expect, "the verdict that exits 0, e.g. REFUTED(leak)")
      ->check(non_empty());
  checks->add_flag("--as-declared", check.as_declared, "expect what a conformance case declares");
  checks->add_flag("--json", check.json, "the result as JSON");

  std::string token;
  bool json = false;
  auto* const replays = app.add_subcommand("replay", "reproduce a counterexample alone");
  replays->add_option("token", token, "from a certificate")->required();
  replays->add_flag("--json", json, "the result as JSON");
  auto* const sites = app.add_subcommand("sites", "the table of ordering sites");
  sites->add_flag("--json", json, "as JSON");
  auto* const cases = app.add_subcommand("cases", "the cases, with their claims and bounds");
  cases->add_flag("--json", json, "as JSON");
  app.add_subcommand("explore", "all executions of one case (`assay explore --help`)");
  app.add_subcommand("generate", "make litmus tests (`assay generate --help`)");
  app.add_subcommand("heap", "who holds what, agent by agent (`assay heap --help`)");
  app.add_subcommand("judge", "judge litmus tests by models (`assay judge --help`)");
  app.add_subcommand("leak", "alert on figures that only grow (`assay leak --help`)");
  app.add_subcommand("litmus", "sample litmus tests (`assay litmus --help`)");
  app.add_subcommand("memory", "sharing beside cloning, in bytes (`assay memory --help`)");
  app.add_subcommand("soak", "pools of workers, and what is left of them (`assay soak --help`)");

  if (const auto ended = parse(app, argc, argv)) return *ended;
  certify.command = command_line(argc, argv);
  if (*certifies) return certify_command(laboratory, certify);
  if (*checks) return check_command(laboratory, check);
  if (*replays) return replay_command(laboratory, token, json);
  if (*sites) return sites_command(json);
  return cases_command(laboratory, json);
}

}  // namespace
}  // namespace assay

int main(int argc, char** argv) {
  try {
    const int code = assay::run(argc, argv);
    // What nobody could read was not said, whatever the verdict.
    std::cout.flush();
    if (std::cout && std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
    std::cerr << "cannot write to standard output\n";
    return assay::kExitInternal;
  } catch (const std::exception& error) {
    std::cerr << "assay: " << error.what() << '\n';
    return assay::kExitInternal;
  }
}

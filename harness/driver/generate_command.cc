#include "harness/driver/generate_command.h"

#include <filesystem>
#include <fstream>
#include <iostream>

#include "harness/driver/command_line.h"
#include "harness/execution/verdict.h"
#include "harness/program/generate.h"
#include "harness/program/print.h"

namespace assay {

int generate_command(int argc, const char* const* argv) {
  std::uint64_t size = 4;
  std::uint64_t agents = 2;
  std::string flavour = "js";
  std::string out;
  CLI::App app{"Makes litmus tests of all critical cycles up to a size"};
  app.add_option("--size", size, "edges of a cycle, at most")->check(natural(3));
  app.add_option("--agents", agents, "at most")->check(natural(2));
  app.add_option("--flavour", flavour, "js or c")
      ->check(CLI::IsMember(std::vector<std::string>{"js", "c"}));
  app.add_option("--out", out, "folder for a file of each, instead of standard output")
      ->type_name("DIR")
      ->check(non_empty());
  if (const auto ended = parse(app, argc, argv)) return *ended;
  if (agents > litmus::kMostCycleAgents || size > 2 * litmus::kMostCycleAgents) {
    std::cerr << "--size " << size << " --agents " << agents << ": at most "
              << 2 * litmus::kMostCycleAgents << " and " << litmus::kMostCycleAgents << '\n';
    return kExitUsage;
  }
  const std::vector<litmus::Program> programs =
      litmus::generate(size, agents, flavour == "c" ? litmus::Flavour::c : litmus::Flavour::js);
  if (out.empty()) {
    for (const litmus::Program& program : programs) std::cout << litmus::print(program) << '\n';
    return kExitPass;
  }
  std::error_code error;
  std::filesystem::create_directories(out, error);
  for (const litmus::Program& program : programs) {
    const auto path = std::filesystem::path(out) / (program.name + ".litmus");
    std::ofstream file(path);
    file << litmus::print(program);
    file.close();
    if (file) continue;
    std::cerr << path.string() << ": cannot be written\n";
    return kExitInternal;
  }
  std::cout << programs.size() << " tests in " << out << '\n';
  return kExitPass;
}

}  // namespace assay

#include "harness/driver/command_line.h"

#include <charconv>
#include <iostream>
#include <limits>

#include "harness/execution/token.h"

namespace assay {
namespace {

// The name in `argv` that is no command; empty where there is none.
std::string unknown_command(CLI::App& app, int argc, const char* const* argv) {
  if (argc < 2 || *argv[1] == '-' || *argv[1] == '\0') return {};
  std::vector<CLI::App*> commands = app.get_subcommands([](const CLI::App*) { return true; });
  std::vector<std::string> names;
  for (const CLI::App* command : commands) names.push_back(command->get_name());
  if (names.empty()) return {};
  for (const std::string& name : names)
    if (name == argv[1]) return {};
  const std::string near = did_you_mean(argv[1], {names.begin(), names.end()});
  return "unknown command " + std::string(argv[1]) + ": " +
         (near.empty() ? "`" + app.get_name() + " --help` lists them" : near);
}

}  // namespace

CLI::Validator natural(std::uint64_t least) {
  return {[least](const std::string& text) -> std::string {
            std::uint64_t value = 0;
            const char* const end = text.data() + text.size();
            const auto [rest, failed] = std::from_chars(text.data(), end, value);
            if (failed == std::errc{} && rest == end && value >= least) return {};
            return "'" + text + "' is no number from " + std::to_string(least) + " to " +
                   std::to_string(std::numeric_limits<std::uint64_t>::max());
          },
          "N"};
}

CLI::Validator non_empty() {
  return {[](const std::string& text) -> std::string {
            return text.empty() ? "is empty: give it a value, or leave it out" : "";
          },
          ""};
}

std::optional<int> parse(CLI::App& app, int argc, const char* const* argv) {
  if (const std::string unknown = unknown_command(app, argc, argv); !unknown.empty()) {
    std::cerr << unknown << '\n';
    return kExitUsage;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {
      app.exit(error);
      return kExitPass;
    }
    std::cerr << error.what() << " (see --help)\n";
    return kExitUsage;
  }
  return std::nullopt;
}

}  // namespace assay

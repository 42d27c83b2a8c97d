#include "harness/engines/engine_program.h"

#include <sys/prctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "harness/engines/fault_report.h"
#include "harness/execution/check_json.h"
#include "harness/execution/token.h"

namespace assay {
namespace {

CaseListing listing(const CaseInfo& info, Engine engine) {
  const bool seen = (info.seen_by & bit(engine)) != 0;
  return {.name = std::string(info.name),
          .claim = std::string(info.claim),
          .plane = info.plane,
          .agents = info.agents + info.spawnable,
          .bounds = std::string(info.bounds),
          .conformance = info.conformance,
          .expects = seen ? std::string(info.expects) : std::string()};
}

int list(const EngineProgram& program) {
  nlohmann::json cases = nlohmann::json::array();
  for (const CaseEntry& entry : program.cases)
    cases.push_back(to_json(listing(entry.info, program.declaration.engine)));
  std::cout << cases.dump() << '\n';
  return kExitPass;
}

int usage(const std::string& message) {
  std::cerr << message << '\n';
  return kExitUsage;
}

// Ends with `parent`, which may end at any time: a check may take days, and then nobody
// waits for it.
void end_with(pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) std::_Exit(kExitInternal);  // it has ended already
}

int check(const EngineProgram& program, const CheckRequest& request) {
  if (request.engine != program.declaration.engine)
    return usage("this program is the engine " + std::string(name(program.declaration.engine)) +
                 ", the token asks for " + std::string(name(request.engine)));
  std::vector<std::string_view> known;
  for (const CaseEntry& entry : program.cases) {
    known.push_back(entry.info.name);
    if (entry.info.name != request.case_name) continue;
    arm_fault_report(request, program.current_execution);
    CheckResult result = program.run(entry, request);
    if (result.counterexample && result.counterexample->token.empty()) {
      CheckRequest again = request;
      if (request.engine == Engine::relacy)
        again.schedule.at = result.counterexample->execution;
      else
        again.executions = request.executions != 0 ? request.executions : result.executions;
      result.counterexample->token = format_token(again);
    }
    std::cout << to_json(result).dump() << std::endl;
    // Not through exit: what a refuted execution left behind is not torn down.
    std::fflush(nullptr);
    std::_Exit(exit_code(result.verdict));
  }
  return usage("unknown case " + request.case_name + ": " + did_you_mean(request.case_name, known));
}

}  // namespace

int run_engine_program(const EngineProgram& program, int argc, const char* const* argv) {
  CLI::App app{"An engine of assay; run by the program assay, which knows what to ask"};
  bool wants_list = false;
  bool wants_description = false;
  std::string token;
  std::uint64_t executions = 0;
  pid_t parent = 0;
  auto* const lists = app.add_flag("--list", wants_list, "the cases, as JSON");
  auto* const describes = app.add_flag("--describe", wants_description, "what it cannot see");
  auto* const checks = app.add_option("--token", token, "run one check");
  app.add_option("--executions", executions, "budget, instead of the token's")->needs(checks);
  app.add_option("--parent", parent, "the process to end with");
  lists->excludes(describes)->excludes(checks);
  describes->excludes(checks);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitPass : kExitUsage;
  }

  if (parent != 0) end_with(parent);
  if (wants_list) return list(program);
  if (wants_description) {
    std::cout << to_json(program.declaration).dump() << '\n';
    return kExitPass;
  }
  if (token.empty()) return usage("nothing to do: --list, --describe or --token TOKEN");
  std::variant<CheckRequest, UsageError> request = parse_token(token);
  if (const auto* error = std::get_if<UsageError>(&request)) return usage(error->message);
  auto& parsed = std::get<CheckRequest>(request);
  if (executions != 0) parsed.executions = executions;
  return check(program, parsed);
}

}  // namespace assay

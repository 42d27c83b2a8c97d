#include "harness/driver/check_command.h"

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "harness/driver/options.h"
#include "harness/execution/check_json.h"
#include "harness/execution/token.h"
#include "harness/judge/describe.h"
#include "harness/report/refutation_card.h"

namespace assay {
namespace {

int usage(const std::string& message) {
  std::cerr << message << '\n';
  return kExitUsage;
}

void print(const CheckRequest& request, const CheckResult& result, bool json) {
  if (json) {
    std::cout << to_json(result).dump(2) << '\n';
    return;
  }
  fmt::print("{} on {}: {}, {} executions, {} completed, {} assertions\n", request.case_name,
             name(request.engine), describe(result), result.executions, result.completed,
             result.assertions);
  if (!result.message.empty()) fmt::print("{}\n", result.message);
  std::fflush(stdout);
  if (result.counterexample)
    std::cout << '\n'
              << refutation_card({.case_name = request.case_name,
                                  .engine = request.engine,
                                  .counterexample = *result.counterexample,
                                  .budget = request.executions});
}

std::variant<CheckRequest, UsageError> request_of(const CheckOptions& options) {
  CheckRequest request{.case_name = options.case_name,
                       .executions = options.executions,
                       .schedule = {.seed = options.seed}};
  const std::optional<Engine> engine = find_engine(options.engine);
  if (!engine)
    return UsageError{"unknown engine " + options.engine + ": native, tsan, relacy or explore"};
  request.engine = *engine;
  auto changes = parse_changes(options.orders);
  if (auto* error = std::get_if<UsageError>(&changes)) return *error;
  request.changes = std::get<0>(std::move(changes));
  if (options.mutant.empty()) return request;
  const auto mutant = parse_mutant(options.mutant);
  if (const auto* error = std::get_if<UsageError>(&mutant)) return *error;
  request.mutant = std::get<Mutant>(mutant);
  return request;
}

std::optional<std::string> unknown_case(EngineLaboratory& laboratory, const CheckRequest& request,
                                        std::optional<CaseListing>& found) {
  std::vector<std::string> names;
  for (CaseListing& one : laboratory.list(request.engine)) {
    names.push_back(one.name);
    if (one.name == request.case_name) found = std::move(one);
  }
  if (found || names.empty()) return std::nullopt;
  const std::string near = did_you_mean(request.case_name, {names.begin(), names.end()});
  return "unknown case " + request.case_name + ": " +
         (near.empty() ? "`assay cases` lists them" : near);
}

// An engine that answers with an error says what the case, or the token, did wrong; where
// there is no answer, the program failed.
int code_of(const CheckResult& result, const EngineLaboratory& laboratory) {
  const bool is_of_case = result.verdict == Verdict::error && laboratory.has_answered();
  return is_of_case ? kExitFailed : exit_code(result.verdict);
}

}  // namespace

int check_command(EngineLaboratory& laboratory, const CheckOptions& options) {
  std::variant<CheckRequest, UsageError> asked = request_of(options);
  if (const auto* error = std::get_if<UsageError>(&asked)) return usage(error->message);
  const CheckRequest& request = std::get<CheckRequest>(asked);
  std::optional<CaseListing> listing;
  if (const auto unknown = unknown_case(laboratory, request, listing)) return usage(*unknown);

  std::string expect = options.expect;
  if (options.as_declared) {
    if (!listing || !listing->conformance)
      return usage(request.case_name + " declares no verdict: it is about the core");
    // An engine that cannot see it stays silent.
    expect = listing->expects.empty() ? "UNKNOWN(budget)" : listing->expects;
  }
  if (!expect.empty() && !is_expectation(expect))
    return usage("--expect '" + expect +
                 "': no verdict, e.g. PROVED, REFUTED(leak) or UNKNOWN(budget)");
  const CheckResult result = laboratory.check(request);
  print(request, result, options.json);
  if (expect.empty()) return code_of(result, laboratory);
  if (meets(describe(result), expect)) return kExitPass;
  std::cerr << "expected " << expect << ", got " << describe(result) << '\n';
  return kExitFailed;
}

int replay_command(EngineLaboratory& laboratory, const std::string& token, bool json) {
  std::variant<CheckRequest, UsageError> parsed = parse_token(token);
  if (const auto* error = std::get_if<UsageError>(&parsed)) return usage(error->message);
  const CheckRequest& request = std::get<CheckRequest>(parsed);
  std::optional<CaseListing> listing;
  if (const auto unknown = unknown_case(laboratory, request, listing)) return usage(*unknown);
  const CheckResult result = laboratory.check(request);
  print(request, result, json);
  if (result.verdict == Verdict::unknown && request.engine != Engine::relacy &&
      request.engine != Engine::explore)
    std::cerr << "not reproduced: this engine samples; run it again\n";
  return code_of(result, laboratory);
}

int cases_command(EngineLaboratory& laboratory, bool json) {
  const std::vector<CaseListing> cases = laboratory.cases();
  if (cases.empty()) {
    std::cerr << "no engine is there to list its cases: cmake --build --preset release\n";
    return kExitInternal;
  }
  if (json) {
    nlohmann::json all = nlohmann::json::array();
    for (const CaseListing& one : cases) all.push_back(to_json(one));
    std::cout << all.dump(2) << '\n';
    return kExitPass;
  }
  for (const CaseListing& one : cases)
    fmt::print("{}\n  {} ({})\n", one.name, one.claim,
               one.conformance ? "about the engine" : one.bounds);
  return kExitPass;
}

}  // namespace assay

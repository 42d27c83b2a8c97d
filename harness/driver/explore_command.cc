#include "harness/driver/explore_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "harness/driver/command_line.h"
#include "harness/driver/interrupt.h"
#include "harness/driver/options.h"
#include "harness/driver/progress.h"
#include "harness/engines/explore/explore.h"
#include "harness/engines/explore/stack_guard.h"
#include "harness/engines/explore/watchdog.h"
#include "harness/execution/check_json.h"
#include "harness/judge/describe.h"
#include "harness/report/layout.h"
#include "harness/report/refutation_card.h"
#include "harness/report/trace_table.h"

namespace assay {
namespace {

using Clock = std::chrono::steady_clock;

struct ExploreOptions {
  std::string case_name;
  std::string model = "rc11";
  std::vector<std::string> orders;
  std::string mutant;
  std::string budget;
  std::uint64_t executions = 0;
  unsigned workers = 1;
  bool lists = false;
  bool json = false;
  bool shows_all = false;
  bool symmetry = false;
};

// What is asked, as values.
struct Asked {
  const CaseEntry* entry = nullptr;
  CheckRequest request;
  explore::Setting setting;
  explore::Options options;
  std::optional<Clock::time_point> deadline;
};

int usage(const std::string& message) {
  std::cerr << message << '\n';
  return kExitUsage;
}

bool has_symmetry(const CaseInfo& info) {
  for (int agent = 1; agent < info.agents; ++agent)
    if (alike_before(info, agent) >= 0) return true;
  return false;
}

// A line of what was wrong, or what was asked.
std::variant<Asked, UsageError> read(const ExploreOptions& options,
                                     std::span<const CaseEntry> cases) {
  Asked asked;
  std::vector<std::string_view> known;
  for (const CaseEntry& one : cases) {
    known.push_back(one.info.name);
    if (one.info.name == options.case_name) asked.entry = &one;
  }
  if (asked.entry == nullptr) {
    const std::string near = did_you_mean(options.case_name, known);
    return UsageError{"unknown case " + options.case_name + ": " +
                      (near.empty() ? "`assay explore --list` lists them" : near)};
  }
  if (options.model != "rc11" && options.model != "sc")
    return UsageError{"unknown model " + options.model + ": rc11 or sc"};
  asked.options.model = options.model == "sc" ? explore::Model::sc : explore::Model::rc11;
  asked.options.most_executions = options.executions;
  asked.options.workers = options.workers;
  asked.options.symmetry = options.symmetry;
  if (options.symmetry && !has_symmetry(asked.entry->info))
    return UsageError{"--symmetry: " + options.case_name +
                      " declares no agents that are alike (CaseInfo::alike)"};
  auto changes = parse_changes(options.orders);
  if (auto* error = std::get_if<UsageError>(&changes)) return *error;
  asked.request = {.case_name = options.case_name,
                   .engine = Engine::explore,
                   .changes = std::get<0>(std::move(changes))};
  for (const OrderChange& change : asked.request.changes)
    asked.setting.orders.set(change.site, change.order);
  if (!options.mutant.empty()) {
    const auto mutant = parse_mutant(options.mutant);
    if (const auto* error = std::get_if<UsageError>(&mutant)) return *error;
    asked.setting.mutant = asked.request.mutant = std::get<Mutant>(mutant);
  }
  if (!options.budget.empty()) {
    const auto budget = parse_duration(options.budget);
    if (const auto* error = std::get_if<UsageError>(&budget)) return *error;
    asked.deadline = Clock::now() + std::get<std::chrono::seconds>(budget);
  }
  return asked;
}

std::string bounds_of(const CaseInfo& info) {
  return std::string(info.bounds) + "; no load buffering: RC11";
}

void print(const Asked& asked, const explore::Exploration& done, double seconds,
           const explore::Estimate& expected, const ExploreOptions& options) {
  const CheckResult& result = done.result;
  if (options.json) {
    nlohmann::ordered_json out{{"case", options.case_name},
                               {"model", options.model},
                               {"verdict", std::string(name(result.verdict))},
                               {"reason", std::string(name(result.reason))},
                               {"message", result.message},
                               {"complete", done.summary.complete},
                               {"blocked", done.summary.blocked},
                               {"stands_for", done.summary.stands_for},
                               {"seconds", seconds},
                               {"bounds", bounds_of(asked.entry->info)},
                               {"estimated", expected.executions},
                               {"assertions", done.assertions},
                               {"runs", done.runs},
                               {"labels", done.labels}};
    if (result.counterexample) out["counterexample"] = to_json(result)["counterexample"];
    std::cout << out.dump(2) << '\n';
    return;
  }
  fmt::print("{} under {}: {}\n", options.case_name, options.model, describe(result));
  if (!result.message.empty()) fmt::print("{}\n", result.message);
  if (options.symmetry)
    fmt::print("for symmetry, {} complete executions stand for {}\n",
               grouped(done.summary.complete), grouped(done.summary.stands_for));
  fmt::print("{} complete, {} blocked executions in {:.2f} s", grouped(done.summary.complete),
             grouped(done.summary.blocked), seconds);
  fmt::print("; {} were expected, +- {}\nwithin: {}\n",
             grouped(static_cast<std::uint64_t>(expected.executions)),
             grouped(static_cast<std::uint64_t>(expected.spread)), bounds_of(asked.entry->info));
  std::fflush(stdout);
  if (result.counterexample)
    std::cout << '\n'
              << refutation_card({.case_name = options.case_name,
                                  .engine = Engine::explore,
                                  .counterexample = *result.counterexample,
                                  .budget = options.executions});
}

int explore_case(const Asked& asked, const ExploreOptions& options) {
  const explore::StackGuard guard(
      options.case_name, STDERR_FILENO, kExitFailed,
      [](const std::string& sentence) { return sentence; },
      {.line = options.case_name + ": REFUTED(memory fault): it accesses memory that is "
                                   "not there",
       .exit_code = kExitRefuted});
  const explore::Watchdog watchdog(explore::kPatience, kExitFailed, [&options] {
    std::cerr << '\n' << options.case_name << ": " << explore::kDoesNotComeBack << '\n';
  });
  constexpr std::uint64_t kWalks = 64;
  const explore::Estimate expected =
      explore::estimate(*asked.entry, asked.setting, asked.options, kWalks);
  const Clock::time_point start = Clock::now();
  const auto passed = [start] {
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  Progress progress;
  explore::Watching watching;
  watching.stop = [&](const explore::Summary& so_far) {
    const std::uint64_t visited = so_far.complete + so_far.blocked;
    const auto rate = static_cast<std::uint64_t>(static_cast<double>(visited) / passed());
    if (!options.shows_all)
      progress.show(visited, std::max(visited, static_cast<std::uint64_t>(expected.executions)),
                    grouped(visited) + " executions, " + grouped(rate) + " a second");
    return interrupted() || (asked.deadline && Clock::now() >= *asked.deadline);
  };
  std::uint64_t shown = 0;
  if (options.shows_all)
    watching.show = [&](const explore::Story& story) {
      std::cout << "execution " << ++shown << ", path@" << story.path() << '\n'
                << trace_table(story.steps(), {.latest = 1'000}) << '\n';
    };
  explore::Exploration done =
      explore::explore(*asked.entry, asked.setting, asked.options, watching);
  if (done.result.reason == Reason::time && interrupted()) done.result.reason = Reason::interrupted;
  if (done.result.counterexample) {
    CheckRequest again = asked.request;
    again.schedule.path = done.path;
    done.result.counterexample->token = format_token(again);
  }
  print(asked, done, passed(), expected, options);
  return done.result.verdict == Verdict::error ? kExitFailed : exit_code(done.result.verdict);
}

}  // namespace

int explore_command(int argc, const char* const* argv, std::span<const CaseEntry> cases) {
  catch_interrupts();
  ExploreOptions options;
  CLI::App app{"Visits every execution of a bounded case that the memory model allows",
               "assay explore"};
  app.add_option("case", options.case_name, "see --list");
  app.add_flag("--list", options.lists, "the cases");
  app.add_option("--model", options.model, "rc11 or sc")->capture_default_str();
  app.add_option("--order", options.orders, "SITE=ORDER: with that change")
      ->type_name("SITE=ORDER")
      ->allow_extra_args(false);
  app.add_option("--mutant", options.mutant, "with that bug (harness/world/mutants.def)")
      ->check(non_empty());
  app.add_option("--budget", options.budget, "end after this time, e.g. 60s")
      ->type_name("TIME")
      ->check(non_empty());
  app.add_option("--executions", options.executions, "end after so many")->check(natural(1));
  app.add_option("--workers", options.workers, "threads")->check(CLI::Range(1U, 64U));
  app.add_flag("--symmetry", options.symmetry,
               "one execution of those that only exchange agents that the case declares alike");
  app.add_flag("--json", options.json, "the result as JSON");
  app.add_flag("--show-all", options.shows_all, "print every complete execution");
  if (const auto ended = parse(app, argc, argv)) return *ended;
  if (options.lists) {
    for (const CaseEntry& one : cases)
      fmt::print("{}\n  {} ({})\n", one.info.name, one.info.claim, one.info.bounds);
    return kExitPass;
  }
  if (options.case_name.empty()) return usage("which case? `assay explore --list` lists them");
  const std::variant<Asked, UsageError> asked = read(options, cases);
  if (const auto* error = std::get_if<UsageError>(&asked)) return usage(error->message);
  return explore_case(std::get<Asked>(asked), options);
}

}  // namespace assay

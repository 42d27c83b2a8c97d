#include "harness/engines/explore/explore.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace assay::explore {
namespace {

Reason reason_of_cut(const std::string& cut) {
  if (cut == "budget") return Reason::budget;
  return cut == "time" ? Reason::time : Reason::bound;
}

// What the summary means, in the words of a check.
void judge(const Summary& summary, CheckResult& result) {
  result.executions = summary.complete + summary.blocked;
  result.completed = summary.complete;
  result.verdict = Verdict::unknown;
  if (!summary.trouble.empty()) {
    result.verdict = Verdict::error;
    result.message = summary.trouble;
  } else if (!summary.abandoned.empty()) {
    result.message = summary.abandoned;
    const bool is_mixed = summary.abandoned == name(Reason::mixed_size);
    result.verdict = is_mixed ? Verdict::skipped : Verdict::unknown;
    result.reason = is_mixed ? Reason::mixed_size : Reason::bound;
  } else if (!summary.cut.empty()) {
    result.reason = reason_of_cut(summary.cut);
    if (result.reason == Reason::bound) result.message = summary.cut;
  } else if (summary.complete == 0) {
    result.reason = Reason::blocked;
  } else if (result.assertions == 0) {
    result.reason = Reason::unreached;
  } else {
    result.verdict = Verdict::proved;
  }
}

}  // namespace

Exploration explore(const CaseEntry& entry, const Setting& setting, const Options& options,
                    const Watching& watching) {
  Unfolding unfolding;
  Locations locations;
  Replay replay(entry, setting, unfolding, locations);
  Search search(unfolding, locations, replay, options);
  search.stop = watching.stop;
  if (watching.show)
    search.on_complete = [&](const Graph& graph) {
      watching.show(Story(graph, unfolding, locations));
    };
  Exploration done;
  done.summary = watching.path.empty() ? search.run() : search.follow(watching.path);
  done.assertions = replay.assertions();
  done.runs = replay.runs();
  done.labels = unfolding.size();
  replay.report(done.result);
  const Summary& summary = done.summary;
  if (!summary.defect) {
    judge(summary, done.result);
    return done;
  }
  done.result.executions = summary.complete + summary.blocked;
  done.result.completed = summary.complete;
  done.result.verdict = Verdict::refuted;
  const Story story{search.graph(), unfolding, locations};
  Counterexample shown{.kind = summary.defect->kind,
                       .message = summary.defect->message,
                       .execution = summary.complete + summary.blocked,
                       .trace = story.steps()};
  shown.path = story.path();
  for (const Event e : summary.defect->events) shown.accesses.push_back(story.place_of(e));
  done.result.counterexample = std::move(shown);
  return done;
}

Estimate estimate(const CaseEntry& entry, const Setting& setting, const Options& options,
                  std::uint64_t walks) {
  Unfolding unfolding;
  Locations locations;
  Replay replay(entry, setting, unfolding, locations);
  Search search(unfolding, locations, replay, options);
  double sum = 0;
  double squares = 0;
  for (std::uint64_t walk = 0; walk < walks; ++walk) {
    const double one = search.probe(options.seed + walk);
    sum += one;
    squares += one * one;
  }
  const auto n = static_cast<double>(walks);
  const double mean = sum / n;
  return {mean, std::sqrt(std::max(0.0, squares / n - mean * mean) / n)};
}

}  // namespace assay::explore

namespace assay {

namespace {
std::atomic<std::uint64_t> executions{0};
}  // namespace

std::uint64_t explored_executions() { return executions.load(); }

CheckResult run_explore(const CaseEntry& entry, const CheckRequest& request) {
  explore::Setting setting{.mutant = request.mutant};
  for (const OrderChange& change : request.changes) setting.orders.set(change.site, change.order);
  const explore::Watching watching{.stop =
                                       [](const explore::Summary& so_far) {
                                         executions.store(so_far.complete + so_far.blocked);
                                         return false;
                                       },
                                   .path = request.schedule.path};
  return explore::explore(entry, setting, {.most_executions = request.executions}, watching).result;
}

EngineDeclaration declare_explore() {
  return {Engine::explore,
          "own, exhaustive, RC11 with the release sequences of C++20",
          {"no load buffering: RC11 forbids cycles of program order and reads-from",
           "one width per cell: mixed-size accesses are skipped",
           "within the bounds of the case: agents, operations, spurious wake-ups",
           "time is virtual: a deadline may pass at any moment"}};
}

}  // namespace assay

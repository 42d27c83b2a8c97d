#include "harness/engines/explore/explore.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <iostream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "harness/engines/explore/stack_guard.h"
#include "harness/engines/explore/watchdog.h"
#include "harness/engines/explore/workers.h"
#include "harness/execution/check_json.h"
#include "harness/execution/token.h"

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

// A search with all that it works on.
struct Worker {
  Worker(const CaseEntry& entry, const Setting& setting, const Options& options)
      : replay(entry, with(setting, options), unfolding, locations),
        search(unfolding, locations, replay, options) {}

  static Setting with(Setting setting, const Options& options) {
    setting.symmetry = options.symmetry;
    return setting;
  }

  // What it found, added to what others did.
  void report(Exploration& done) const {
    const Summary& mine = search.summary();
    Summary& all = done.summary;
    all.complete += mine.complete;
    all.blocked += mine.blocked;
    all.stubs += mine.stubs;
    all.stands_for += mine.stands_for;
    all.steps += mine.steps;
    all.duplicates += mine.duplicates;
    if (all.cut.empty()) all.cut = mine.cut;
    if (all.abandoned.empty()) all.abandoned = mine.abandoned;
    if (all.trouble.empty()) all.trouble = mine.trouble;
    if (!all.defect) all.defect = mine.defect;
    done.assertions += replay.assertions();
    done.runs += replay.runs();
    done.labels = std::max(done.labels, unfolding.size());
    replay.report(done.result);
  }

  SignalStack stack;  // a worker is one thread's
  Unfolding unfolding;
  Locations locations;
  Replay replay;
  Search search;
};

void show_defect(const Worker& worker, Exploration& done) {
  const Defect& defect = *done.summary.defect;
  // An access that is wrong is the newest; other defects are about the whole.
  const bool is_access = defect.kind == "data race" || defect.kind == "use after free" ||
                         defect.kind == "double free" || defect.kind == "access before commit";
  const Event last = is_access && !defect.events.empty() ? defect.events.back() : kInitial;
  const Story story(worker.search.graph(), worker.unfolding, worker.locations, last);
  done.path = story.path();
  Counterexample shown{.kind = defect.kind,
                       .message = defect.message,
                       .execution = worker.search.shown_after(),
                       .trace = story.steps(),
                       .guilty = story.steps_of(defect.events)};
  for (const Event e : defect.events) shown.accesses.push_back(story.place_of(e));
  done.result.counterexample = std::move(shown);
  done.result.verdict = Verdict::refuted;
  done.result.executions = done.summary.complete + done.summary.blocked;
  done.result.completed = done.summary.complete;
}

Exploration explore_alone(const CaseEntry& entry, const Setting& setting, const Options& options,
                          const Watching& watching) {
  Worker worker(entry, setting, options);
  worker.search.stop = watching.stop;
  if (watching.show)
    worker.search.on_complete = [&](const Graph& graph) {
      watching.show(Story(graph, worker.unfolding, worker.locations));
    };
  if (watching.path.empty())
    worker.search.run();
  else
    worker.search.follow(watching.path);
  Exploration done;
  worker.report(done);
  done.summary.is_whole = worker.search.summary().is_whole;
  if (done.summary.defect)
    show_defect(worker, done);
  else
    judge(done.summary, done.result);
  return done;
}

// The first worker begins alone, so that what is found soon is found in the same order
// always; then it gives parts away.
Exploration explore_together(const CaseEntry& entry, const Setting& setting, const Options& options,
                             const Watching& watching) {
  Workers workers(options.workers);
  std::mutex mutex;  // of what follows
  Exploration done;
  Summary so_far;
  Options mine = options;
  mine.shorten = 0;  // what is shown is found by one alone
  workers.run([&](Workers& all, unsigned number) {
    Worker worker(entry, setting, mine);
    Search& search = worker.search;
    Summary told;
    search.stop = [&](const Summary& own) {
      if (all.has_ended()) return true;
      if (!watching.stop) return false;
      const std::lock_guard lock(mutex);
      so_far.complete += own.complete - told.complete;
      so_far.blocked += own.blocked - told.blocked;
      told = own;
      return watching.stop(so_far);
    };
    search.after_each = [&] {
      const Summary& own = search.summary();
      if (!all.wants() || own.complete + own.blocked < options.alone) return;
      if (auto job = search.give()) all.put(*std::move(job));
    };
    bool is_well = true;
    if (number == 0) is_well = search.run().is_whole;
    while (is_well)
      if (const auto job = all.take())
        is_well = search.resume(*job).is_whole;
      else
        break;
    if (!is_well) all.end();
    const std::lock_guard lock(mutex);
    worker.report(done);
  });
  done.summary.is_whole = done.summary.cut.empty() && done.summary.trouble.empty();
  judge(done.summary, done.result);
  return done;
}

}  // namespace

Exploration explore(const CaseEntry& entry, const Setting& setting, const Options& options,
                    const Watching& watching) {
  const bool is_alone = options.workers <= 1 || options.most_executions != 0 ||
                        !watching.path.empty() || watching.show;
  if (!is_alone) {
    Exploration done = explore_together(entry, setting, options, watching);
    // What several found depends on who was first; one finds the same always.
    if (!done.summary.defect) return done;
  }
  return explore_alone(entry, setting, options, watching);
}

Estimate estimate(const CaseEntry& entry, const Setting& setting, const Options& options,
                  std::uint64_t walks) {
  Worker worker(entry, setting, options);
  double sum = 0;
  double squares = 0;
  for (std::uint64_t walk = 0; walk < walks; ++walk) {
    const double one = worker.search.probe(options.seed + walk);
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
  const explore::Watchdog watchdog(explore::kPatience, kExitInternal, [] {
    const CheckResult stuck{.verdict = Verdict::error, .message = explore::kDoesNotComeBack};
    std::cout << to_json(stuck).dump() << std::endl;
  });
  const explore::StackGuard guard(
      entry.info.name, STDOUT_FILENO, kExitInternal, [](const std::string& sentence) {
        return to_json(CheckResult{.verdict = Verdict::error, .message = sentence}).dump();
      });
  explore::Exploration done = explore::explore(
      entry, setting,
      {.most_executions = request.executions, .workers = std::thread::hardware_concurrency()},
      watching);
  if (done.result.counterexample) {
    CheckRequest again = request;
    again.schedule.path = done.path;
    done.result.counterexample->token = format_token(again);
  }
  return done.result;
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

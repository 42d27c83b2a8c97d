#include "harness/engines/native/native_runner.h"

#include <sched.h>

#include <atomic>
#include <cstdlib>
#include <thread>

#include "harness/engines/native/native_context.h"
#include "harness/engines/native/plain_access.h"
#include "harness/engines/native/tsan_reports.h"

namespace assay {
namespace {

// All agents arrive before any leaves. Spins briefly, so that they leave together;
// then yields, for there may be fewer cores than agents.
class StartLine {
 public:
  explicit StartLine(int agents)
      : agents_(agents),
        spins_(static_cast<unsigned>(agents) <= std::thread::hardware_concurrency() ? 2000 : 50) {}

  void arrive() {
    const unsigned phase = phase_.load();
    if (arrived_.fetch_add(1) + 1 == agents_) {
      arrived_ = 0;
      phase_.fetch_add(1);
      return;
    }
    for (int i = 0; phase_.load() == phase; ++i)
      if (i > spins_) sched_yield();
  }

 private:
  const int agents_;
  const int spins_;
  std::atomic<int> arrived_{0};
  std::atomic<unsigned> phase_{0};
};

// The executions of one check.
class Run {
 public:
  Run(const CaseEntry& entry, std::uint64_t executions)
      : entry_(entry),
        budget_(executions),
        line_(entry.info.agents),
        memory_(std::aligned_alloc(kAlignment, (entry.size / kAlignment + 1) * kAlignment)) {}
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  ~Run() { std::free(memory_); }  // NOLINT(cppcoreguidelines-no-malloc): aligned_alloc's

  void start() {
    std::vector<std::thread> others;
    for (int i = 1; i < entry_.info.agents; ++i) others.emplace_back([this, i] { agent(i); });
    agent(0);
    for (std::thread& other : others) other.join();
  }

  std::uint64_t begun() const { return begun_; }
  std::uint64_t completed() const { return completed_; }

 private:
  static constexpr std::size_t kAlignment = 64;

  void agent(int me) {
    for (;;) {
      if (me == 0) prepare();
      line_.arrive();
      if (over_) return;
      context_.become(me);
      constexpr unsigned kStagger = 1023;
      if (context_.sometimes(2))
        for (unsigned i = begun_ * 2654435761U & kStagger; i != 0 && me == 0; --i)
          __builtin_ia32_pause();
      try {
        case_->agent(me);
      } catch (const Abandoned&) {  // the execution ended early; so does the agent
      }
      context_.statuses().end(me);
      line_.arrive();
      if (me == 0) finish();
    }
  }

  void prepare() {
    over_ = begun_ == budget_ || context_.stopping() || race_reports() != 0;
    if (over_) return;
    ++begun_;
    context_.begin_execution(begun_, entry_.info.agents);
    context_.become(0);
    case_ = entry_.construct(memory_);
    case_->before();
  }

  // What an abandoned execution left behind is not torn down: the program ends.
  void finish() {
    if (context_.stopping()) return;
    case_->after();
    case_->~ErasedCase();
    if (!context_.stopping()) ++completed_;
  }

  const CaseEntry& entry_;
  const std::uint64_t budget_;
  StartLine line_;
  void* const memory_;
  ErasedCase* case_ = nullptr;
  NativeContext& context_ = NativeContext::instance();
  std::uint64_t begun_ = 0;
  std::uint64_t completed_ = 0;
  bool over_ = false;
};

Counterexample counterexample_of(const Failure& failure) {
  return {.kind = failure.kind,
          .message = failure.message,
          .execution = 0,
          .accesses = {std::string(failure.where.file) + ":" + std::to_string(failure.where.line)},
          .trace = {},
          .token = {}};
}

}  // namespace

CheckResult run_on_threads(const CaseEntry& entry, const CheckRequest& request) {
  NativeContext& context = NativeContext::instance();
  context.configure(request, entry.info.races);
  std::uint64_t executions = request.executions;
  if (executions == 0) {
    const std::uint64_t native =
        entry.info.native_executions != 0 ? entry.info.native_executions : kNativeExecutions;
    executions = kWatchedByTsan ? native * kTsanExecutions / kNativeExecutions : native;
  }
  Run run(entry, executions);
  run.start();

  CheckResult result;
  result.executions = run.begun();
  result.completed = run.completed();
  context.report(result);
  if (race_reports() != 0) {
    RaceReport race = first_race_report();
    const bool is_race = race.kind == "data-race";
    result.counterexample =
        Counterexample{.kind = is_race ? "data race" : "use after free",
                       .message = is_race ? "two accesses, one a write, none ordered"
                                          : "an access after the end of its object",
                       .execution = run.begun(),
                       .accesses = std::move(race.accesses),
                       .trace = {},
                       .token = {}};
  } else if (const Failure* const failure = context.failure()) {
    result.counterexample = counterexample_of(*failure);
    result.counterexample->execution = run.begun();
  }
  if (result.counterexample) {
    result.verdict = Verdict::refuted;
    return result;
  }
  result.verdict = Verdict::unknown;
  result.reason = Reason::budget;
  if (context.abandoned()) {
    result.reason = Reason::bound;
    result.message = context.abandoned_because();
  } else if (result.completed == 0)
    result.reason = Reason::blocked;
  else if (result.assertions == 0)
    result.reason = Reason::unreached;
  return result;
}

EngineDeclaration declare_thread_engine() {
#if defined(__clang__)
  const std::string compiler =
      "clang " + std::to_string(__clang_major__) + "." + std::to_string(__clang_minor__);
#else
  const std::string compiler =
      "g++ " + std::to_string(__GNUC__) + "." + std::to_string(__GNUC_MINOR__);
#endif
  if (kWatchedByTsan)
    return {
        Engine::tsan,
        "ThreadSanitizer of " + compiler,
        {"samples schedules: silence is no proof",
         "sees races on plain data only: a too-weak order between two atomics alone is invisible",
         "executes on the hardware: a weak outcome that the hardware never shows never happens",
         "does not understand standalone fences",
         "remembers a few accesses per word: an old race may be forgotten"}};
  return {Engine::native,
          compiler,
          {"samples schedules: silence is no proof",
           "x86-64 is TSO: of all reorderings only a store that leaves late is observable",
           "races are invisible unless they change a result",
           "a locked instruction is a full fence, so no order of a read-modify-write matters"}};
}

}  // namespace assay

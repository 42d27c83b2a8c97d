#include "harness/footprint/promise.h"

#include <algorithm>
#include <functional>

namespace assay {
namespace {

using Figure = std::function<std::int64_t(const Reading&)>;

std::int64_t external(const Reading& reading) { return reading.external; }
std::int64_t resident(const Reading& reading) { return reading.resident; }
// What a subject counts shared bytes with: Node has them in arrayBuffers only.
std::int64_t counted(const Reading& reading) {
  return reading.array_buffers.value_or(reading.external);
}

struct Range {
  std::int64_t least, most;
};
constexpr Range around(std::int64_t bytes, std::int64_t slack) {
  return {bytes - slack, bytes + slack};
}
constexpr std::int64_t five_percent(std::int64_t bytes) { return bytes / 20; }
// "Within 10 % of the baseline": of one that is zero, zero. Less than it was is no leak.
constexpr Range back_at(std::int64_t baseline) { return {0, baseline + baseline / 10}; }

// Buffers that Node makes for itself meanwhile, for its streams and ports.
constexpr std::int64_t kOwnBuffersOfNode = 65'536;
// Of resident memory: stacks, heaps and pages of libraries, for the process and for each
// agent that did something for the first time.
constexpr std::int64_t kProcessNoise = 2 * static_cast<std::int64_t>(kMegabyte);
// glibc gives back at once only what is larger (mallopt(3), DEFAULT_MMAP_THRESHOLD_MAX).
constexpr auto kKeptByTheLibrary = 32 * static_cast<std::int64_t>(kMegabyte);
constexpr std::int64_t noise_of_agent(Subject subject) {
  return subject == Subject::node ? static_cast<std::int64_t>(kMegabyte) : 65'536;
}

// Judges a subject's footprints, promise by promise.
class Judge {
 public:
  Judge(Subject subject, const std::vector<Footprint>& footprints, std::string reason)
      : subject_(subject), footprints_(footprints), reason_(std::move(reason)) {}

  // What a failure of the next promises means.
  void failure_is(Judgement judgement) { failure_ = judgement; }

  // `later` less `earlier` of a figure. Without a footprint, or with a reason: skipped.
  template <class AStep>
  void difference(std::string promise, std::string_view figure, Scenario scenario,
                  const Figure& value, AStep later, AStep earlier, Range range,
                  std::string skipped = {}) {
    const auto steps = steps_of(scenario);
    Promise& made = add(std::move(promise), figure, scenario,
                        std::string(steps[static_cast<std::size_t>(later)]) + " less " +
                            std::string(steps[static_cast<std::size_t>(earlier)]));
    const Footprint* const print = find(scenario);
    if (print != nullptr && skipped.empty())
      return decide(made, value(print->at(later)) - value(print->at(earlier)), range);
    skip(made, print == nullptr ? reason_ : std::move(skipped));
  }

  // A figure back where it was at `earlier`.
  template <class AStep>
  void back(std::string promise, std::string_view figure, Scenario scenario, const Figure& value,
            AStep later, AStep earlier) {
    const auto steps = steps_of(scenario);
    Promise& made = add(std::move(promise), figure, scenario,
                        std::string(steps[static_cast<std::size_t>(later)]));
    const Footprint* const print = find(scenario);
    if (print == nullptr) return skip(made, reason_);
    decide(made, value(print->at(later)), back_at(value(print->at(earlier))));
  }

  std::vector<Promise> promises() && { return std::move(promises_); }

 private:
  const Footprint* find(Scenario scenario) const {
    for (const Footprint& each : footprints_)
      if (each.subject == subject_ && each.scenario == scenario) return &each;
    return nullptr;
  }
  Promise& add(std::string promise, std::string_view figure, Scenario scenario,
               const std::string& steps) {
    return promises_.emplace_back(
        Promise{.subject = subject_,
                .promise = std::move(promise),
                .figure = std::string(name(scenario)) + ": " + std::string(figure) + ", " + steps});
  }
  void decide(Promise& promise, std::int64_t found, Range range) const {
    promise.found = found;
    promise.least = range.least;
    promise.most = range.most;
    if (found < range.least || found > range.most) promise.judgement = failure_;
  }
  static void skip(Promise& promise, std::string reason) {
    promise.judgement = Judgement::skipped;
    promise.reason = std::move(reason);
  }

  Subject subject_;
  const std::vector<Footprint>& footprints_;
  std::string reason_;
  Judgement failure_ = Judgement::off;
  std::vector<Promise> promises_;
};

void judge_resident(Judge& judge, Subject subject, const Dataset& dataset) {
  const auto size = static_cast<std::int64_t>(dataset.bytes);
  const auto workers = static_cast<std::int64_t>(dataset.workers);
  const std::int64_t noise = kProcessNoise + workers * noise_of_agent(subject);
  const std::string small = size > kKeptByTheLibrary && size >= 2 * noise
                                ? ""
                                : "too small for resident memory to be exact about it";
  const auto one = [&](Scenario scenario, std::int64_t bytes, std::string promise) {
    judge.difference(std::move(promise), "resident", scenario, resident, Step::received,
                     Step::started, around(bytes, five_percent(bytes) + noise), small);
  };
  one(Scenario::shared, size, "sharing takes the dataset once");
  one(Scenario::cloned, (workers + 1) * size, "cloning copies it for each worker");
}

}  // namespace

std::vector<Promise> judge_memory(Subject subject, const Dataset& dataset,
                                  const std::vector<Footprint>& footprints,
                                  const std::string& reason) {
  const auto size = static_cast<std::int64_t>(dataset.bytes);
  const bool node = subject == Subject::node;
  const std::string_view figure = node ? "arrayBuffers" : "external";
  const Range once = around(size, five_percent(size));
  const Range nothing = around(0, node ? kOwnBuffersOfNode : 0);
  Judge judge(subject, footprints, reason);
  const auto shared = [&](std::string promise, std::string_view of, const Figure& value, Step later,
                          Step earlier, Range range) {
    judge.difference(std::move(promise), of, Scenario::shared, value, later, earlier, range);
  };
  shared("allocated once, by its size", figure, counted, Step::allocated, Step::started, once);
  shared("received by every worker for nothing", figure, counted, Step::received, Step::allocated,
         nothing);
  judge.back("gone when all workers have ended", figure, Scenario::shared, counted, Step::ended,
             Step::started);
  if (node) {
    judge.failure_is(Judgement::differs);
    shared("allocated once, by its size", "external", external, Step::allocated, Step::started,
           once);
    judge.failure_is(Judgement::off);
  }
  judge_resident(judge, subject, dataset);
  judge.difference("a worker holds it alone", figure, Scenario::teardown, counted,
                   TeardownStep::held, TeardownStep::started, once);
  judge.difference("still held when terminate() returned", figure, Scenario::teardown, counted,
                   TeardownStep::terminated, TeardownStep::held, nothing);
  judge.back("gone when the worker is torn down", figure, Scenario::teardown, counted,
             TeardownStep::torn_down, TeardownStep::started);
  return std::move(judge).promises();
}

std::size_t count(const std::vector<Promise>& promises, Judgement judgement) {
  return static_cast<std::size_t>(
      std::count_if(promises.begin(), promises.end(),
                    [judgement](const Promise& each) { return each.judgement == judgement; }));
}

}  // namespace assay

#include "harness/engines/relacy/relacy_context.h"

#include <map>
#include <string>

namespace assay {

constinit RelacyContext RelacyContext::instance_{};

void RelacyContext::configure(const CheckRequest& request, const CaseInfo& info) {
  orders_ = Orders{};
  for (const OrderChange& change : request.changes) orders_.set(change.site, change.order);
  mutant_ = request.mutant;
  info_ = &info;
}

void RelacyContext::begin_execution() {
  ++execution_;
  clock = 0;
  abandoning = false;
  running = info_->agents;
  step_count_ = 0;
}

void RelacyContext::reach(Site site, Where where) {
  const auto i = static_cast<std::size_t>(site);
  if (reached_file_[i] != nullptr) return;
  reached_file_[i] = where.file;
  reached_line_[i] = where.line;
}

void RelacyContext::record(const RecordedStep& step) {
  if (step_count_ < kMaxSteps) steps_[step_count_++] = step;
}

void RelacyContext::report(CheckResult& result) const {
  result.assertions = assertions;
  result.completed = completed;
  for (std::size_t i = 0; i < kSiteCount; ++i) {
    if (reached_file_[i] == nullptr) continue;
    result.reached.push_back(static_cast<Site>(i));
    result.places.push_back(std::string(reached_file_[i]) + ":" + std::to_string(reached_line_[i]));
  }
}

std::string RelacyContext::current_access() const {
  const std::string who = now_.agent < 0 ? "set-up" : "agent " + std::to_string(now_.agent);
  return std::string(now_.what) + " " + now_.where.file + ":" + std::to_string(now_.where.line) +
         " by " + who;
}

std::string RelacyContext::failure_text(const char* kind) const {
  const std::string_view what = kind;
  if (what == "assertion") return failed_check_;
  if (what == "data race")
    return "this access is not ordered after an earlier one by another agent";
  if (what == "deadlock") return "every agent sleeps, and none is left to wake one";
  if (what == "leak") return "an object was made and never destroyed";
  return what == "use after free" ? "this access comes after the end of its object"
                                  : std::string(what);
}

namespace {

// "waiter_list.h:24": how a variable, which has no site, is told from others.
std::string place_name(const char* file, unsigned line) {
  const std::string_view path = file;
  return std::string(path.substr(path.rfind('/') + 1)) + ":" + std::to_string(line);
}

}  // namespace

std::vector<TraceStep> RelacyContext::trace(const char* kind) const {
  // Pointers are numbered as they appear; the lowest bit is a tag of the core's.
  std::map<std::uint64_t, std::size_t> names;
  const auto text_of = [&names](const RecordedStep& step) {
    if (!step.has_value) return std::string();
    if (!step.is_pointer || step.value <= 1) return std::to_string(step.value);
    const std::size_t number =
        names.try_emplace(step.value & ~1ULL, names.size() + 1).first->second;
    return "p" + std::to_string(number) + ((step.value & 1U) != 0 ? "|1" : "");
  };
  std::vector<TraceStep> steps;
  steps.reserve(step_count_);
  for (std::size_t i = 0; i < step_count_; ++i) {
    const RecordedStep& step = steps_[i];
    steps.push_back({.agent = step.agent,
                     .operation = step.operation,
                     .object = step.object == kVariable ? place_name(step.file, step.line)
                                                        : std::string(step.object),
                     .value = text_of(step),
                     .order = step.order,
                     .where = std::string(step.file) + ":" + std::to_string(step.line)});
  }
  if (std::string_view(kind) == "data race")
    steps.push_back(
        {.agent = now_.agent,
         .operation = "RACE",
         .object = now_.what,
         .where = std::string(now_.where.file) + ":" + std::to_string(now_.where.line)});
  return steps;
}

}  // namespace assay

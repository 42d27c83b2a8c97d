#include "cases/property/program_run.h"

namespace assay::property {

void ProgramRun::begin() {
  ++begun_;
  clock_ = 0;
  failing_ = nullptr;
  for (Log& log : logs_) log.count = 0;
}

void ProgramRun::record(const Event& event) {
  Log& log = logs_[event.agent];
  if (log.count == kMostEvents) return fail("the last agent had to wake too many");
  log.events[log.count] = event;
  log.events[log.count++].returned = tick();
}

void ProgramRun::fail(const char* defect) {
  const char* none = nullptr;
  failing_.compare_exchange_strong(none, defect);
}

void ProgramRun::finish() {
  for (const Log& log : logs_)
    for (std::size_t i = 0; i < log.count; ++i)
      ++distribution_[static_cast<std::size_t>(log.events[i].step.verb)]
                     [static_cast<std::size_t>(log.events[i].answer)];
  if (defect_ != nullptr) return;
  defect_ = failing_;
  if (defect_ == nullptr) defect_ = defect_of(history_of(logs_));
  if (defect_ == nullptr) return;
  defective_ = begun_;
  kept_ = logs_;
}

History ProgramRun::history() const { return history_of(kept_); }

History ProgramRun::history_of(const Logs& logs) {
  History history;
  for (const Log& log : logs)
    history.insert(history.end(), log.events.begin(),
                   log.events.begin() + static_cast<std::ptrdiff_t>(log.count));
  return history;
}

ProgramRun*& ProgramRun::current() {
  static ProgramRun* run = nullptr;
  return run;
}

}  // namespace assay::property

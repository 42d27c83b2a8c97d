#include "harness/engines/native/native_context.h"

#include <sched.h>

#include "harness/engines/native/watched.h"

namespace assay {
namespace {

void pause(unsigned times) {
  for (unsigned i = 0; i < times; ++i) __builtin_ia32_pause();
}

}  // namespace

constinit NativeContext NativeContext::instance_{};
thread_local int NativeContext::agent_ = 0;
thread_local std::uint32_t NativeContext::random_ = 1;

void NativeContext::configure(const CheckRequest& request, Races races) {
  orders_ = Orders{};
  under_test_.fill(false);
  for (const OrderChange& change : request.changes) {
    orders_.set(change.site, change.order);
    under_test_[static_cast<std::size_t>(change.site)] = true;
  }
  mutant_ = request.mutant;
  races_ = races;
  seed_ = request.schedule.seed;
  disturbs_ = true;
}

void NativeContext::begin_execution(std::uint64_t number, int agents) {
  execution_ = number;
  next_agent_ = agents;
  statuses_.start(agents);
}

void NativeContext::become(int agent) {
  agent_ = agent;
  // Any odd mix will do: a different stream per seed, execution and agent.
  const std::uint64_t mixed =
      (seed_ * 0x9E3779B97F4A7C15 + execution_) * 0xBF58476D1CE4E5B9 + static_cast<unsigned>(agent);
  random_ = static_cast<std::uint32_t>(mixed >> 31U) | 1U;
}

bool NativeContext::sometimes(unsigned one_in) {
  random_ ^= random_ << 13U;
  random_ ^= random_ >> 17U;
  random_ ^= random_ << 5U;
  return random_ % one_in == 0;
}

void NativeContext::disturb() {
  constexpr unsigned kOneIn = 32;
  constexpr unsigned kYieldOneIn = 4;
  if (!disturbs_ || !sometimes(kOneIn)) return;
  if (sometimes(kYieldOneIn))
    sched_yield();
  else
    pause((random_ >> 8U) & 255U);
}

void NativeContext::before_access(Site site, Where where) {
  const auto i = static_cast<std::size_t>(site);
  if (reached_file_[i].load(std::memory_order_relaxed) == nullptr) {
    reached_line_[i].store(where.line, std::memory_order_relaxed);
    reached_file_[i].store(where.file, std::memory_order_relaxed);
  }
  // On bare hardware, a delay around accesses to shared bytes hides the one
  // thing it can show: a store that leaves late.
  if (row(site).name.starts_with("cell.") && !kWatchedByTsan) return;
  disturb();
  if (under_test_[i] && sometimes(2)) pause((random_ >> 18U) & 2047U);
}

void NativeContext::after_access(Site site) {
  if (!under_test_[static_cast<std::size_t>(site)]) return;
  if (row(site).name.starts_with("cell.") && !kWatchedByTsan) return;
  if (sometimes(2)) pause((random_ >> 18U) & 2047U);
}

void NativeContext::fail(const char* kind, const char* message, Where where) {
  if (!failing_.exchange(true)) {
    failure_ = {kind, message, where};
    failed_ = true;
  }
  stopping_ = true;
}

void NativeContext::abandon() {
  stopping_ = true;
  throw Abandoned{};
}

void NativeContext::abandon(const char* why) {
  abandoned_because_ = why;
  abandon();
}

void NativeContext::fail_if_stuck(Where where) {
  if (!statuses_.stuck()) return;
  fail("deadlock", "every agent sleeps, and none is left to wake one", where);
  abandon();
}

void NativeContext::report(CheckResult& result) const {
  result.assertions = assertions_;
  for (std::size_t i = 0; i < kSiteCount; ++i) {
    const char* const file = reached_file_[i].load();
    if (file == nullptr) continue;
    result.reached.push_back(static_cast<Site>(i));
    result.places.push_back(std::string(file) + ":" + std::to_string(reached_line_[i].load()));
  }
}

}  // namespace assay

#include "harness/engines/explore/stack_guard.h"

#include <pthread.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <vector>

#include "harness/engines/explore/arena.h"

namespace assay::explore {
namespace {

constexpr std::size_t kSignalStack = std::size_t{64} << 10U;

struct Prepared {
  std::vector<std::string> answers;  // by part of the arena; the last is what runs alone
  int descriptor = STDERR_FILENO;
  int exit_code = 0;
  OtherFault otherwise;
  struct sigaction segv_before {};
  struct sigaction bus_before {};
};
Prepared prepared;

// The lowest address of this thread's own stack, on which a case runs alone.
thread_local std::uintptr_t own_stack = 0;

bool is_below_own_stack(const void* address) {
  constexpr std::uintptr_t kNear = std::uintptr_t{1} << 20U;
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  return own_stack != 0 && at < own_stack + Arena::kGuard && at + kNear >= own_stack;
}

void answer(int signal, siginfo_t* info, void*) {
  // The end of one part of the arena is next to the stack of another.
  const Arena::Inside inside = Arena::inside;
  int part = Arena::overrun_at(info->si_addr);
  if (inside.arena != nullptr && inside.part != part) part = -1;
  if (inside.part == Arena::kSetUp && is_below_own_stack(info->si_addr)) part = Arena::kSetUp;
  const bool is_other = part < 0;
  if (is_other && prepared.otherwise.line.empty()) {  // it comes again, to whoever else knows
    sigaction(signal, signal == SIGSEGV ? &prepared.segv_before : &prepared.bus_before, nullptr);
    return;
  }
  // Threads may fault at once; the first answers, the others wait for the end.
  static std::atomic<bool> answering{false};
  if (answering.exchange(true))
    for (;;) pause();
  const std::string& text =
      is_other ? prepared.otherwise.line : prepared.answers[static_cast<std::size_t>(part)];
  // Should writing fail, the exit code still says it.
  [[maybe_unused]] const auto written = write(prepared.descriptor, text.data(), text.size());
  _exit(is_other ? prepared.otherwise.exit_code : prepared.exit_code);
}

std::string sentence(std::string_view case_name, int part) {
  const bool alone = part == Arena::kSetUp;
  const std::string who = alone ? "what runs alone" : "agent " + std::to_string(part);
  const std::string stack =
      alone ? "the stack" : "its stack of " + std::to_string(Arena::kStack >> 10U) + " KiB";
  return std::string(case_name) + ": " + who + " uses up " + stack +
         ": does it recurse without a bound? Give the recursion one; what is large comes from new";
}

}  // namespace

SignalStack::SignalStack() {
  stack_t now{};
  if (sigaltstack(nullptr, &now) != 0 || (now.ss_flags & SS_DISABLE) == 0) return;
  memory_ = std::make_unique<char[]>(kSignalStack);
  now.ss_sp = memory_.get();
  now.ss_size = kSignalStack;
  now.ss_flags = 0;
  sigaltstack(&now, nullptr);
}

SignalStack::~SignalStack() {
  if (!memory_) return;
  stack_t none{};
  none.ss_flags = SS_DISABLE;
  sigaltstack(&none, nullptr);
}

StackGuard::StackGuard(std::string_view case_name, int descriptor, int exit_code,
                       const Wording& wording, const OtherFault& otherwise) {
  prepared.answers.clear();
  for (int part = 0; part <= Arena::kSetUp; ++part)
    prepared.answers.push_back(wording(sentence(case_name, part)) + "\n");
  prepared.descriptor = descriptor;
  prepared.exit_code = exit_code;
  prepared.otherwise = otherwise;
  if (!otherwise.line.empty()) prepared.otherwise.line += '\n';
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    void* lowest = nullptr;
    std::size_t size = 0;
    if (pthread_attr_getstack(&attributes, &lowest, &size) == 0)
      own_stack = reinterpret_cast<std::uintptr_t>(lowest);
    pthread_attr_destroy(&attributes);
  }
  struct sigaction action {};
  action.sa_sigaction = answer;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigaction(SIGSEGV, &action, &prepared.segv_before);
  sigaction(SIGBUS, &action, &prepared.bus_before);
}

StackGuard::~StackGuard() {
  sigaction(SIGSEGV, &prepared.segv_before, nullptr);
  sigaction(SIGBUS, &prepared.bus_before, nullptr);
  own_stack = 0;
}

}  // namespace assay::explore

#include "harness/engines/fault_report.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>

#include "harness/execution/check_json.h"
#include "harness/execution/token.h"

namespace assay {
namespace {

// Stands for the execution's number in the prepared answer; nothing else is so large.
constexpr std::uint64_t kPlaceholder = 9'876'543'210'987'654'321U;
constexpr std::size_t kMaxAnswer = 8192;
constexpr std::size_t kMaxDigits = 20;

std::array<char, kMaxAnswer> prepared{};
std::size_t prepared_size = 0;
std::array<char, kMaxDigits + 1> placeholder{};
std::uint64_t (*execution_number)() = nullptr;

// Decimal digits of `number` into `out`; how many.
std::size_t digits_of(std::uint64_t number, char* out) {
  std::array<char, kMaxDigits> reversed{};
  std::size_t count = 0;
  do {
    reversed[count++] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  for (std::size_t i = 0; i < count; ++i) out[i] = reversed[count - 1 - i];
  return count;
}

void answer(int) {
  // Threads may fault at once; the first answers, the others wait for the end.
  static std::atomic<bool> answering{false};
  if (answering.exchange(true))
    for (;;) pause();
  std::array<char, kMaxAnswer> out{};
  std::size_t size = 0;
  std::array<char, kMaxDigits> number{};
  const std::size_t digits = digits_of(execution_number(), number.data());
  for (std::size_t i = 0; i < prepared_size;) {
    if (i + kMaxDigits - 1 <= prepared_size &&
        std::memcmp(&prepared[i], placeholder.data(), kMaxDigits - 1) == 0) {
      std::memcpy(&out[size], number.data(), digits);
      size += digits;
      i += kMaxDigits - 1;
    } else {
      out[size++] = prepared[i++];
    }
  }
  // Should writing fail, the exit code still says it.
  [[maybe_unused]] const auto written = write(STDOUT_FILENO, out.data(), size);
  _exit(kExitRefuted);
}

}  // namespace

void arm_fault_report(const CheckRequest& request, std::uint64_t (*current_execution)()) {
  CheckRequest again = request;
  if (request.engine == Engine::relacy) again.schedule.at = kPlaceholder;
  CheckResult result;
  result.verdict = Verdict::refuted;
  result.executions = kPlaceholder;
  result.counterexample = Counterexample{.kind = "memory fault",
                                         .message = "the core accessed memory that is not there",
                                         .execution = kPlaceholder,
                                         .accesses = {},
                                         .trace = {},
                                         .token = format_token(again)};
  const std::string text = to_json(result).dump() + "\n";
  if (text.size() > kMaxAnswer / 2) return;
  std::memcpy(prepared.data(), text.data(), text.size());
  prepared_size = text.size();
  static_assert(kPlaceholder >= 1'000'000'000'000'000'000U, "nineteen digits");
  digits_of(kPlaceholder, placeholder.data());
  execution_number = current_execution;

  // The faulting stack may be a fibre's, or full.
  static std::array<char, 65536> stack{};
  stack_t alternate{};
  alternate.ss_sp = stack.data();
  alternate.ss_size = stack.size();
  sigaltstack(&alternate, nullptr);
  struct sigaction action {};
  action.sa_handler = answer;
  action.sa_flags = SA_ONSTACK;
  for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE}) sigaction(signal, &action, nullptr);
}

}  // namespace assay

#include "harness/engines/explore/verify.h"

#include <unistd.h>

#include <iomanip>
#include <iostream>

#include "harness/engines/explore/stack_guard.h"

namespace assay::explore {
namespace {

// An execution, step by step: who, what, with which order, where.
void print(const Counterexample& shown, std::ostream& out) {
  out << "  " << shown.kind << ": " << shown.message << '\n';
  for (const std::string& place : shown.accesses) out << "    " << place << '\n';
  for (const TraceStep& step : shown.trace) {
    const std::string operation = step.operation + " " + step.object + " " + step.value;
    out << "  agent " << step.agent << "  " << std::left << std::setw(36) << operation << ' '
        << std::setw(8) << step.order << ' ' << step.where << '\n';
  }
}

}  // namespace

int verify(const CaseEntry& entry, const Options& options, std::ostream& out) {
  const StackGuard guard(entry.info.name, STDERR_FILENO, kExitFailed,
                         [](const std::string& sentence) { return sentence; });
  const Exploration found = explore(entry, {}, options);
  const CheckResult& result = found.result;
  out << name(result.verdict) << ' ' << entry.info.name << ": "
      << (entry.info.claim.empty() ? "" : entry.info.claim) << '\n'
      << "  " << (options.model == Model::rc11 ? "RC11" : "SC") << ", " << entry.info.agents
      << " agents, " << found.summary.complete
      << (found.summary.complete == 1 ? " execution" : " executions");
  if (found.summary.blocked != 0) out << " and " << found.summary.blocked << " blocked";
  if (result.reason != Reason::none) out << "; " << name(result.reason);
  if (!result.message.empty()) out << "; " << result.message;
  out << '\n';
  if (result.counterexample) print(*result.counterexample, out);
  return result.verdict == Verdict::error ? kExitFailed : exit_code(result.verdict);
}

int verify(const CaseEntry& entry, const Options& options) {
  return verify(entry, options, std::cout);
}

}  // namespace assay::explore

#include "harness/engines/relacy/relacy_engine.h"

#include <string>

#include "harness/engines/relacy/relacy_context.h"

namespace assay {

CheckResult run_under_relacy(const CaseEntry& entry, const CheckRequest& request,
                             Simulate simulate) {
  RelacyContext& context = RelacyContext::instance();
  context.configure(request, entry.info);
  std::uint64_t first = 1;
  std::uint64_t last = request.executions;
  if (last == 0) last = entry.info.relacy_executions;
  if (last == 0) last = kRelacyExecutions;
  if (request.schedule.at != 0) first = last = request.schedule.at;

  context.start_at(first);
  const Simulation simulation = simulate(entry, first, last);

  CheckResult result;
  result.executions = simulation.last - first + 1;
  context.report(result);
  // An abandoned execution tears nothing down: what it leaves is no leak.
  const bool left_behind = context.abandoning && std::string_view(simulation.kind) == "leak";
  if (simulation.failed && !simulation.is_bound && !left_behind) {
    result.verdict = Verdict::refuted;
    result.counterexample = Counterexample{.kind = simulation.kind,
                                           .message = context.failure_text(simulation.kind),
                                           .execution = simulation.last,
                                           .accesses = {context.current_access()},
                                           .trace = context.trace(simulation.kind),
                                           .token = {}};
    return result;
  }
  if (context.abandoned_because != nullptr) {
    result.message = context.abandoned_because;
    result.verdict =
        result.message == name(Reason::mixed_size) ? Verdict::skipped : Verdict::unknown;
    result.reason = result.message == name(Reason::mixed_size) ? Reason::mixed_size : Reason::bound;
    return result;
  }
  result.verdict = Verdict::unknown;
  result.reason = Reason::budget;
  if (simulation.is_bound)
    result.reason = Reason::bound;
  else if (result.completed == 0)
    result.reason = Reason::blocked;
  else if (result.assertions == 0)
    result.reason = Reason::unreached;
  return result;
}

EngineDeclaration declare_relacy() {
  return {Engine::relacy,
          "Relacy 2.4 (random scheduler)",
          {"samples schedules: silence is no proof", "misses load buffering, 2+2W, S and Z6.U",
           "misses reads more than two writes back",
           "a failed compare-exchange always reads the newest value",
           "misses the race that a same-thread \"release sequence\" of C++11 would leave",
           "false positive: seq_cst accesses on one side, a seq_cst fence on the other",
           "one width per cell: mixed-size accesses are skipped"}};
}

}  // namespace assay

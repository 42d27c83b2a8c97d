#include "harness/report/refutation_card.h"

#include "harness/report/layout.h"
#include "harness/report/sentences.h"
#include "harness/report/trace_table.h"

namespace assay {

std::string replay_line(std::string_view token) {
  return "replay: assay replay " + printable(token) + "\n";
}

std::string refutation_card(const Refutation& refutation) {
  const Counterexample& counterexample = refutation.counterexample;
  std::string out =
      paragraph("  ", refutation.case_name + " on " + std::string(name(refutation.engine)) +
                          ", execution " + grouped(counterexample.execution));
  out += paragraph("  ", counterexample.kind + ": " + counterexample.message);
  if (!counterexample.accesses.empty())
    out += paragraph("  between ", joined(counterexample.accesses, " and "));
  out += paragraph("  ", control_sentence(refutation)) + "\n";
  if (counterexample.trace.empty()) {
    out += "  The engine records no trace.\n";
  } else {
    out += trace_table(counterexample.trace, {.guilty = counterexample.guilty});
    const std::string& where = counterexample.trace.back().where;
    if (!where.empty()) out += paragraph("  ends at ", where);
  }
  return out + "\n" + replay_line(counterexample.token);
}

}  // namespace assay

#include "harness/report/sentences.h"

#include <algorithm>

#include "harness/report/layout.h"

namespace assay {

namespace {

using Direction = SiteChange::Direction;

std::string undecided(const VerdictCounts& counts) {
  return grouped(counts[Verdict::unknown]) + " unknown, " + grouped(counts[Verdict::skipped]) +
         " skipped, " + grouped(counts[Verdict::error]) + " in error";
}

}  // namespace

std::string change_sentence(const Certificate& certificate) {
  const Tally sum = tally(certificate);
  std::string out = certificate.against.empty() ? "" : "against " + certificate.against + ": ";
  out += "weakens " + counted(sum.changes[Direction::weakened], "site") + ", strengthens " +
         grouped(sum.changes[Direction::strengthened]);
  const auto add = [&](Direction direction, std::string_view verb) {
    if (sum.changes[direction] != 0)
      out += ", " + std::string(verb) + " " + grouped(sum.changes[direction]);
  };
  add(Direction::sideways, "moves sideways");
  add(Direction::added, "adds");
  add(Direction::removed, "removes");
  return out;
}

std::string count_sentence(const Certificate& certificate) {
  const Tally sum = tally(certificate);
  return "Of " + counted(sum.claims.sum(), "claim") + " " + undecided(sum.claims) + "; of " +
         counted(sum.checks.sum(), "check") + " " + undecided(sum.checks) + ". " +
         grouped(sum.engines[Verdict::proved]) + " of " + grouped(kEngines.size()) +
         " required engines ran. Negative controls: " + grouped(sum.weakenings_refuted) + " of " +
         counted(sum.weakenings, "weakening") + " refuted.";
}

std::string outcome(const Weakening& weakening) {
  if (weakening.refutation) return "refuted";
  return weakening.is_proved ? "proved" : "not refuted";
}

std::string joint_sentence(const JointWeakening& joint) {
  std::string changes;
  for (const OrderChange& change : joint.changes)
    changes += (changes.empty() ? "" : ", ") + std::string(name(change.site)) + "=" +
               std::string(name(change.order));
  const std::string proof = std::string(joint.is_proved ? "proved" : "not proved") +
                            " as a whole by the cases of the control plane, " +
                            counted(joint.executions, "execution") + ".";
  if (changes.empty()) return "No order can be weakened further: what is certified is " + proof;
  return "At most so much at once: " + changes + "; " + proof;
}

std::vector<std::string> shortcomings(const Certificate& certificate) {
  std::vector<std::string> out;
  for (const Engine engine : kEngines) {
    const auto report = std::find_if(
        certificate.engines.begin(), certificate.engines.end(),
        [engine](const EngineReport& each) { return each.declaration.engine == engine; });
    if (report == certificate.engines.end())
      out.push_back("required engine " + std::string(name(engine)) + " is not in this run");
    else if (report->status != Verdict::proved)
      out.push_back("required engine " + std::string(name(engine)) +
                    " did not run: " + std::string(name(report->status)) + ", " + report->message);
  }
  if (certificate.interrupted) out.emplace_back("The run was interrupted before its end.");
  if (certificate.budget_spent)
    out.emplace_back("The budget was spent before everything was examined.");
  return out;
}

std::string control_sentence(const Refutation& refutation) {
  if (!refutation.has_control)
    return "This is what ships: there is no unweakened core to compare with.";
  return "Without the change the same case passes on the same engine within the same budget (" +
         (refutation.budget == 0 ? "the case's default" : counted(refutation.budget, "execution")) +
         ").";
}

std::string budget_words(const Certificate& certificate) {
  return certificate.budget == 0 ? "each case's default"
                                 : counted(certificate.budget, "execution") + " per check";
}

std::vector<std::string> limits() {
  return {
      "Anything beyond the bounds in the claims: more agents, operations, timeouts or spurious "
      "wake-ups.",
      "That an outcome never happens, where a sampler did not see it: sampling refutes, and does "
      "not prove.",
      "Whether two sites may be weakened together: NECESSARY, OVER_STRONG and UNDECIDED are about "
      "one site, the others as they stand.",
      "What another compiler or another processor makes of the same core."};
}

bool no_site_examined(const Certificate& certificate) {
  return std::all_of(
      certificate.sites.begin(), certificate.sites.end(),
      [](const SiteDecision& site) { return site.minimality == Minimality::not_examined; });
}

std::string_view why_no_site_was_examined() {
  return "None examined: with --order, and after a refutation, only the claims are decided. "
         "Without them each site's next weaker orders are tried.";
}

}  // namespace assay

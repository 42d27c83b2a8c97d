#include "harness/report/verdict_box.h"

#include <algorithm>

#include "harness/certify/tally.h"
#include "harness/report/explain.h"
#include "harness/report/layout.h"

namespace assay {

namespace {

constexpr std::size_t kInside = kColumns - 4;  // between "| " and " |"

using Direction = SiteChange::Direction;

// "weakens 1 site, strengthens 0"; the rarer directions only where they occur.
std::string change(const Certificate& certificate, const Tally& sum) {
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

std::string undecided(const VerdictCounts& counts) {
  return grouped(counts[Verdict::unknown]) + " unknown, " + grouped(counts[Verdict::skipped]) +
         " skipped, " + grouped(counts[Verdict::error]) + " in error";
}

class Box {
 public:
  void rule() { text_ += "+" + std::string(kColumns - 2, '-') + "+\n"; }
  void line(std::string_view text) { text_ += "| " + pad(text, kInside) + " |\n"; }
  void lines(std::string_view first, std::string_view text) {
    std::string before(first);
    for (const std::string& each : wrap(text, kInside - width(first))) {
      line(before + each);
      before.assign(width(first), ' ');
    }
  }
  std::string text() const { return text_; }

 private:
  std::string text_;
};

void add_claim(Box& box, const ClaimDecision& claim) {
  const std::string margin = pad(name(claim.verdict), 9);
  box.lines(margin, std::string(name(claim.plane)) + " plane: " + claim.sentence);
  if (claim.reason != Reason::none)
    box.lines("         ",
              std::string(name(claim.reason)) + ": " + std::string(explain(claim.reason)));
}

// The required engines that did not run, absent ones included.
void add_missing_engines(Box& box, const Certificate& certificate) {
  for (const Engine engine : kEngines) {
    const auto report = std::find_if(
        certificate.engines.begin(), certificate.engines.end(),
        [engine](const EngineReport& each) { return each.declaration.engine == engine; });
    if (report == certificate.engines.end())
      box.lines("", "required engine " + std::string(name(engine)) + " is not in this run");
    else if (report->status != Verdict::proved)
      box.lines("", "required engine " + std::string(name(engine)) + " did not run: " +
                        std::string(name(report->status)) + ", " + report->message);
  }
}

}  // namespace

std::string verdict_box(const Certificate& certificate) {
  const Tally sum = tally(certificate);
  Box box;
  box.rule();
  box.line(name(certificate.verdict()));
  box.lines("", certificate.subject);
  box.lines("", change(certificate, sum));
  box.line("");
  for (const ClaimDecision& claim : certificate.claims) add_claim(box, claim);
  if (certificate.claims.empty()) box.line("No claim was examined.");
  box.line("");
  box.lines("", "Of " + counted(sum.claims.sum(), "claim") + " " + undecided(sum.claims) + "; of " +
                    counted(sum.checks.sum(), "check") + " " + undecided(sum.checks) + ". " +
                    grouped(sum.engines[Verdict::proved]) + " of " + grouped(kEngines.size()) +
                    " required engines ran. Negative controls: " + grouped(sum.weakenings_refuted) +
                    " of " + counted(sum.weakenings, "weakening") + " refuted.");
  add_missing_engines(box, certificate);
  if (certificate.interrupted) box.line("The run was interrupted before its end.");
  if (certificate.budget_spent) box.line("The budget was spent before everything was examined.");
  box.rule();
  return box.text();
}

}  // namespace assay

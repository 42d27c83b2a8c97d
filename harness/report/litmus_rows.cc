#include "harness/report/litmus_rows.h"

#include <algorithm>

#include "harness/certify/disagreement.h"
#include "harness/report/layout.h"

namespace assay {
namespace {

void count(const CheckResult& result, LitmusFamily& family) {
  family.proved += result.verdict == Verdict::proved ? 1U : 0U;
  family.refuted += result.verdict == Verdict::refuted ? 1U : 0U;
  family.not_lowered += result.verdict == Verdict::skipped ? 1U : 0U;
  family.open += result.verdict == Verdict::unknown || result.verdict == Verdict::error ? 1U : 0U;
  if (!result.refinement || result.refinement->machines.empty()) return;
  for (const LitmusOutcome& outcome : result.refinement->outcomes) {
    family.allowed += outcome.allowed ? 1U : 0U;
    family.produced += outcome.allowed && !outcome.produced.empty() ? 1U : 0U;
    family.forbidden += !outcome.allowed ? 1U : 0U;
  }
}

// Programs by why they are not lowered.
std::map<std::string, std::vector<std::string>> not_lowered(const Certificate& certificate) {
  std::map<std::string, std::vector<std::string>> found;
  for (const auto& [name, family] : litmus_families(certificate))
    for (const Evidence* each : family.programs)
      if (each->result.verdict == Verdict::skipped)
        found[each->result.message].push_back(
            each->case_name.substr(each->case_name.rfind('/') + 1));
  return found;
}

}  // namespace

std::string family_of(const std::string& program) {
  const std::size_t slash = program.rfind('/');
  return slash == std::string::npos ? std::string("other") : program.substr(0, slash);
}

std::map<std::string, LitmusFamily> litmus_families(const Certificate& certificate) {
  std::map<std::string, LitmusFamily> families;
  for (const ClaimDecision& claim : certificate.claims)
    for (const Evidence& evidence : claim.evidence) {
      if (evidence.engine != Engine::axiomatic) continue;
      LitmusFamily& family = families[family_of(evidence.case_name)];
      family.programs.push_back(&evidence);
      count(evidence.result, family);
    }
  for (auto& [name, family] : families)
    std::stable_sort(
        family.programs.begin(), family.programs.end(),
        [](const Evidence* a, const Evidence* b) { return a->case_name < b->case_name; });
  return families;
}

std::string_view row_verdict(const LitmusOutcome& outcome) {
  if (!outcome.allowed) return "disagree";
  return outcome.produced.empty() ? "not produced" : "agree";
}

std::string litmus_section(const Certificate& certificate) {
  const auto families = litmus_families(certificate);
  if (families.empty()) return {};
  TextTable table(0);
  table.row({"family", "programs", "PROVED", "REFUTED", "open", "not lowered", "produced"});
  for (const auto& [name, family] : families) {
    std::string produced = grouped(family.produced) + "/" + grouped(family.allowed);
    if (family.forbidden != 0) produced += " +" + grouped(family.forbidden);
    constexpr std::string_view kCommon = "javascript/";
    table.row({name.starts_with(kCommon) ? name.substr(kCommon.size()) : name,
               grouped(family.programs.size()), grouped(family.proved), grouped(family.refuted),
               grouped(family.open), grouped(family.not_lowered), produced});
  }
  std::string out =
      "LITMUS PROGRAMS (produced: by the core, of the outcomes that ECMA-262 allows;\n"
      "+n: outcomes that it forbids)\n" +
      joined(table.lines(2), "\n") + "\n";
  for (const auto& [why, programs] : not_lowered(certificate)) {
    out += paragraph("  - ", why);
    out += paragraph("      ", joined(programs));
  }
  for (const Disagreement& each : disagreements(certificate))
    out += paragraph("  ", "engines disagree about " + each.case_name + ": proved by " +
                               std::string(name(each.proved.front())) + ", refuted by " +
                               std::string(name(each.refuted.front())));
  return out;
}

}  // namespace assay

#include <map>

#include "harness/report/explain.h"
#include "harness/report/html/evidence.h"
#include "harness/report/html/words.h"
#include "harness/report/layout.h"

namespace assay {

namespace {

Markup check_cell(const Evidence& evidence) {
  const CheckResult& result = evidence.result;
  std::string numbers = counted(result.executions, "execution");
  if (result.completed != result.executions)
    numbers += ", " + grouped(result.completed) + " complete";
  Markup out = badge(result) + element("br", Attributes{}) + element("span", "note", numbers);
  if (!result.message.empty())
    out += element("br", Attributes{}) + element("span", "note", fit(result.message, 200));
  return out;
}

void add_claim(Table& table, const ClaimDecision& claim, std::set<std::string>& seen) {
  std::map<std::string, std::map<Engine, Markup>> cases;
  for (const Evidence& evidence : claim.evidence) {
    if (evidence.engine == Engine::axiomatic) continue;  // litmus.h
    Markup& cell = cases[evidence.case_name][evidence.engine];
    if (!cell.empty()) cell += element("br", Attributes{});
    cell += check_cell(evidence);
  }
  for (const auto& [case_name, by_engine] : cases) {
    std::vector<Markup> row{text(name(claim.plane)), code(case_name)};
    for (const Engine engine : kCaseEngines) {
      const auto found = by_engine.find(engine);
      row.push_back(found == by_engine.end() ? text("–") : found->second);
    }
    // A case of two planes has its id once.
    Attributes attributes;
    if (seen.insert(identifier("case-", case_name)).second)
      attributes.push_back({"id", identifier("case-", case_name)});
    table.rows.push_back(cells(row, attributes));
  }
}

// Cases that were run for a weakening only.
void add_others(Table& table, const Certificate& certificate, std::set<std::string>& seen) {
  for (const std::string& case_name : cases_of(certificate)) {
    if (!seen.insert(identifier("case-", case_name)).second) continue;
    std::vector<Markup> row{text("–"), code(case_name)};
    for (std::size_t i = 0; i < kCaseEngines.size(); ++i) row.push_back(text("–"));
    table.rows.push_back(cells(row, {{"id", identifier("case-", case_name)}}));
  }
}

Markup legend(const Certificate& certificate) {
  std::set<Reason> reasons;
  for (const ClaimDecision& claim : certificate.claims)
    for (const Evidence& evidence : claim.evidence) reasons.insert(evidence.result.reason);
  reasons.erase(Reason::none);
  if (reasons.empty()) return {};
  Markup members;
  for (const Reason reason : reasons)
    members += element("dt", code(name(reason))) + element("dd", text(explain(reason)));
  return element("dl", members);
}

}  // namespace

std::set<std::string> cases_of(const Certificate& certificate) {
  std::set<std::string> out;
  for (const ClaimDecision& claim : certificate.claims) {
    for (const Evidence& evidence : claim.evidence)
      if (evidence.engine != Engine::axiomatic) out.insert(evidence.case_name);
    if (claim.refutation && claim.refutation->engine != Engine::axiomatic)
      out.insert(claim.refutation->case_name);
  }
  for (const SiteDecision& site : certificate.sites) {
    out.insert(site.reached_by.begin(), site.reached_by.end());
    for (const Weakening& weakening : site.weakenings)
      if (weakening.refutation && weakening.refutation->engine != Engine::axiomatic)
        out.insert(weakening.refutation->case_name);
  }
  return out;
}

Markup check_markup(const Certificate& certificate) {
  Table table{"Cases by engine",
              {{"class", "checks sortable"}, {"id", "check-table"}},
              {text("plane"), text("case")},
              {}};
  for (const Engine engine : kCaseEngines) table.headings.push_back(text(name(engine)));
  std::set<std::string> seen;
  for (const ClaimDecision& claim : certificate.claims) add_claim(table, claim, seen);
  add_others(table, certificate, seen);
  Markup body = element("p", text("PROVED and REFUTED are decided; anything else is not, for the "
                                  "reason beside it. A dash: the claim did not ask."));
  if (table.rows.empty()) body += element("p", text("No case ran."));
  return section("checks", "Cases by engine",
                 body + (table.rows.empty() ? Markup() : scrolling(table)) + legend(certificate));
}

}  // namespace assay

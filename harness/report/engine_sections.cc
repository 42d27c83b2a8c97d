#include "harness/report/engine_sections.h"

#include <map>
#include <set>

#include "harness/report/explain.h"
#include "harness/report/layout.h"
#include "harness/report/sentences.h"

namespace assay {

namespace {

// A verdict in capitals; of an UNKNOWN or a SKIPPED its reason in lower case.
std::string cell(const CheckResult& result) {
  const bool has_reason = result.reason != Reason::none && result.verdict != Verdict::proved &&
                          result.verdict != Verdict::refuted && result.verdict != Verdict::error;
  return std::string(has_reason ? name(result.reason) : name(result.verdict));
}

void add_claim(TextTable& table, const ClaimDecision& claim) {
  table.row({std::string(name(claim.plane)) + " plane"});
  std::map<std::string, std::map<Engine, std::string>> cases;
  for (const Evidence& evidence : claim.evidence) {
    if (evidence.engine == Engine::axiomatic) continue;  // litmus_rows.h
    std::string& known = cases[evidence.case_name][evidence.engine];
    known += (known.empty() ? "" : ", ") + cell(evidence.result);
  }
  for (const auto& [case_name, by_engine] : cases) {
    std::vector<std::string> cells{"  " + case_name};
    for (const Engine engine : kCaseEngines) {
      const auto found = by_engine.find(engine);
      cells.push_back(found == by_engine.end() ? "-" : found->second);
    }
    table.row(std::move(cells));
  }
  if (cases.empty()) table.row({"  no check"});
}

// The reasons that stand in the table, explained.
std::string legend(const Certificate& certificate) {
  std::set<Reason> reasons;
  for (const ClaimDecision& claim : certificate.claims)
    for (const Evidence& evidence : claim.evidence)
      if (evidence.engine != Engine::axiomatic) reasons.insert(evidence.result.reason);
  reasons.erase(Reason::none);
  std::string out;
  for (const Reason reason : reasons)
    out += paragraph("  " + pad(name(reason), 13), explain(reason));
  return out;
}

}  // namespace

std::string check_section(const Certificate& certificate) {
  TextTable table(0);
  std::vector<std::string> header{"case"};
  std::vector<std::string> executions{"executions"};
  for (const Engine engine : kCaseEngines) {
    std::uint64_t spent = 0;
    for (const ClaimDecision& claim : certificate.claims)
      for (const Evidence& evidence : claim.evidence)
        if (evidence.engine == engine) spent += evidence.result.executions;
    header.emplace_back(name(engine));
    executions.push_back(grouped(spent));
  }
  table.row(std::move(header));
  for (const ClaimDecision& claim : certificate.claims) add_claim(table, claim);
  table.row(std::move(executions));
  return "CHECKS (a word in lower case: not decided, for this reason)\n" +
         joined(table.lines(2), "\n") + "\n" + legend(certificate);
}

std::string engine_section(const Certificate& certificate) {
  std::string out = "ENGINES\n";
  for (const EngineReport& engine : certificate.engines) {
    const EngineDeclaration& declaration = engine.declaration;
    std::string status =
        engine.status == Verdict::proved ? "ran" : std::string(name(engine.status));
    if (!declaration.version.empty()) status += ", " + declaration.version;
    if (!engine.message.empty()) status += ": " + engine.message;
    if (!declaration.blind.empty()) status += "; it cannot see:";
    out += paragraph("  " + pad(name(declaration.engine), 10), status);
    for (const std::string& blind : declaration.blind) out += paragraph("            - ", blind);
  }
  if (certificate.engines.empty()) out += "  none\n";
  return out;
}

std::string limit_section() {
  std::string out = "WHAT THIS CERTIFICATE CANNOT TELL\n";
  for (const std::string& limit : limits()) out += paragraph("  - ", limit);
  return out;
}

}  // namespace assay

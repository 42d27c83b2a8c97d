#include "harness/report/sarif.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>

#include "harness/certify/certificate_json.h"
#include "harness/certify/disagreement.h"
#include "harness/report/explain.h"
#include "harness/report/layout.h"
#include "harness/report/sentences.h"
#include "harness/report/step.h"
#include "harness/report/suspects.h"

namespace assay {

using nlohmann::json;

namespace {

enum class Rule : std::uint8_t {
  too_weak,
  refuted,
  over_strong,
  undecided,
  untested,
  forbidden_outcome,
  disagreement
};

struct RuleText {
  std::string_view id, name, level, kind, what;
};
// A result that is no failure has the level none: SARIF 2.1.0, 3.27.10.
constexpr std::array<RuleText, 7> kRules{
    {{"ordering/too-weak", "OrderTooWeak", "error", "fail",
      "With this memory order an execution breaks a claim; with the one before, the same check "
      "passes."},
     {"claim/refuted", "ClaimRefuted", "error", "fail",
      "An execution breaks a claim, and no memory order was weakened."},
     {"ordering/over-strong", "OrderOverStrong", "note", "fail",
      "A weaker memory order is proved within the bounds."},
     {"ordering/undecided", "OrderUndecided", "none", "open",
      "The next weaker memory order is not refuted, and nothing that ran can prove it."},
     {"ordering/untested", "OrderUntested", "warning", "fail",
      "No case reaches this access, so its memory order rests on nothing."},
     {"litmus/forbidden-outcome", "LitmusForbiddenOutcome", "error", "fail",
      "The core produces an outcome of a litmus program that the ECMAScript memory model "
      "forbids."},
     {"engine/disagreement", "EngineDisagreement", "error", "fail",
      "One engine proves what another refutes: one is wrong, or sees what the other cannot."}}};

json message(std::string_view text) { return {{"text", printable(text)}}; }

// A reference of RFC 3986: whatever a path holds.
std::string uri_of(std::string_view path) {
  constexpr std::string_view kPlain = "-._~/";
  std::string out;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       kPlain.find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

// Of "harness/subject/core.h:30"; null where there is no place.
json physical_location(std::string_view where) {
  const std::size_t colon = where.rfind(':');
  const std::string_view file = where.substr(0, colon);
  if (file.empty()) return nullptr;
  json out{{"artifactLocation", {{"uri", uri_of(file)}, {"uriBaseId", "SRCROOT"}}}};
  if (colon == std::string_view::npos) return out;
  int line = 0;
  const std::string_view digits = where.substr(colon + 1);
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), line);
  if (error == std::errc() && end == digits.end() && line > 0)
    out["region"] = {{"startLine", line}};
  return out;
}

json location(std::string_view where) {
  json out = json::object();
  if (json place = physical_location(where); !place.is_null()) out["physicalLocation"] = place;
  return out;
}

// A thread flow per agent; the numbers tell how they were interleaved.
json code_flow(const Counterexample& counterexample) {
  std::map<int, json> by_agent;
  for (std::size_t i = 0; i < counterexample.trace.size(); ++i) {
    const TraceStep& step = counterexample.trace[i];
    json at = location(step.where);
    at["message"] = message(headline(step) + (step.order.empty() ? "" : ", " + step.order));
    const bool last = i + 1 == counterexample.trace.size();
    by_agent[step.agent].push_back({{"executionOrder", i + 1},
                                    {"importance", last ? "essential" : "important"},
                                    {"location", std::move(at)}});
  }
  json flows = json::array();
  for (auto& [agent, locations] : by_agent)
    flows.push_back({{"id", agent < 0 ? "set-up" : "agent " + std::to_string(agent)},
                     {"locations", std::move(locations)}});
  return {{"message", message(counterexample.kind + ": " + counterexample.message)},
          {"threadFlows", std::move(flows)}};
}

// `subject` is the site, or the plane of a claim: with the rule it is what stays the same
// between two runs.
json result(Rule rule, std::string_view subject, std::string_view where, std::string_view text) {
  const RuleText& fixed = kRules[static_cast<std::size_t>(rule)];
  json at = location(where);
  at["logicalLocations"] =
      json::array({json::object({{"fullyQualifiedName", printable(subject)}})});
  const std::string fingerprint = std::string(fixed.id) + " " + printable(subject);
  return {{"kind", fixed.kind},
          {"level", fixed.level},
          {"locations", json::array({std::move(at)})},
          {"message", message(text)},
          {"partialFingerprints", {{"ruleAndSite/v1", fingerprint}}},
          {"ruleId", fixed.id},
          {"ruleIndex", static_cast<std::size_t>(rule)}};
}

json with_evidence(json result, const Refutation& refutation) {
  const Counterexample& counterexample = refutation.counterexample;
  if (!counterexample.trace.empty()) result["codeFlows"] = json::array({code_flow(counterexample)});
  result["properties"] = {{"case", printable(refutation.case_name)},
                          {"engine", name(refutation.engine)},
                          {"replay", "assay replay " + printable(counterexample.token)}};
  return result;
}

std::string where_of(const Certificate& certificate, Site site, const Refutation& refutation) {
  for (const SiteDecision& decision : certificate.sites)
    if (decision.site == site && !decision.where.empty()) return decision.where;
  for (const TraceStep& step : refutation.counterexample.trace)
    if (step.object == name(site)) return step.where;
  return {};
}

void add_claim(json& results, const Certificate& certificate, const ClaimDecision& claim) {
  if (!claim.refutation) return;
  const Refutation& refutation = *claim.refutation;
  const Counterexample& counterexample = refutation.counterexample;
  const std::string what = counterexample.kind + " in " + refutation.case_name + " on " +
                           std::string(name(refutation.engine)) + ": " + counterexample.message;
  const std::vector<Suspect> suspects = suspects_of(certificate, refutation);
  for (const Suspect& suspect : suspects)
    results.push_back(with_evidence(
        result(Rule::too_weak, name(suspect.site), where_of(certificate, suspect.site, refutation),
               std::string(name(suspect.site)) + " is " + std::string(name(suspect.now)) +
                   " and was " + std::string(name(suspect.before)) + "; " + what + ". " +
                   control_sentence(refutation)),
        refutation));
  if (!suspects.empty()) return;
  const std::string where =
      counterexample.trace.empty() ? std::string() : counterexample.trace.back().where;
  results.push_back(with_evidence(
      result(Rule::refuted, std::string(name(claim.plane)) + " plane", where,
             "the claim on the " + std::string(name(claim.plane)) + " plane is refuted: " + what),
      refutation));
}

// A generated program has none.
std::string file_of(const std::string& program) {
  return program.starts_with("generated/") ? std::string() : "litmus/" + program + ".litmus";
}

// Of each program that is refuted, and each case that engines disagree about.
void add_outcomes(json& results, const Certificate& certificate) {
  for (const ClaimDecision& claim : certificate.claims)
    for (const Evidence& evidence : claim.evidence) {
      const CheckResult& found = evidence.result;
      if (evidence.engine != Engine::axiomatic || !found.counterexample) continue;
      const std::vector<TraceStep>& trace = found.counterexample->trace;
      json made = result(Rule::forbidden_outcome, evidence.case_name, file_of(evidence.case_name),
                         evidence.case_name + ": " + found.counterexample->message);
      if (!trace.empty()) made["codeFlows"] = json::array({code_flow(*found.counterexample)});
      made["properties"] = {{"case", printable(evidence.case_name)},
                            {"engine", name(evidence.engine)},
                            {"replay", "assay replay " + printable(found.counterexample->token)}};
      results.push_back(std::move(made));
    }
  for (const Disagreement& each : disagreements(certificate))
    results.push_back(result(Rule::disagreement, each.case_name, "",
                             each.case_name + ": proved by " +
                                 std::string(name(each.proved.front())) + ", refuted by " +
                                 std::string(name(each.refuted.front()))));
}

void add_site(json& results, const SiteDecision& site) {
  const auto add = [&](Rule rule) {
    results.push_back(result(rule, name(site.site), site.where,
                             std::string(name(site.site)) + ", " + std::string(name(site.current)) +
                                 ": " + std::string(explain(site.minimality)) +
                                 ". It is there because: " + std::string(row(site.site).why) +
                                 "."));
  };
  if (site.minimality == Minimality::over_strong) add(Rule::over_strong);
  if (site.minimality == Minimality::undecided) add(Rule::undecided);
  if (site.minimality == Minimality::untested) add(Rule::untested);
}

json rules() {
  json out = json::array();
  for (const RuleText& rule : kRules)
    out.push_back({{"defaultConfiguration", {{"level", rule.level}}},
                   {"id", rule.id},
                   {"name", rule.name},
                   {"shortDescription", message(rule.what)}});
  return out;
}

json invocation(const Certificate& certificate) {
  json notifications = json::array();
  const auto add = [&notifications](std::string_view level, const std::string& text) {
    notifications.push_back({{"level", level}, {"message", message(text)}});
  };
  bool failed = false;
  for (const ClaimDecision& claim : certificate.claims) {
    failed = failed || claim.verdict == Verdict::error;
    if (claim.verdict == Verdict::proved || claim.verdict == Verdict::refuted) continue;
    add(claim.verdict == Verdict::error ? "error" : "warning",
        std::string(name(claim.plane)) + " plane: " + std::string(name(claim.verdict)) +
            (claim.reason == Reason::none ? "" : ", " + std::string(explain(claim.reason))));
  }
  for (const std::string& each : shortcomings(certificate)) add("warning", each);
  return {{"commandLine", printable(certificate.provenance.command)},
          {"executionSuccessful", !failed},
          {"toolExecutionNotifications", std::move(notifications)}};
}

}  // namespace

std::string sarif_text(const Certificate& certificate) {
  json results = json::array();
  for (const ClaimDecision& claim : certificate.claims) add_claim(results, certificate, claim);
  add_outcomes(results, certificate);
  for (const SiteDecision& site : certificate.sites) add_site(results, site);
  json run{{"invocations", json::array({invocation(certificate)})},
           {"originalUriBaseIds",
            {{"SRCROOT", {{"description", message("The root of the source tree.")}}}}},
           {"properties",
            {{"commit", printable(certificate.provenance.commit)},
             {"hash", certificate_hash(certificate)},
             {"verdict", name(certificate.verdict())}}},
           {"results", std::move(results)},
           {"tool", {{"driver", {{"name", "assay"}, {"rules", rules()}}}}}};
  const json log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                 {"runs", json::array({std::move(run)})},
                 {"version", "2.1.0"}};
  return log.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace assay

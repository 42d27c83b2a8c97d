// Reading a certificate back: the other half of certificate_json.h, and the
// sites of a document for site_table_text.h.
#include <algorithm>

#include "harness/certify/certificate_json.h"
#include "harness/certify/document.h"
#include "harness/certify/site_table_text.h"
#include "harness/execution/check_json.h"

namespace assay {

using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 3> kCertificateVerdictNames{
    name(CertificateVerdict::certified), name(CertificateVerdict::refuted),
    name(CertificateVerdict::incomplete)};

json read_anything(const json& from, const std::string&, std::string&) { return from; }

Refutation read_refutation(const json& from, const std::string& path, std::string& error) {
  JsonObject object(from, path, error);
  Refutation refutation;
  refutation.budget = object.natural("budget");
  refutation.case_name = object.text("case");
  refutation.counterexample = object.value(
      "counterexample", [](const json& nested, const std::string& at, std::string& wrong) {
        return absorb(counterexample_from_json(nested), at, wrong);
      });
  refutation.engine = object.one_of<Engine>("engine", kEngineNames);
  refutation.has_control = object.flag("has_control");
  object.complete();
  return refutation;
}

SiteChange read_change(const json& from, const std::string& path, std::string& error) {
  JsonObject object(from, path, error);
  SiteChange change;
  change.after = object.one_of_or_null<Order>("after", kOrderNames);
  change.before = object.one_of_or_null<Order>("before", kOrderNames);
  change.direction = object.one_of<SiteChange::Direction>("direction", kDirectionNames);
  change.site = object.text("site");
  object.complete();
  return change;
}

Evidence read_evidence(const json& from, const std::string& path, std::string& error) {
  JsonObject object(from, path, error);
  Evidence evidence;
  evidence.case_name = object.text("case");
  evidence.engine = object.one_of<Engine>("engine", kEngineNames);
  evidence.result =
      object.value("result", [](const json& nested, const std::string& at, std::string& wrong) {
        return absorb(check_result_from_json(nested), at, wrong);
      });
  object.complete();
  return evidence;
}

ClaimDecision read_claim(const json& from, const std::string& path, std::string& error) {
  JsonObject object(from, path, error);
  ClaimDecision claim;
  claim.evidence = object.list("evidence", read_evidence);
  claim.plane = object.one_of<Plane>("plane", kPlaneNames);
  claim.reason = object.one_of<Reason>("reason", kReasonNames);
  claim.refutation = object.value_or_null("refutation", read_refutation);
  claim.sentence = object.text("sentence");
  claim.verdict = object.one_of<Verdict>("verdict", kVerdictNames);
  if ((claim.verdict == Verdict::refuted) != claim.refutation.has_value())
    object.fail("refutation", "belongs to a REFUTED claim, and to no other");
  object.complete();
  return claim;
}

EngineReport read_engine(const json& from, const std::string& path, std::string& error) {
  JsonObject object(from, path, error);
  EngineReport report;
  report.declaration = object.value(
      "declaration", [](const json& nested, const std::string& at, std::string& wrong) {
        return absorb(declaration_from_json(nested), at, wrong);
      });
  report.message = object.text("message");
  report.status = object.one_of<Verdict>("status", kVerdictNames);
  object.complete();
  return report;
}

Weakening read_weakening(const json& from, const std::string& path, std::string& error) {
  JsonObject object(from, path, error);
  Weakening weakening;
  weakening.executions = object.natural("executions");
  weakening.order = object.one_of<Order>("order", kOrderNames);
  weakening.is_proved = object.flag("proved");
  weakening.refutation = object.value_or_null("refutation", read_refutation);
  weakening.second = object.value_or_null("second", read_refutation);
  object.complete();
  return weakening;
}

OrderChange read_order_change(const json& from, const std::string& path, std::string& error) {
  JsonObject object(from, path, error);
  OrderChange change{};
  change.order = object.one_of<Order>("order", kOrderNames);
  if (const auto site = find_site(object.text("site")))
    change.site = *site;
  else
    object.fail("site", "not a site of this build");
  object.complete();
  return change;
}

JointWeakening read_joint(const json& from, const std::string& path, std::string& error) {
  JsonObject object(from, path, error);
  JointWeakening joint;
  joint.changes = object.list("changes", read_order_change);
  joint.executions = object.natural("executions");
  joint.is_proved = object.flag("proved");
  object.complete();
  return joint;
}

// What the table says of the site ("why", "blind", …) is compared as a whole by
// the caller; here it is only taken as read.
SiteDecision read_site(const json& from, const std::string& path, std::string& error) {
  JsonObject object(from, path, error);
  SiteDecision decision;
  if (const auto site = find_site(object.text("site")))
    decision.site = *site;
  else
    object.fail("site", "not a site of this build");
  decision.current = object.one_of<Order>("current", kOrderNames);
  decision.minimality = object.one_of<Minimality>("minimality", kMinimalityNames);
  decision.programs = object.natural("programs");
  decision.reached_by = object.texts("reached_by");
  decision.weakenings = object.list("weakenings", read_weakening);
  decision.where = object.text("where");
  for (const std::string_view key :
       {"blind", "decision", "operation", "pairs_with", "sees", "shipped", "why"})
    object.value(key, read_anything);
  object.complete();
  return decision;
}

Provenance read_provenance(const json& from, const std::string& path, std::string& error) {
  JsonObject object(from, path, error);
  Provenance provenance;
  provenance.command = object.text("command");
  provenance.commit = object.text("commit");
  provenance.compiler = object.text("compiler");
  provenance.cpu = object.text("cpu");
  provenance.kernel = object.text("kernel");
  provenance.milliseconds = object.natural("milliseconds");
  object.complete();
  return provenance;
}

// Whether the part is, member by member, what its reading gives again: verdict,
// tally and the site table's own words included.
void require_derived(JsonObject& object, const json& part, const Certificate& certificate) {
  const json again = hashed_part(certificate);
  for (const auto& item : again.items())
    if (part.at(item.key()) != item.value())
      object.fail(item.key(), "is not what this build derives from the document");
}

Certificate read_part(const json& part, std::string& error) {
  JsonObject object(part, "$.certificate", error);
  Certificate certificate;
  certificate.against = object.text("against");
  certificate.budget = object.natural("budget");
  certificate.budget_spent = object.flag("budget_spent");
  certificate.changes = object.list("changes", read_change);
  certificate.claims = object.list("claims", read_claim);
  certificate.engines = object.list("engines", read_engine);
  certificate.interrupted = object.flag("interrupted");
  certificate.joint = object.value_or_null("joint", read_joint);
  certificate.seed = object.natural("seed");
  certificate.sites = object.list("sites", read_site);
  certificate.subject = object.text("subject");
  object.value("tally", read_anything);
  object.one_of<CertificateVerdict>("verdict", kCertificateVerdictNames);
  bool whole = certificate.sites.size() == kSiteCount;
  for (std::size_t i = 0; whole && i < kSiteCount; ++i)
    whole = certificate.sites[i].site == static_cast<Site>(i);
  if (!whole) object.fail("sites", "not the site table of this build");
  if (object.complete()) require_derived(object, part, certificate);
  return certificate;
}

TableSite read_table_site(const json& from, const std::string& path, std::string& error) {
  JsonObject object(from, path, error);
  TableSite site;
  site.name = object.text("site");
  site.operation = object.one_of<Operation>("operation", kOperationNames);
  site.order = object.one_of<Order>("current", kOrderNames);
  if (!allowed(site.operation, site.order)) object.fail("current", "not an order of its operation");
  return site;
}

}  // namespace

json open_document(JsonObject& document) {
  // The schema first: of another one nothing else is to be expected.
  if (document.text("schema") != kCertificateSchema)
    document.fail("schema", "not '" + std::string(kCertificateSchema) + "'");
  json part = document.value("certificate", read_anything);
  if (document.text("hash") != hash_of(part))
    document.fail("hash", "the certificate was changed after it was written");
  return part;
}

std::variant<Certificate, std::string> certificate_from_json(const json& from) {
  std::string error;
  JsonObject document(from, "$", error);
  const json part = open_document(document);
  Provenance provenance = document.value("provenance", read_provenance);
  if (!document.complete()) return error;
  Certificate certificate = read_part(part, error);
  if (!error.empty()) return error;
  certificate.provenance = std::move(provenance);
  return certificate;
}

std::variant<Certificate, std::string> parse_certificate(std::string_view text) {
  const json document = parse_document(text);
  if (document.is_discarded()) return "$: not JSON";
  return certificate_from_json(document);
}

std::variant<SiteTable, TableError> parse_certificate_sites(std::string_view text) {
  const json document = parse_document(text);
  if (document.is_discarded()) return TableError{0, "$: not JSON"};
  std::string error;
  JsonObject outside(document, "$", error);
  const json part = open_document(outside);
  if (!error.empty()) return TableError{0, error};
  JsonObject inside(part, "$.certificate", error);
  SiteTable table = inside.list("sites", read_table_site);
  if (table.empty()) inside.fail("sites", "none at all");
  for (std::size_t i = 0; i < table.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (table[i].name == table[j].name)
        inside.fail("sites", table[i].name + " stands there twice");
  if (!error.empty()) return TableError{0, error};
  return table;
}

}  // namespace assay

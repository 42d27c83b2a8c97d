#include "harness/certify/certificate_json.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <nlohmann/json.hpp>

#include "harness/certify/document.h"
#include "harness/certify/tally.h"
#include "harness/execution/check_json.h"

namespace assay {

using nlohmann::json;

namespace {

constexpr auto kReplaceIllFormed = json::error_handler_t::replace;

json to_json(const Refutation& refutation) {
  return {{"budget", refutation.budget},
          {"case", refutation.case_name},
          {"counterexample", assay::to_json(refutation.counterexample)},
          {"engine", name(refutation.engine)},
          {"has_control", refutation.has_control}};
}

json to_json(const std::optional<Refutation>& refutation) {
  return refutation ? to_json(*refutation) : json(nullptr);
}

json to_json(const std::optional<Order>& order) {
  return order ? json(name(*order)) : json(nullptr);
}

json to_json(const SiteChange& change) {
  return {{"after", to_json(change.after)},
          {"before", to_json(change.before)},
          {"direction", name(change.direction)},
          {"site", change.site}};
}

json to_json(const Evidence& evidence) {
  return {{"case", evidence.case_name},
          {"engine", name(evidence.engine)},
          {"result", assay::to_json(evidence.result)}};
}

template <typename T>
json array_of(const std::vector<T>& items);  // below all it may call

json to_json(const ClaimDecision& claim) {
  return {{"evidence", array_of(claim.evidence)}, {"plane", name(claim.plane)},
          {"reason", name(claim.reason)},         {"refutation", to_json(claim.refutation)},
          {"sentence", claim.sentence},           {"verdict", name(claim.verdict)}};
}

json to_json(const EngineReport& report) {
  return {{"declaration", assay::to_json(report.declaration)},
          {"message", report.message},
          {"status", name(report.status)}};
}

json to_json(const Weakening& weakening) {
  return {{"executions", weakening.executions},
          {"order", name(weakening.order)},
          {"proved", weakening.is_proved},
          {"refutation", to_json(weakening.refutation)},
          {"second", to_json(weakening.second)}};
}

json to_json(const std::optional<JointWeakening>& joint) {
  if (!joint) return nullptr;
  json changes = json::array();
  for (const OrderChange& change : joint->changes)
    changes.push_back({{"order", name(change.order)}, {"site", name(change.site)}});
  return {{"changes", changes}, {"executions", joint->executions}, {"proved", joint->is_proved}};
}

// With what the site table of this build says of the site, so that a reader of
// the document needs nothing else.
json to_json(const SiteDecision& decision) {
  const SiteRow& site = row(decision.site);
  json sees = json::array();
  for (const Engine engine : kEngines)
    if ((site.sees & bit(engine)) != 0) sees.push_back(name(engine));
  return {{"blind", site.blind},
          {"current", name(decision.current)},
          {"decision", site.decision == Decision::order ? "order" : "logic"},
          {"minimality", name(decision.minimality)},
          {"operation", name(site.operation)},
          {"pairs_with", site.pairs_with},
          {"programs", decision.programs},
          {"reached_by", decision.reached_by},
          {"sees", sees},
          {"shipped", name(site.order)},
          {"site", site.name},
          {"weakenings", array_of(decision.weakenings)},
          {"where", decision.where},
          {"why", site.why}};
}

json to_json(const Provenance& provenance) {
  return {{"command", provenance.command},   {"commit", provenance.commit},
          {"compiler", provenance.compiler}, {"cpu", provenance.cpu},
          {"kernel", provenance.kernel},     {"milliseconds", provenance.milliseconds}};
}

template <typename Enum, std::size_t N>
json to_json(const Counts<Enum, N>& counts) {
  json object = json::object();
  for (std::size_t i = 0; i < N; ++i)
    object[std::string(name(static_cast<Enum>(i)))] = counts.of[i];
  return object;
}

json to_json(const Tally& sum) {
  return {{"changes", to_json(sum.changes)},
          {"checks", to_json(sum.checks)},
          {"claims", to_json(sum.claims)},
          {"engines", to_json(sum.engines)},
          {"sites", to_json(sum.sites)},
          {"weakenings", sum.weakenings},
          {"weakenings_refuted", sum.weakenings_refuted}};
}

template <typename T>
json array_of(const std::vector<T>& items) {
  json array = json::array();
  for (const T& item : items) array.push_back(to_json(item));
  return array;
}

}  // namespace

json hashed_part(const Certificate& certificate) {
  return {{"against", certificate.against},
          {"budget", certificate.budget},
          {"budget_spent", certificate.budget_spent},
          {"changes", array_of(certificate.changes)},
          {"claims", array_of(certificate.claims)},
          {"engines", array_of(certificate.engines)},
          {"interrupted", certificate.interrupted},
          {"joint", to_json(certificate.joint)},
          {"seed", certificate.seed},
          {"sites", array_of(certificate.sites)},
          {"subject", certificate.subject},
          {"tally", to_json(tally(certificate))},
          {"verdict", name(certificate.verdict())}};
}

std::string hash_of(const json& part) {
  const std::string compact = part.dump(-1, ' ', false, kReplaceIllFormed);
  return fmt::format("{:016x}", XXH3_64bits(compact.data(), compact.size()));
}

json to_json(const Certificate& certificate) {
  json part = hashed_part(certificate);
  std::string hash = hash_of(part);
  return {{"certificate", std::move(part)},
          {"hash", std::move(hash)},
          {"provenance", to_json(certificate.provenance)},
          {"schema", kCertificateSchema}};
}

std::string certificate_text(const Certificate& certificate) {
  return to_json(certificate).dump(2, ' ', false, kReplaceIllFormed) + "\n";
}

std::string certificate_hash(const Certificate& certificate) {
  return hash_of(hashed_part(certificate));
}

}  // namespace assay

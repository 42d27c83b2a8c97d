#include "harness/report/html/overview.h"

#include "harness/certify/certificate_json.h"
#include "harness/report/explain.h"
#include "harness/report/html/words.h"
#include "harness/report/layout.h"
#include "harness/report/sentences.h"
#include "harness/report/step.h"

namespace assay {

namespace {

Markup claim(const ClaimDecision& claim) {
  Markup words = element("strong", text(std::string(name(claim.plane)) + " plane: ")) +
                 text(claim.sentence + ".");
  if (claim.reason != Reason::none)
    words += element(
        "span", "reason",
        " " + std::string(name(claim.reason)) + ": " + std::string(explain(claim.reason)) + ".");
  if (claim.refutation)
    words += text(" ") + element("a", {{"href", identifier("#refutation-", name(claim.plane))}},
                                 text("The execution that breaks it"));
  return element("div", {{"class", "claim"}, {"id", identifier("claim-", name(claim.plane))}},
                 badge(claim.verdict) + element("p", words));
}

Markup order(const std::optional<Order>& order) { return order ? code(name(*order)) : text("–"); }

Markup member(std::string_view label, std::string_view value) {
  if (value.empty()) return {};
  return element("dt", text(label)) + element("dd", code(value));
}

}  // namespace

Markup verdict_section(const Certificate& certificate) {
  Markup body = element(
      "div", {{"class", "verdict-head"}},
      element("h1", badge(certificate.verdict())) +
          element("p", element("strong", text(certificate.subject)) + element("br", Attributes{}) +
                           text(change_sentence(certificate))));
  for (const ClaimDecision& each : certificate.claims) body += claim(each);
  if (certificate.claims.empty()) body += element("p", text("No claim was examined."));
  body += element("p", "counts", count_sentence(certificate));
  const std::vector<std::string> open = shortcomings(certificate);
  if (!open.empty()) body += list(open);
  return element("section",
                 {{"id", "verdict"}, {"class", "verdict " + tone(certificate.verdict())}}, body);
}

Markup change_markup(const Certificate& certificate) {
  if (certificate.changes.empty())
    return section("changes", "Change", element("p", text("No order differs: 0 sites changed.")));
  Table table{"Sites the change touches", {}, {}, {}};
  for (const char* const heading : {"site", "where", "operation", "before", "after", "direction"})
    table.headings.push_back(text(heading));
  for (const SiteChange& change : certificate.changes) {
    std::string where = "–", operation = "–";
    if (const auto site = find_site(change.site)) {
      operation = name(row(*site).operation);
      for (const SiteDecision& decision : certificate.sites)
        if (decision.site == *site && !decision.where.empty()) where = file_of(decision.where);
    }
    table.rows.push_back(cells({site_link(change.site), code(where), code(operation),
                                order(change.before), order(change.after), badge(change.direction)},
                               {{"id", identifier("change-", change.site)}}));
  }
  return section("changes", "Change", scrolling(table));
}

Markup engine_markup(const Certificate& certificate) {
  Markup body;
  for (const EngineReport& engine : certificate.engines) {
    const EngineDeclaration& declaration = engine.declaration;
    Markup words = engine.status == Verdict::proved
                       ? element("span", {{"class", "badge good"}}, text("✔ ran"))
                       : badge(engine.status);
    words += text(" " + joined(declaration.version.empty()
                                   ? std::vector<std::string>{}
                                   : std::vector<std::string>{declaration.version}));
    if (!engine.message.empty()) words += text(": " + engine.message);
    if (!declaration.blind.empty())
      words += element("p", "blind", "It cannot see:") + list(declaration.blind);
    const std::string engine_name(name(declaration.engine));
    body += element("article", {{"class", "engine"}, {"id", identifier("engine-", engine_name)}},
                    element("h3", text(engine_name)) + words);
  }
  if (certificate.engines.empty()) body = element("p", text("None ran."));
  return section("engines", "Engines and what they cannot see",
                 element("div", {{"class", "engines"}}, body));
}

Markup limit_markup() {
  return section("limits", "What this certificate cannot tell", list(limits()));
}

Markup reproducibility_markup(const Certificate& certificate) {
  const Provenance& provenance = certificate.provenance;
  Markup body = member("command", provenance.command);
  body += member("commit", provenance.commit);
  body += member("seed", std::to_string(certificate.seed));
  body += member("budget", budget_words(certificate));
  body += member("compiler", provenance.compiler);
  body += member("cpu", provenance.cpu);
  body += member("kernel", provenance.kernel);
  body += member("took", grouped(provenance.milliseconds) + " ms");
  body += member("hash", certificate_hash(certificate));
  return section(
      "reproducibility", "Reproducibility",
      element("dl", body) +
          element("p", text("The hash is of everything decided. Command, commit, compiler, cpu, "
                            "kernel and time stay outside it: two runs of the same inputs have "
                            "the same hash. Each counterexample has a line of its own that "
                            "replays it.")));
}

}  // namespace assay

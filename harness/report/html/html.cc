#include "harness/report/html/html.h"

#include "harness/report/html/card.h"
#include "harness/report/html/evidence.h"
#include "harness/report/html/litmus.h"
#include "harness/report/html/overview.h"
#include "harness/report/html/templates.h"
#include "harness/report/html/words.h"
#include "harness/report/suspects.h"

namespace assay {

namespace {

// Pictures may take as much of the file as this; what is over it keeps its replay line.
constexpr std::size_t kPictureBytes = 500'000;

// Cards that share the room for pictures, in order.
class Cards {
 public:
  Markup add(const Card& each) {
    Markup drawn = card(each, true);
    if (spent_ + drawn.str().size() > kPictureBytes) return card(each, false);
    spent_ += drawn.str().size();
    return drawn;
  }

 private:
  std::size_t spent_ = 0;
};

std::vector<std::string> by_engine(const ClaimDecision& claim, const std::string& case_name) {
  std::vector<std::string> out;
  for (const Evidence& evidence : claim.evidence) {
    if (evidence.case_name != case_name) continue;
    std::string words =
        std::string(name(evidence.engine)) + " " + std::string(name(evidence.result.verdict));
    if (evidence.result.reason != Reason::none)
      words += " (" + std::string(name(evidence.result.reason)) + ")";
    out.push_back(words);
  }
  return out;
}

Markup claim_cards(const Certificate& certificate, Cards& cards) {
  Markup out;
  for (const ClaimDecision& claim : certificate.claims) {
    if (!claim.refutation) continue;
    out += cards.add({.id = identifier("refutation-", name(claim.plane)),
                      .heading = text("The claim on the " + std::string(name(claim.plane)) +
                                      " plane is refuted"),
                      .refutation = &*claim.refutation,
                      .suspects = suspects_of(certificate, *claim.refutation),
                      .engines = by_engine(claim, claim.refutation->case_name)});
  }
  return out.empty() ? out : section("counterexamples", "Counterexample", out);
}

// The litmus program that refutes it too.
std::string also_by(const Weakening& weakening) {
  if (!weakening.second) return {};
  return "Refuted by " + weakening.second->case_name + " on " +
         std::string(name(weakening.second->engine)) + ", too: assay replay " +
         weakening.second->counterexample.token;
}

Markup weakening_cards(const Certificate& certificate, Cards& cards) {
  Markup out;
  for (const SiteDecision& site : certificate.sites)
    for (const Weakening& weakening : site.weakenings) {
      if (!weakening.refutation) continue;
      out +=
          cards.add({.id = weakening_id(site, weakening),
                     .heading = site_link(name(site.site)) + text(": ") + code(name(site.current)) +
                                text(" → ") + code(name(weakening.order)) + text(" is refuted"),
                     .refutation = &*weakening.refutation,
                     .suspects = {{site.site, site.current, weakening.order}},
                     .engines = {},
                     .also = also_by(weakening),
                     .folded = true});
    }
  if (out.empty()) out = element("p", text("No weakening was refuted: 0 cards."));
  return section("weakenings", "Refuted weakenings: the negative controls", out);
}

Markup contents(const Certificate& certificate) {
  Markup links;
  const auto link = [&links](Literal href, Literal words) {
    links += element("a", {{"href", std::string(href.text())}}, text(words.text())) + text(" ");
  };
  link("#verdict", "Verdict");
  link("#changes", "Change");
  for (const ClaimDecision& claim : certificate.claims)
    if (claim.refutation) {
      link("#counterexamples", "Counterexample");
      break;
    }
  link("#sites", "Sites");
  link("#weakenings", "Refuted weakenings");
  link("#checks", "Cases");
  if (!litmus_markup(certificate).empty()) link("#litmus", "Litmus");
  link("#coverage", "Coverage");
  link("#engines", "Engines");
  link("#limits", "Limits");
  link("#reproducibility", "Reproducibility");
  return element("nav", {{"aria-label", "Sections"}}, links);
}

Markup head(const Certificate& certificate) {
  Markup out = element("meta", {{"charset", "utf-8"}});
  out +=
      element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  out += element("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  out += element("title", text(std::string(name(certificate.verdict())) + ": " +
                               certificate.subject + " – memory-ordering certificate"));
  // An empty icon, so that no browser asks for one.
  out += element("link", {{"rel", "icon"}, {"href", "data:,"}});
  return out + element("style", verbatim(kStyle));
}

}  // namespace

std::string certificate_html(const Certificate& certificate) {
  Cards cards;
  Markup body =
      element("header", element("p", text("Memory-ordering certificate")) + contents(certificate));
  body += verdict_section(certificate) + change_markup(certificate);
  body += claim_cards(certificate, cards);
  body += site_markup(certificate);
  body += weakening_cards(certificate, cards);
  body += check_markup(certificate) + litmus_markup(certificate) + coverage_markup(certificate);
  body += engine_markup(certificate) + limit_markup() + reproducibility_markup(certificate);
  const Markup page = element("head", head(certificate)) +
                      element("body", element("main", body) + element("script", verbatim(kScript)));
  return "<!DOCTYPE html>\n" + element("html", {{"lang", "en"}}, page).str() + "\n";
}

}  // namespace assay

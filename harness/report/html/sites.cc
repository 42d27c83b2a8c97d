#include <algorithm>

#include "harness/certify/logic_mutants.h"
#include "harness/report/explain.h"
#include "harness/report/html/evidence.h"
#include "harness/report/html/words.h"
#include "harness/report/layout.h"
#include "harness/report/sentences.h"
#include "harness/report/step.h"

namespace assay {

namespace {

// "relaxed, refuted": each order one step below.
Markup next_weaker_cell(const SiteDecision& site) {
  Markup out;
  for (const Order order : next_weaker(row(site.site).operation, site.current)) {
    if (!out.empty()) out += element("br", Attributes{});
    const auto tried =
        std::find_if(site.weakenings.begin(), site.weakenings.end(),
                     [order](const Weakening& weakening) { return weakening.order == order; });
    out += code(name(order));
    if (tried == site.weakenings.end())
      out += text(" not tried");
    else
      out += text(" " + outcome(*tried));
  }
  return out.empty() ? text("–") : out;
}

Markup evidence_cell(const SiteDecision& site) {
  Markup out;
  for (const Weakening& weakening : site.weakenings) {
    if (!out.empty()) out += element("br", Attributes{});
    if (weakening.refutation)
      out += element("a", {{"href", "#" + weakening_id(site, weakening)}},
                     text(std::string(name(weakening.refutation->engine)) + ", " +
                          std::string(name(weakening.order))));
    else
      out += text(counted(weakening.executions, "execution"));
  }
  return out.empty() ? text("–") : out;
}

Markup order_cell(const SiteDecision& site) {
  const Order shipped = row(site.site).order;
  if (site.current == shipped) return code(name(site.current));
  return code(name(site.current)) + element("br", Attributes{}) +
         element("span", "note", "ships " + std::string(name(shipped)));
}

Markup site_row(const SiteDecision& site, std::size_t number) {
  const SiteRow& fixed = row(site.site);
  return cells(
      {text(std::to_string(number)), code(fixed.name),
       site.where.empty() ? text("–") : code(file_of(site.where)), code(name(fixed.operation)),
       order_cell(site), next_weaker_cell(site), badge(site.minimality), evidence_cell(site)},
      {{"id", identifier("site-", fixed.name)}});
}

// What is not shown to be necessary: what was tried, and who could have seen it.
Markup open_site(const SiteDecision& site) {
  const SiteRow& fixed = row(site.site);
  std::vector<std::string> tried, seen;
  for (const Weakening& weakening : site.weakenings)
    tried.push_back(std::string(name(weakening.order)) + ", " +
                    counted(weakening.executions, "execution") + ", " + outcome(weakening));
  for (const Engine engine : kEngines)
    if ((fixed.sees & bit(engine)) != 0) seen.emplace_back(name(engine));
  Markup members;
  const auto member = [&members](std::string_view label, const std::string& value) {
    members += element("dt", text(label)) + element("dd", text(value));
  };
  member("what it is for", std::string(fixed.why));
  member("tried", tried.empty() ? "nothing" : joined(tried, "; "));
  member("seen by", seen.empty() ? "no engine" : joined(seen));
  member("blind", std::string(fixed.blind));
  member("reached by", site.reached_by.empty() ? "no case" : joined(site.reached_by));
  return element("article", {{"class", "open-site"}},
                 element("h3", site_link(fixed.name) + text(" ") + badge(site.minimality)) +
                     element("p", text(std::string(explain(site.minimality)) + ".")) +
                     element("dl", members));
}

Markup open_sites(const Certificate& certificate) {
  Markup out;
  std::vector<std::string> not_examined;
  for (const SiteDecision& site : certificate.sites) {
    if (site.minimality == Minimality::necessary || site.minimality == Minimality::minimal ||
        row(site.site).decision == Decision::logic)
      continue;
    if (site.minimality == Minimality::not_examined)
      not_examined.emplace_back(name(site.site));
    else
      out += open_site(site);
  }
  if (!not_examined.empty())
    out += element("p", text(counted(not_examined.size(), "site") +
                             " not examined: " + joined(not_examined) + "."));
  if (out.empty()) out = element("p", text("None: 0 sites."));
  return element("h3", text("Order sites not shown to be necessary")) + out;
}

Markup joint_weakening(const Certificate& certificate) {
  if (!certificate.joint) return {};
  return element("h3", text("Weakened together")) +
         element("p", text(joint_sentence(*certificate.joint)));
}

Markup logic_sites(const Certificate& certificate) {
  Markup members;
  for (const SiteDecision& site : certificate.sites) {
    if (row(site.site).decision != Decision::logic) continue;
    std::vector<std::string> mutants;
    for (const Mutant mutant : logic_mutants(site.site)) mutants.emplace_back(name(mutant));
    members += element("dt", site_link(name(site.site))) + element("dd", code(joined(mutants)));
  }
  return element("h3", text("Logic sites")) +
         element("p", text("Relaxed on purpose: soundness rests on the decision taken there, "
                           "which these mutants break (assay check --mutant NAME).")) +
         element("dl", members);
}

}  // namespace

std::string weakening_id(const SiteDecision& site, const Weakening& weakening) {
  return identifier("refutation-",
                    std::string(name(site.site)) + "-" + std::string(name(weakening.order)));
}

Markup site_markup(const Certificate& certificate) {
  Table table{"All ordering sites", {{"class", "sites sortable"}, {"id", "site-table"}}, {}, {}};
  for (const char* const heading :
       {"#", "site", "where", "operation", "order", "next weaker", "verdict", "evidence"})
    table.headings.push_back(text(heading));
  for (std::size_t i = 0; i < certificate.sites.size(); ++i)
    table.rows.push_back(site_row(certificate.sites[i], i + 1));
  const bool none = no_site_examined(certificate);
  Markup body;
  if (none) body += element("p", text(why_no_site_was_examined()));
  body += scrolling(table);
  if (!none)
    body += open_sites(certificate) + joint_weakening(certificate) + logic_sites(certificate);
  return section("sites", "All ordering sites", body);
}

}  // namespace assay

#include "harness/report/site_sections.h"

#include <algorithm>

#include "harness/certify/logic_mutants.h"
#include "harness/report/explain.h"
#include "harness/report/layout.h"
#include "harness/report/sentences.h"

namespace assay {

namespace {

std::string file_of(const std::string& where) { return where.substr(where.rfind('/') + 1); }

std::string order_or_dash(const std::optional<Order>& order) {
  return order ? std::string(name(*order)) : "-";
}

// "release refuted", a line for each order one step below.
std::vector<std::string> next_weaker_of(const SiteDecision& site) {
  std::vector<std::string> out;
  for (const Weakening& weakening : site.weakenings)
    out.push_back(std::string(name(weakening.order)) + " " + outcome(weakening));
  for (const Order order : next_weaker(row(site.site).operation, site.current)) {
    const bool tried =
        std::any_of(site.weakenings.begin(), site.weakenings.end(),
                    [order](const Weakening& weakening) { return weakening.order == order; });
    if (!tried) out.push_back(std::string(name(order)) + " not tried");
  }
  if (out.empty()) out.emplace_back("-");
  return out;
}

// "relaxed", with a star where that is not what ships.
std::string order_of(const SiteDecision& site) {
  return std::string(name(site.current)) + (site.current == row(site.site).order ? "" : "*");
}

std::string evidence_of(const Weakening& weakening) {
  std::string out =
      weakening.refutation->case_name + " on " + std::string(name(weakening.refutation->engine));
  if (weakening.second)
    out +=
        ", " + weakening.second->case_name + " on " + std::string(name(weakening.second->engine));
  return out;
}

bool is_open(const SiteDecision& site) {
  return site.minimality != Minimality::necessary && site.minimality != Minimality::minimal &&
         row(site.site).decision == Decision::order;
}

std::string engines_that_see(EngineSet set) {
  std::vector<std::string> names;
  for (const Engine engine : kEngines)
    if ((set & bit(engine)) != 0) names.emplace_back(name(engine));
  return names.empty() ? "none" : joined(names);
}

std::string open_site(const SiteDecision& site) {
  const SiteRow& static_row = row(site.site);
  std::string out =
      paragraph("  ", std::string(static_row.name) + ": " + std::string(name(site.minimality)) +
                          ", " + std::string(explain(site.minimality)));
  out += paragraph("    at       ", (site.where.empty() ? "a place no case reaches" : site.where) +
                                        ", " + std::string(name(static_row.operation)) + " " +
                                        std::string(name(site.current)));
  for (const Weakening& weakening : site.weakenings)
    out += paragraph("    tried    ",
                     std::string(name(weakening.order)) + ", " +
                         counted(weakening.executions, "execution") + ", " + outcome(weakening) +
                         (weakening.refutation ? " by " + evidence_of(weakening) : std::string()));
  out += paragraph("    seen by  ", engines_that_see(static_row.sees));
  out += paragraph("    blind    ", static_row.blind);
  if (!site.reached_by.empty()) out += paragraph("    cases    ", joined(site.reached_by));
  return out;
}

}  // namespace

std::string change_section(const Certificate& certificate) {
  if (certificate.changes.empty()) return {};
  constexpr std::size_t kWhere = 1;
  TextTable table(kWhere);
  table.row({"site", "where", "operation", "before", "", "after", ""});
  for (const SiteChange& change : certificate.changes) {
    std::string where = "-";
    std::string operation = "-";
    if (const auto site = find_site(change.site)) {
      operation = name(row(*site).operation);
      for (const SiteDecision& decision : certificate.sites)
        if (decision.site == *site && !decision.where.empty()) where = file_of(decision.where);
    }
    table.row({change.site, where, operation, order_or_dash(change.before), "->",
               order_or_dash(change.after), std::string(name(change.direction))});
  }
  return "CHANGES\n" + joined(table.lines(2), "\n") + "\n";
}

std::string site_section(const Certificate& certificate) {
  if (no_site_examined(certificate)) return "SITES\n" + paragraph("  ", why_no_site_was_examined());
  constexpr std::size_t kNextWeaker = 4;
  TextTable table(kNextWeaker);
  table.row({"#", "site", "operation", "order", "next weaker", "minimality"});
  std::vector<std::string> below{""};  // what stands under each row of the table
  for (std::size_t i = 0; i < certificate.sites.size(); ++i) {
    const SiteDecision& site = certificate.sites[i];
    const std::vector<std::string> weaker = next_weaker_of(site);
    table.row({std::to_string(i + 1), std::string(name(site.site)),
               std::string(name(row(site.site).operation)), order_of(site), weaker[0],
               std::string(name(site.minimality))});
    below.emplace_back();
    for (std::size_t j = 0; j < weaker.size(); ++j) {
      if (j != 0) {
        table.row({"", "", "", "", weaker[j], ""});
        below.emplace_back();
      }
      if (j < site.weakenings.size() && site.weakenings[j].refutation)
        below.back() = paragraph("        by ", evidence_of(site.weakenings[j]));
    }
  }
  std::string out = "SITES (an order with a star is not what ships)\n";
  const std::vector<std::string> lines = table.lines(2);
  for (std::size_t i = 0; i < lines.size(); ++i) out += lines[i] + "\n" + below[i];
  return out;
}

std::string open_site_section(const Certificate& certificate) {
  if (no_site_examined(certificate)) return {};
  std::string out;
  std::vector<std::string> not_examined;
  for (const SiteDecision& site : certificate.sites) {
    if (!is_open(site)) continue;
    if (site.minimality == Minimality::not_examined)
      not_examined.emplace_back(name(site.site));
    else
      out += open_site(site);
  }
  if (!not_examined.empty()) out += paragraph("  NOT_EXAMINED: ", joined(not_examined));
  if (out.empty()) out = "  none\n";
  return "ORDER SITES NOT SHOWN TO BE NECESSARY\n" + out;
}

std::string joint_section(const Certificate& certificate) {
  if (!certificate.joint) return {};
  return "WEAKENED TOGETHER\n" + paragraph("  ", joint_sentence(*certificate.joint));
}

std::string logic_site_section(const Certificate& certificate) {
  if (no_site_examined(certificate)) return {};
  std::string out =
      "LOGIC SITES\n" + paragraph("  ",
                                  "Relaxed on purpose: soundness rests on the decision taken "
                                  "there, which these mutants break (assay check --mutant "
                                  "NAME).");
  for (const SiteDecision& site : certificate.sites) {
    if (row(site.site).decision != Decision::logic) continue;
    std::vector<std::string> mutants;
    for (const Mutant mutant : logic_mutants(site.site)) mutants.emplace_back(name(mutant));
    out += paragraph("  " + pad(name(site.site), 19), joined(mutants));
  }
  return out;
}

}  // namespace assay

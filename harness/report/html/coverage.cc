#include <algorithm>
#include <map>

#include "harness/certify/tally.h"
#include "harness/report/html/evidence.h"
#include "harness/report/html/words.h"
#include "harness/report/layout.h"

namespace assay {

namespace {

struct Sum {
  std::uint64_t begun = 0, completed = 0, assertions = 0;
};

Markup execution_table(const Certificate& certificate) {
  std::map<Engine, Sum> sums;
  for (const ClaimDecision& claim : certificate.claims)
    for (const Evidence& evidence : claim.evidence) {
      Sum& sum = sums[evidence.engine];
      sum.begun += evidence.result.executions;
      sum.completed += evidence.result.completed;
      sum.assertions += evidence.result.assertions;
    }
  Table table{"Executions by engine", {}, {}, {}};
  for (const char* const heading :
       {"engine", "executions begun", "run to their end", "assertions evaluated"})
    table.headings.push_back(text(heading));
  for (const Engine engine : kEngines) {
    const Sum& sum = sums[engine];
    table.rows.push_back(cells({text(name(engine)), text(grouped(sum.begun)),
                                text(grouped(sum.completed)), text(grouped(sum.assertions))}));
  }
  return scrolling(table);
}

std::uint64_t kills(const SiteDecision& site) {
  return static_cast<std::uint64_t>(
      std::count_if(site.weakenings.begin(), site.weakenings.end(),
                    [](const Weakening& weakening) { return weakening.refutation.has_value(); }));
}

// Whether the case reaches the site, and whether it refuted a weakening of it.
Markup mark(const SiteDecision& site, const std::string& case_name) {
  const bool refuted = std::any_of(
      site.weakenings.begin(), site.weakenings.end(), [&case_name](const Weakening& weakening) {
        return weakening.refutation && weakening.refutation->case_name == case_name;
      });
  if (refuted) return element("span", "kill", "✖");
  if (std::binary_search(site.reached_by.begin(), site.reached_by.end(), case_name))
    return element("span", "dot", "●");
  return text("·");
}

Markup reach_table(const Certificate& certificate) {
  const std::set<std::string> cases = cases_of(certificate);
  Table table{"Which case reaches which site",
              {{"class", "reach"}},
              {text("site"), text("killed"), text("cases"), text("programs"), text("executions")},
              {}};
  std::size_t number = 0;
  for (const std::string& case_name : cases)
    table.headings.push_back(
        element("a", {{"href", identifier("#case-", case_name)}, {"title", case_name}},
                text(std::to_string(++number))));
  for (const SiteDecision& site : certificate.sites) {
    std::uint64_t spent = 0;
    for (const Weakening& weakening : site.weakenings) spent += weakening.executions;
    std::vector<Markup> row{site_link(name(site.site)),
                            text(grouped(kills(site)) + " / " + grouped(site.weakenings.size())),
                            text(grouped(site.reached_by.size())), text(grouped(site.programs)),
                            text(grouped(spent))};
    for (const std::string& case_name : cases) row.push_back(mark(site, case_name));
    table.rows.push_back(cells(row));
  }
  Markup names;
  for (const std::string& case_name : cases) names += element("li", code(case_name));
  return scrolling(table) +
         element("details", element("summary", text("The cases by number")) + element("ol", names));
}

}  // namespace

Markup coverage_markup(const Certificate& certificate) {
  const Tally sum = tally(certificate);
  return section(
      "coverage", "Coverage",
      element("p", text(grouped(sum.weakenings_refuted) + " of " +
                        counted(sum.weakenings, "weakening") + " tried are killed (refuted). " +
                        "● the case reaches the site, ✖ it refutes a weakening of it, · neither. " +
                        "Killed is of the weakenings tried; executions are those spent on them.")) +
          reach_table(certificate) + element("h3", text("Executions of the checks")) +
          execution_table(certificate));
}

}  // namespace assay

#include "harness/report/html/memory_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/report/html/templates.h"
#include "harness/report/html/words.h"
#include "harness/report/layout.h"

namespace assay {
namespace {

Markup number(std::string_view words) { return element("span", "number", words); }

// The class that colours a judgement, and its sign: the colour only repeats it.
Markup badge(Judgement judgement) {
  const bool held = judgement == Judgement::held;
  const bool off = judgement == Judgement::off;
  return element("span",
                 {{"class", std::string("badge ") + (held  ? "good"
                                                     : off ? "bad"
                                                           : "open")}},
                 text(std::string(held  ? "✔ "
                                  : off ? "✖ "
                                        : "◐ ") +
                      std::string(name(judgement))));
}

// One bar for each footprint, as long as its growth.
Markup bars(const std::vector<Footprint>& footprints) {
  std::int64_t most = 1;
  for (const Footprint& each : footprints)
    if (each.scenario != Scenario::teardown) most = std::max(most, resident_growth(each));
  Markup rows;
  for (const Footprint& each : footprints) {
    if (each.scenario == Scenario::teardown) continue;
    const std::int64_t grown = resident_growth(each);
    const std::int64_t share = std::max<std::int64_t>(0, grown) * 1000 / most;
    const std::string kind(name(each.scenario));
    rows += element("dt", text(std::string(name(each.subject)) + ", " + kind));
    rows += element(
        "dd", element("div", {{"class", "bar " + kind},
                              {"style", fmt::format("width:{}.{}%", share / 10, share % 10)}}) +
                  number(megabytes(grown) + " MB"));
  }
  return element("dl", {{"class", "bars"}}, rows);
}

Markup figure_table(const MemoryReport& report, Scenario scenario) {
  const auto steps = steps_of(scenario);
  Table table{"Figures in MB, step by step", {}, {text(""), text("")}, {}};
  for (const std::string_view step : steps) table.headings.push_back(number(step));
  for (const Footprint& footprint : report.footprints) {
    if (steps_of(footprint.scenario).data() != steps.data()) continue;
    const auto names = figure_names(footprint);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string who =
          std::string(name(footprint.subject)) + ", " + std::string(name(footprint.scenario));
      std::vector<Markup> row{text(i == 0 ? who : ""), code(names[i])};
      for (const Reading& reading : footprint.readings)
        row.push_back(number(megabytes(figures_of(reading)[i])));
      table.rows.push_back(cells(row));
    }
  }
  return scrolling(table);
}

Markup promise_table(const std::vector<Promise>& promises) {
  Table table{"Promises and what was found", {}, {}, {}};
  for (const char* const heading : {"", "subject", "promise", "figure", "found, MB", "may be, MB"})
    table.headings.push_back(text(heading));
  for (const Promise& each : promises) {
    const bool skipped = each.judgement == Judgement::skipped;
    table.rows.push_back(cells({badge(each.judgement), text(name(each.subject)), text(each.promise),
                                text(skipped ? each.reason : each.figure),
                                number(skipped ? "–" : megabytes(each.found)),
                                number(skipped ? "–" : range_words(each, Unit::megabytes))}));
  }
  return scrolling(table);
}

Markup verdict(const MemoryReport& report) {
  const bool off = count(report.promises, Judgement::off) != 0;
  return element("section",
                 {{"id", "verdict"}, {"class", std::string("verdict ") + (off ? "bad" : "good")}},
                 element("div", {{"class", "verdict-head"}},
                         element("h1", {{"class", "title"}}, text(memory_title(report.dataset)))) +
                     element("p", "counts", judgement_counts(report.promises)));
}

Markup head(const MemoryReport& report) {
  Markup out = element("meta", {{"charset", "utf-8"}});
  out +=
      element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  out += element("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  out += element("title", text(memory_title(report.dataset)));
  // An empty icon, so that no browser asks for one.
  out += element("link", {{"rel", "icon"}, {"href", "data:,"}});
  return out + element("style", verbatim(kStyle) + verbatim(kMemoryStyle));
}

}  // namespace

std::string memory_page(const MemoryReport& report) {
  Markup body = element("header", element("p", text("What a dataset takes")));
  std::string node = "Node did not take part.";
  for (const Footprint& each : report.footprints)
    if (each.subject == Subject::node)
      node = "Beside Node " + each.version + ", node:worker_threads.";
  body += verdict(report);
  body += section("picture", "Resident memory since the workers started",
                  element("p", text("When each worker has the dataset, written by the main agent "
                                    "and read by all. " +
                                    node)) +
                      bars(report.footprints));
  body += section("figures", "Step by step, in MB", figure_table(report, Scenario::shared));
  body += section("teardown", "A busy worker that holds the dataset alone is ended, in MB",
                  figure_table(report, Scenario::teardown));
  body += section("promises", "Promises", promise_table(report.promises));
  const Markup page = element("head", head(report)) + element("body", element("main", body));
  return "<!DOCTYPE html>\n" + element("html", {{"lang", "en"}}, page).str() + "\n";
}

}  // namespace assay

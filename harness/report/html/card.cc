#include "harness/report/html/card.h"

#include <algorithm>
#include <set>

#include "harness/report/html/picture.h"
#include "harness/report/html/picture_svg.h"
#include "harness/report/html/why.h"
#include "harness/report/html/words.h"
#include "harness/report/layout.h"
#include "harness/report/sentences.h"
#include "harness/report/step.h"

namespace assay {

namespace {

constexpr std::size_t kMostRows = 64;  // of the table, the latest

Markup table_row(const TraceStep& step, std::size_t number, const std::vector<int>& agents,
                 const std::vector<Suspect>& suspects, bool last) {
  const bool weakened = std::any_of(suspects.begin(), suspects.end(), [&step](const Suspect& each) {
    return step.object == name(each.site);
  });
  Markup out = element("td", text(std::to_string(number)));
  // A place that is the object already stands in the column of places.
  const Markup what = element("code", text((last ? "✖ " : weakened ? "▼ " : "") + headline(step)));
  if (step.agent < 0)
    out += element("td", {{"colspan", std::to_string(std::max<std::size_t>(1, agents.size()))}},
                   text("set-up: ") + what);
  else
    for (const int agent : agents) out += element("td", agent == step.agent ? what : Markup());
  out += element("td", text(step.order)) + element("td", code(file_of(step.where)));
  std::string class_name;
  if (weakened) class_name = "weakened";
  if (last) class_name = "guilty";
  return element("tr", class_name.empty() ? Attributes{} : Attributes{{"class", class_name}}, out);
}

Markup trace_table_markup(const Card& card) {
  const std::vector<TraceStep>& trace = card.refutation->counterexample.trace;
  std::set<int> all;
  for (const TraceStep& step : trace)
    if (step.agent >= 0) all.insert(step.agent);
  const std::vector<int> agents(all.begin(), all.end());
  Table table{"The failing execution, step by step", {{"class", "trace"}}, {text("step")}, {}};
  for (const int agent : agents) table.headings.push_back(text("agent " + std::to_string(agent)));
  table.headings.push_back(text("order"));
  table.headings.push_back(text("where"));
  const std::size_t first = trace.size() - std::min(trace.size(), kMostRows);
  for (std::size_t i = first; i < trace.size(); ++i)
    table.rows.push_back(table_row(trace[i], i + 1, agents, card.suspects, i + 1 == trace.size()));
  Markup out;
  if (first != 0) out += element("p", text(counted(first, "earlier step") + " left out."));
  return out + scrolling(table);
}

std::string left_out(const Picture& picture) {
  std::vector<std::string> parts;
  if (picture.steps_left_out != 0)
    parts.push_back(counted(picture.steps_left_out, "step") + " of " + grouped(picture.steps) +
                    " left out, the set-up among them");
  if (!picture.agents_left_out.empty()) {
    std::vector<std::string> names;
    for (const int agent : picture.agents_left_out) names.push_back(std::to_string(agent));
    parts.push_back((names.size() == 1 ? "agent " : "agents ") + joined(names) + " left out");
  }
  return parts.empty() ? "Every step is shown." : joined(parts, "; ") + ".";
}

bool has(const Picture& picture, RelationKind kind) {
  return std::any_of(picture.edges.begin(), picture.edges.end(),
                     [kind](const PictureEdge& edge) { return edge.kind == kind; });
}

// What the lines mean, those that occur; and what is not drawn, and why.
Markup caption(const Card& card, const Picture& picture) {
  const auto key = [](Literal line, std::string_view words) {
    return element("span", {{"class", "key " + std::string(line.text())}}, text(words));
  };
  Markup out = key("key-po", "po: program order");
  if (has(picture, RelationKind::rf)) out += key("key-rf", "rf: reads from");
  if (has(picture, RelationKind::sw)) out += key("key-sw", "sw: synchronizes with");
  if (has(picture, RelationKind::co)) out += key("key-co", "co: overwrites");
  if (has(picture, RelationKind::lost)) out += key("key-lost", "the edge that is missing");
  if (has(picture, RelationKind::race)) out += key("key-race", "race");
  if (!card.suspects.empty()) out += key("key-weakened", "▼ weakened site");
  out += key("key-guilty", "✖ here it breaks");
  Markup words = text("Numbers are the order of execution. " + left_out(picture));
  if (!has(picture, RelationKind::rf) && !has_graph(card.refutation->counterexample.trace))
    words += text(
        " No rf edge: the trace does not tell which write a read between agents has its value "
        "from.");
  if (card.refutation->counterexample.kind == "data race" && !has(picture, RelationKind::race))
    words += text(" The engine does not name the earlier access of the race.");
  return element("figcaption", element("p", {{"class", "keys"}}, out) + element("p", words));
}

Markup figure(const Card& card) {
  const Counterexample& counterexample = card.refutation->counterexample;
  const Picture picture = picture_of(counterexample, card.suspects);
  const Markup svg =
      picture_svg(identifier("picture-", card.id), counterexample, card.suspects, picture);
  return element("figure", element("div",
                                   {{"class", "scroll"},
                                    {"tabindex", "0"},
                                    {"role", "region"},
                                    {"aria-label", "Picture of the failing execution"}},
                                   svg) +
                               caption(card, picture));
}

Markup reasons(const Card& card) {
  const Counterexample& counterexample = card.refutation->counterexample;
  Markup out;
  Markup sentences;
  for (const std::string& each : why(counterexample, card.suspects)) sentences += text(each + " ");
  out += element("p", element("strong", text("Why it breaks. ")) + sentences);
  if (!counterexample.accesses.empty())
    out += element("p", text(counterexample.accesses.size() == 1 ? "Place: " : "Accesses: ") +
                            code(joined(counterexample.accesses, " and ")));
  out += element("p", text(control_sentence(*card.refutation)));
  if (!card.also.empty()) out += element("p", text(card.also));
  if (!card.engines.empty())
    out += element("p", text("The same case, by engine: " + joined(card.engines, "; ") + "."));
  return out;
}

}  // namespace

Markup card(const Card& card, bool drawn) {
  const Refutation& refutation = *card.refutation;
  const Counterexample& counterexample = refutation.counterexample;
  Markup body = element("h3", card.heading);
  body += element("p", element("strong", text(counterexample.kind)) +
                           text(": " + counterexample.message + ". ") +
                           element("a", {{"href", identifier("#case-", refutation.case_name)}},
                                   code(refutation.case_name)) +
                           text(" on " + std::string(name(refutation.engine)) + ", execution " +
                                grouped(counterexample.execution) + "."));
  const Markup replay = element("pre", {{"class", "replay"}},
                                element("code", text("assay replay " + counterexample.token)));
  Markup picture, table;
  if (counterexample.trace.empty()) {
    body += element("p", text("The engine records no trace, so there is no picture."));
  } else if (!drawn) {
    body += element("p", text("Picture and table are left out, to keep this file under 1 MB; the "
                              "replay line shows the execution."));
  } else {
    picture = figure(card);
    table = element("details", element("summary", text("The same execution as a table")) +
                                   trace_table_markup(card));
  }
  Markup right = element("div", {{"class", "why"}}, reasons(card) + replay);
  if (card.folded && !picture.empty())
    body += right + element("details", element("summary", text("The execution, as picture and "
                                                               "table")) +
                                           picture + table);
  else
    body += element("div", {{"class", "split"}}, picture + right) + table;
  return element("article", {{"id", card.id}, {"class", "card"}}, body);
}

}  // namespace assay

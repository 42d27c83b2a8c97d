#include "harness/report/html/litmus.h"

#include "harness/certify/disagreement.h"
#include "harness/report/html/words.h"
#include "harness/report/layout.h"
#include "harness/report/litmus_rows.h"

namespace assay {
namespace {

// What all programs together may take of the page; beyond it outcomes are counted.
constexpr std::size_t kMostOutcomes = 1'500;

std::string short_name(const std::string& program) {
  return program.substr(program.rfind('/') + 1);
}

Markup word(std::string_view row) {
  if (row == "disagree") return element("span", "kill", "✖ disagree");
  if (row == "agree") return text("agree");
  return element("span", "note", row);
}

Markup counts_of(const Refinement& refinement) {
  std::uint64_t allowed = 0;
  std::uint64_t produced = 0;
  for (const LitmusOutcome& each : refinement.outcomes) {
    allowed += each.allowed ? 1U : 0U;
    produced += each.allowed && !each.produced.empty() ? 1U : 0U;
  }
  if (refinement.machines.empty()) return text(counted(allowed, "outcome") + " allowed");
  return text(grouped(produced) + " of " + counted(allowed, "outcome") + " produced");
}

// The program's own row, and one for each outcome that is worth it.
void add(Table& table, const Evidence& evidence, bool lists) {
  const CheckResult& result = evidence.result;
  const Refinement refinement = result.refinement.value_or(Refinement{});
  Markup program = code(short_name(evidence.case_name));
  if (!refinement.question.empty())
    program += element("br", Attributes{}) + element("span", "note", refinement.question);
  if (!result.message.empty())
    program += element("br", Attributes{}) + element("span", "note", result.message);
  table.rows.push_back(
      cells({program, counts_of(refinement), text(""),
             text(refinement.machines.empty() ? "–" : refinement.machines), badge(result)},
            {{"id", identifier("case-", evidence.case_name)}}));
  for (const LitmusOutcome& each : refinement.outcomes) {
    const std::string_view verdict = row_verdict(each);
    if (refinement.machines.empty() || (!lists && verdict != "disagree")) continue;
    Markup says = text(each.allowed ? "allowed" : "forbidden");
    if (!each.grade.empty())
      says += element("br", Attributes{}) + element("span", "note", each.grade);
    table.rows.push_back(cells({text(""), code(each.text), says,
                                text(each.produced.empty() ? "–" : each.produced), word(verdict)},
                               {{"class", "outcome"}}));
  }
}

std::string heading_of(const std::string& name, const LitmusFamily& family) {
  std::string out = name + ": " + counted(family.programs.size(), "program") + ", " +
                    grouped(family.proved) + " proved, " + grouped(family.refuted) + " refuted, " +
                    grouped(family.open) + " open, " + grouped(family.not_lowered) +
                    " not lowered; " + grouped(family.produced) + " of " +
                    counted(family.allowed, "allowed outcome") + " produced";
  if (family.forbidden != 0) out += ", and " + grouped(family.forbidden) + " that are forbidden";
  return out;
}

Markup disagreement_list(const Certificate& certificate) {
  std::vector<std::string> items;
  for (const Disagreement& each : disagreements(certificate))
    items.push_back(each.case_name + ": proved by " + std::string(name(each.proved.front())) +
                    ", refuted by " + std::string(name(each.refuted.front())));
  return items.empty() ? Markup() : element("h3", text("Engines disagree")) + list(items);
}

}  // namespace

Markup litmus_markup(const Certificate& certificate) {
  const auto families = litmus_families(certificate);
  const Markup disagree = disagreement_list(certificate);
  if (families.empty() && disagree.empty()) return {};
  Markup body = element(
      "p", text("Each program is lowered to what the core does for it, and every outcome that "
                "this has on a machine has to be one that the ECMAScript memory model allows: "
                "rc11 is the repaired C11 model, c20 is C++20 with load buffering, tso is x86-TSO "
                "with unsplit instructions, alone where accesses overlap in part. agree: allowed "
                "and produced; not produced: allowed, and this core never has it; disagree: "
                "produced and forbidden, which refutes the claim. Native runs of the classic ones "
                "are tests of their own, and no part of this table."));
  std::size_t left = kMostOutcomes;
  for (const auto& [name, family] : families) {
    Table table{name, {{"class", "litmus"}}, {}, {}};
    for (const char* const heading : {"program", "outcome", "ECMA-262", "the core", "verdict"})
      table.headings.push_back(text(heading));
    const bool generated = name == "generated";
    for (const Evidence* each : family.programs) {
      const std::size_t outcomes =
          each->result.refinement ? each->result.refinement->outcomes.size() : 0;
      const bool lists = !generated && outcomes <= left;
      if (lists) left -= outcomes;
      add(table, *each, lists);
    }
    const Attributes open =
        family.refuted + family.open != 0 ? Attributes{{"open", ""}} : Attributes{};
    body += element("details", open,
                    element("summary", text(heading_of(name, family))) + scrolling(table));
  }
  return section("litmus", "Litmus programs by model", body + disagree);
}

}  // namespace assay

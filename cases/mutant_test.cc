// Every mutant of the core's logic is killed by the case that its row names, on every
// engine named there; every case that kills passes without the mutant (case_test).
// MUTANTS.md is that table.
#include <regex>
#include <set>

#include "cases/engine_test.h"
#include "harness/golden_file.h"

namespace assay {
namespace {

struct MutantOnEngine {
  Mutant mutant;
  Engine engine;
  friend std::ostream& operator<<(std::ostream& out, const MutantOnEngine& m) {
    return out << name(m.mutant) << " on " << name(m.engine);
  }
};

std::vector<MutantOnEngine> all_mutants() {
  std::vector<MutantOnEngine> all;
  for (std::size_t i = 0; i < kMutants.size(); ++i)
    for (const Engine engine : kEngines)
      if ((kMutants[i].engines & bit(engine)) != 0) all.push_back({static_cast<Mutant>(i), engine});
  return all;
}

class AMutant : public testing::TestWithParam<MutantOnEngine> {};

TEST_P(AMutant, is_killed_by_its_case) {
  const auto [mutant, engine] = GetParam();
  const MutantRow& row = kMutants[static_cast<std::size_t>(mutant)];
  const CheckRequest request{
      .case_name = std::string(row.killed_by), .engine = engine, .mutant = mutant};
  const CheckResult result = laboratory().check(request);
  EXPECT_EQ(result.verdict, Verdict::refuted) << told(request, result) << "\n" << row.effect;
}

std::string name_of(const testing::TestParamInfo<MutantOnEngine>& info) {
  return test_name(std::string(name(info.param.mutant)) + " on " +
                   std::string(name(info.param.engine)));
}

INSTANTIATE_TEST_SUITE_P(all, AMutant, testing::ValuesIn(all_mutants()), name_of);

TEST(Mutants, each_bug_of_the_table_has_a_killer) {
  for (const MutantRow& row : kMutants) EXPECT_NE(row.engines, kNobody) << row.name;
}

// "WebKit PR 7048", "node 28777": reports that anyone can look up.
std::set<std::string> reports_in(std::string_view history) {
  static const std::regex kReport("[A-Za-z0-9-]+[ /](threads |PR )?[0-9]{2,}");
  const std::string text(history);
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), kReport), end; at != end; ++at)
    found.insert(at->str());
  return found;
}

TEST(Mutants, many_are_bugs_that_happened) {
  EXPECT_EQ(reports_in("as in node v20 (WebKit PR 7048; node 28777), invariant I11").size(), 2U);
  std::set<std::string> reports;
  for (const MutantRow& row : kMutants) reports.merge(reports_in(row.history));
  EXPECT_GE(reports.size(), 28U);
}

std::string document() {
  int happened = 0;
  std::string rows;
  for (const MutantRow& row : kMutants) {
    happened += reports_in(row.history).empty() ? 0 : 1;
    std::string engines;
    for (const Engine engine : kEngines)
      if ((row.engines & bit(engine)) != 0)
        engines += (engines.empty() ? "" : ", ") + std::string(name(engine));
    rows += "| `" + std::string(row.name) + "` | " + std::string(row.effect) + " | " +
            std::string(row.history) + " | `" + std::string(row.killed_by) + "` | " + engines +
            " |\n";
  }
  return "# Mutants, and what kills them\n\n"
         "Written by `mutant_test.cc` from `harness/world/mutants.def`. Each is a decision of the "
         "core's that\nis logic and no memory order, broken on purpose. The test\n"
         "`AMutant.is_killed_by_its_case/MUTANT_on_ENGINE` runs the case named here on each engine "
         "named here\nand fails where the mutant survives; `case_test` shows that the case passes "
         "without it.\n\n    assay check CASE --engine ENGINE --mutant MUTANT\n\n" +
         std::to_string(kMutants.size()) + " mutants; " + std::to_string(happened) +
         " of them did this in an engine or a runtime, with a public report. Weakened memory "
         "orders\nare no mutants: `assay sites` names them, and a certificate weakens each.\n\n"
         "| mutant | what it does | where it comes from | killed by the case | on |\n"
         "|---|---|---|---|---|\n" +
         rows;
}

TEST(MutantsGolden, the_document_is_the_table) {
  expect_golden_file("cases/MUTANTS.md", document());
}

}  // namespace
}  // namespace assay

// The table of semantics: every row names tests that exist, or says why it has none;
// SEMANTICS.md is that table.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/golden_file.h"

namespace assay {
namespace {

enum class Shown { by_tests, elsewhere, later };

struct Row {
  std::string_view section;
  Shown shown;
  std::string_view clause;
  std::string_view behaviour;
  std::string_view text;  // tests, or a reason
};

std::vector<Row> all_rows() {
  std::vector<Row> rows;
  std::string_view section;
#define SECTION(title) section = title;
#define TESTED(clause, behaviour, tests) \
  rows.push_back({section, Shown::by_tests, clause, behaviour, tests});
#define BINDING(clause, behaviour, offer) \
  rows.push_back({section, Shown::elsewhere, clause, behaviour, offer});
#define LATER(clause, behaviour, waits_for) \
  rows.push_back({section, Shown::later, clause, behaviour, waits_for});
#include "harness/subject/semantics.def"
#undef SECTION
#undef TESTED
#undef BINDING
#undef LATER
  return rows;
}

std::vector<std::string> names_in(std::string_view list) {
  std::vector<std::string> names;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(", "), list.size());
    names.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 2, list.size()));
  }
  return names;
}

constexpr std::string_view kCase = "case ";

// "Suite.test" for each test of this program; of a typed suite without its number.
std::set<std::string> tests_of_this_program() {
  std::set<std::string> names;
  const testing::UnitTest& all = *testing::UnitTest::GetInstance();
  for (int s = 0; s < all.total_test_suite_count(); ++s) {
    const testing::TestSuite& suite = *all.GetTestSuite(s);
    const std::string name = suite.name();
    for (int t = 0; t < suite.total_test_count(); ++t)
      if (std::string_view(suite.GetTestInfo(t)->name()).find("DISABLED_") != 0)
        names.insert(name.substr(0, name.find('/')) + "." + suite.GetTestInfo(t)->name());
  }
  return names;
}

// The sources of the other programs that have some, without white space.
std::string tests_of_other_programs() {
  std::string text = text_of_file("cases/tearing_test.cc");
  for (const char* const noun :
       {"inbox", "roster", "draft", "message", "port", "async_waits", "agent", "worker"})
    text += text_of_file("harness/subject/agents/" + std::string(noun) + "_test.cc");
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

// Tests of another program, by their source; cases, by their file and the registry.
bool exists(const std::string& name) {
  static const std::set<std::string> here = tests_of_this_program();
  static const std::string elsewhere = tests_of_other_programs();
  static const std::string registry = text_of_file("cases/registry.h");
  if (here.contains(name)) return true;
  if (!name.starts_with(kCase)) {
    const std::size_t dot = std::min(name.find('.'), name.size());
    const std::string test =
        "(" + name.substr(0, dot) + "," + name.substr(std::min(dot + 1, name.size())) + ")";
    return elsewhere.find("TEST" + test) != std::string::npos ||
           elsewhere.find("TEST_F" + test) != std::string::npos;
  }
  const std::string one = name.substr(kCase.size());
  for (const char* const plane : {"control_plane/", "data_plane/", "agents/"}) {
    const std::string header = "cases/" + (plane + one) + ".h";
    if (registry.find("#include \"" + header + "\"") != std::string::npos &&
        text_of_file(header).find("\"" + one + "\"") != std::string::npos)
      return true;
  }
  return false;
}

TEST(Semantics, every_row_names_tests_that_exist_or_says_why_not) {
  std::size_t named = 0;
  for (const Row& row : all_rows()) {
    EXPECT_NE(row.text, "") << row.behaviour;
    if (row.shown != Shown::by_tests) continue;
    for (const std::string& name : names_in(row.text)) {
      EXPECT_PRED1(exists, name) << row.behaviour;
      ++named;
    }
  }
  EXPECT_GT(named, 80U);
}

TEST(Semantics, a_test_that_is_not_there_is_noticed) {
  for (const char* const name :
       {"", "case ", "case no_such_case", "Growth.no_such_test", "Tearing.no_such_test",
        "NoSuch.plain_indexing_tears_no_element", "case engine_awaits"})
    EXPECT_EQ(exists(name), false) << name;
  EXPECT_EQ(exists("Semantics.a_test_that_is_not_there_is_noticed"), true);
}

TEST(Semantics, each_section_has_its_clauses_and_no_row_stands_twice) {
  std::set<std::string_view> sections;
  std::set<std::string> rows;
  for (const Row& row : all_rows()) {
    sections.insert(row.section);
    EXPECT_NE(row.clause, "") << row.behaviour;
    rows.insert(std::string(row.clause) + ": " + std::string(row.behaviour));
  }
  EXPECT_EQ(sections.size(), 7U);
  EXPECT_EQ(rows.size(), all_rows().size());
}

std::string cell(const Row& row) {
  if (row.shown == Shown::elsewhere) return "a binding's: " + std::string(row.text);
  if (row.shown == Shown::later) return "not yet: waits for " + std::string(row.text);
  std::string tests;
  for (const std::string& name : names_in(row.text)) {
    const bool is_case = name.starts_with(kCase);
    tests += (tests.empty() ? "" : "<br>") + std::string(is_case ? kCase : "") + "`" +
             (is_case ? name.substr(kCase.size()) : name) + "`";
  }
  return tests;
}

std::string document() {
  const std::vector<Row> rows = all_rows();
  const auto count = [&](Shown shown) {
    return std::to_string(std::count_if(rows.begin(), rows.end(),
                                        [&](const Row& row) { return row.shown == shown; }));
  };
  std::string text =
      "# What the core does, and the test that shows it\n\n"
      "Written by `semantics_test.cc` from `semantics.def`; a row without an existing test fails.\n"
      "Clauses are those of ECMA-262, or of HTML where it says so. `Suite.test` is a unit test "
      "(`ctest -R`); a *case* runs on "
      "every\nengine (`assay check NAME`).\n\n" +
      count(Shown::by_tests) + " rows have tests, " + count(Shown::elsewhere) +
      " are about JavaScript values and concern a binding, " + count(Shown::later) +
      " wait for what is not there yet.\n";
  std::string_view section;
  for (const Row& row : rows) {
    if (row.section != section)
      text += "\n## " + std::string(row.section) + "\n\n| clause | what it does | shown by |\n" +
              "|---|---|---|\n";
    section = row.section;
    text += "| " + std::string(row.clause) + " | " + std::string(row.behaviour) + " | " +
            cell(row) + " |\n";
  }
  return text;
}

TEST(SemanticsGolden, the_document_is_the_table) {
  expect_golden_file("harness/subject/SEMANTICS.md", document());
}

}  // namespace
}  // namespace assay

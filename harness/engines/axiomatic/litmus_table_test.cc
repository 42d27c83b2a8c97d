// The programs of litmus/javascript against what an independent enumerator found, model
// by model: the whole sets of outcomes, the numbers of executions, and data races.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "harness/engines/axiomatic/judge_run.h"
#include "harness/program/parse.h"
#include "harness/program/source_error.h"

namespace assay::axiomatic {
namespace {

const std::filesystem::path kFolder = "litmus/javascript";  // tests run in the root

struct Row {
  std::string test;
  std::string model;
  std::string executions;
  std::string races;
  std::string outcomes;
};

std::vector<Row> table() {
  std::vector<Row> rows;
  std::ifstream in(kFolder / "allowed.tsv");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream fields(line);
    Row row;
    std::getline(fields, row.test, '\t');
    std::getline(fields, row.model, '\t');
    std::getline(fields, row.executions, '\t');
    std::getline(fields, row.races, '\t');
    std::getline(fields, row.outcomes, '\t');
    rows.push_back(std::move(row));
  }
  return rows;
}

std::map<std::string, litmus::Program> programs() {
  std::map<std::string, litmus::Program> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kFolder)) {
    if (entry.path().extension() != ".litmus") continue;
    std::ifstream in(entry.path());
    std::ostringstream text;
    text << in.rdbuf();
    const auto read = litmus::read_program(text.str());
    if (const auto* errors = std::get_if<litmus::SourceErrors>(&read)) {
      ADD_FAILURE() << litmus::to_text(errors->at(0), entry.path().string(), text.str());
      continue;
    }
    const auto& program = std::get<litmus::Program>(read);
    EXPECT_EQ(program.name, entry.path().stem().string());
    EXPECT_EQ(found.emplace(program.name, program).second, true) << program.name;
  }
  return found;
}

litmus::Model model_named(const std::string& text) {
  for (std::size_t m = 0; m < litmus::kModelNames.size(); ++m)
    if (litmus::kModelNames[m] == text) return static_cast<litmus::Model>(m);
  ADD_FAILURE() << text;
  return litmus::Model::es;
}

TEST(LitmusTable, is_of_169_programs_and_each_has_a_file) {
  std::set<std::string> of_table;
  for (const Row& row : table()) of_table.insert(row.test);
  std::set<std::string> of_folder;
  for (const auto& [name, program] : programs()) of_folder.insert(name);
  EXPECT_EQ(of_table.size(), 169U);
  EXPECT_EQ(of_folder, of_table);
}

TEST(LitmusTable, is_what_the_engine_allows) {
  const auto all = programs();
  std::size_t sets = 0;
  for (const Row& row : table()) {
    const auto program = all.find(row.test);
    if (program == all.end()) continue;  // said above
    const Judged judged = judge_program(program->second, model_named(row.model), {});
    std::string outcomes;
    std::set<std::string> sorted;
    for (const State& state : judged.states) sorted.insert(state.text);
    for (const std::string& each : sorted) outcomes += (outcomes.empty() ? "" : "|") + each;
    EXPECT_EQ(outcomes, row.outcomes) << row.test << " by " << row.model;
    EXPECT_EQ(judged.message.starts_with("all "), true) << row.test << ": " << judged.message;
    const std::string executions = std::to_string(judged.answer.executions);
    EXPECT_EQ(row.executions == "-" ? "-" : executions, row.executions) << row.test;
    const std::string races = judged.answer.data_race_free.value_or(false) ? "none" : "some";
    EXPECT_EQ(row.races == "-" ? "-" : races, row.races) << row.test;
    ++sets;
  }
  EXPECT_EQ(sets, 493U);
}

// INTERESTING is what the model allows and sequential consistency does not, and a line
// that says so of nothing is wrong. In the table both are known.
TEST(LitmusTable, is_what_the_files_grade) {
  const auto all = programs();
  for (const auto& [name, program] : all) {
    const litmus::Code code = litmus::compile(program);
    const Answer es = judge(code, litmus::Model::es);
    const Answer sc = judge(code, litmus::Model::sc);
    std::set<std::size_t> used;
    for (const auto& [outcome, executions] : es.outcomes) {
      const auto line = litmus::grade_of(program, outcome, code.registers);
      ASSERT_EQ(line.has_value(), true) << name;
      used.insert(*line);
      if (program.grades[*line].grade != litmus::Grade::interesting) continue;
      EXPECT_EQ(sc.outcomes.count(outcome), 0U)
          << name << ": " << litmus::to_text(outcome, code.registers);
    }
    for (std::size_t i = 0; i < program.grades.size(); ++i)
      EXPECT_NE(used.count(i) != 0, program.grades[i].grade == litmus::Grade::forbidden)
          << name << ": grade " << i;
  }
}

}  // namespace
}  // namespace assay::axiomatic

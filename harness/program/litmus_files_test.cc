// The files of litmus/classic against what the ECMAScript model allows.
//
// The idea: every outcome that one can write down with the values of a file is either
// in the table of the model's outcomes, and then graded as allowed, or it is not, and
// then forbidden or undeclared. So a wrong grade, a missing one and a changed program
// are seen. The table was computed by enumerating all executions, not from the files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "harness/program/litmus_run.h"
#include "harness/program/parse.h"
#include "harness/program/print.h"

namespace assay::litmus {
namespace {

const std::filesystem::path kFolder = "litmus/classic";  // tests run in the root

struct Row {
  bool data_race_free = false;
  std::set<std::string> allowed;
  std::set<std::string> sequential;
};

std::set<std::string> split(const std::string& text, char separator) {
  std::set<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.insert(part);
  return parts;
}

std::map<std::string, Row> table() {
  std::map<std::string, Row> rows;
  std::ifstream in(kFolder / "allowed-by-es.tsv");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream fields(line);
    std::string name;
    std::string free_of_races;
    std::string allowed;
    std::string sequential;
    std::getline(fields, name, '\t');
    std::getline(fields, free_of_races, '\t');
    std::getline(fields, allowed, '\t');
    std::getline(fields, sequential, '\t');
    rows[name] = {free_of_races == "yes", split(allowed, '|'), split(sequential, '|')};
  }
  return rows;
}

std::map<std::string, std::string> files() {
  std::map<std::string, std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.path().extension() != ".litmus") continue;
    std::ifstream in(entry.path());
    std::ostringstream text;
    text << in.rdbuf();
    texts[entry.path().stem().string()] = text.str();
  }
  return texts;
}

Program program_in(const std::string& text) {
  const auto read = read_program(text);
  if (const auto* errors = std::get_if<SourceErrors>(&read)) {
    ADD_FAILURE() << to_text(errors->at(0), "litmus file", text);
    return {};
  }
  return std::get<Program>(read);
}

// Every way to give the registers values from 0 to 2.
std::vector<Outcome> conceivable(std::size_t registers) {
  std::vector<Outcome> all{{}};
  for (; registers > 0; --registers) {
    std::vector<Outcome> longer;
    for (const Outcome& outcome : all)
      for (std::int64_t value = 0; value <= 2; ++value) {
        longer.push_back(outcome);
        longer.back().push_back(value);
      }
    all = std::move(longer);
  }
  return all;
}

TEST(LitmusFiles, are_those_of_the_table) {
  std::set<std::string> of_table;
  std::set<std::string> of_folder;
  for (const auto& [name, row] : table()) of_table.insert(name);
  for (const auto& [name, text] : files()) {
    of_folder.insert(name);
    EXPECT_EQ(program_in(text).name, name);
  }
  EXPECT_EQ(of_folder, of_table);
  EXPECT_EQ(of_folder.size(), 12U);
}

TEST(LitmusFiles, grade_just_what_the_model_allows_as_allowed) {
  const auto rows = table();
  for (const auto& [name, text] : files()) {
    const Program program = program_in(text);
    const Code code = compile(program);
    std::set<std::string> allowed;
    std::set<std::string> interesting;
    std::set<std::size_t> used;
    for (const Outcome& outcome : conceivable(code.registers.size())) {
      const auto line = grade_of(program, outcome, code.registers);
      if (!line) continue;
      EXPECT_EQ(used.insert(*line).second, true) << name << ": one line per outcome";
      const Grade grade = program.grades[*line].grade;
      if (grade != Grade::forbidden) allowed.insert(to_text(outcome, code.registers));
      if (grade == Grade::interesting) interesting.insert(to_text(outcome, code.registers));
    }
    const Row& row = rows.at(name);
    EXPECT_EQ(allowed, row.allowed) << name;
    EXPECT_EQ(used.size(), program.grades.size()) << name << ": a line matches nothing";
    std::set<std::string> weak;
    for (const std::string& outcome : row.allowed)
      if (row.sequential.count(outcome) == 0) weak.insert(outcome);
    EXPECT_EQ(interesting, weak) << name;
  }
}

TEST(LitmusFiles, ask_about_the_one_outcome_that_is_not_sequential) {
  const auto rows = table();
  for (const auto& [name, text] : files()) {
    const Program program = program_in(text);
    const Code code = compile(program);
    std::set<std::string> asked;
    for (const Outcome& outcome : conceivable(code.registers.size()))
      if (holds(program.condition, outcome, code.registers))
        asked.insert(to_text(outcome, code.registers));
    ASSERT_EQ(asked.size(), 1U) << name;
    EXPECT_EQ(rows.at(name).sequential.count(*asked.begin()), 0U) << name;
  }
}

TEST(LitmusFiles, claim_races_and_models_as_the_table_does) {
  const auto rows = table();
  for (const auto& [name, text] : files()) {
    const Program program = program_in(text);
    const bool free_of_races = rows.at(name).data_race_free;
    EXPECT_EQ(program.races, free_of_races ? RaceClaim::none : RaceClaim::some) << name;
    // Without data races the outcomes are the sequential ones; with, the grades are not.
    EXPECT_EQ(program.models,
              (free_of_races ? std::vector{Model::es, Model::sc} : std::vector{Model::es}))
        << name;
  }
}

TEST(LitmusFiles, survive_printing_and_parsing) {
  for (const auto& [name, text] : files()) {
    const Program program = program_in(text);
    EXPECT_EQ(std::get<Program>(parse(print(program))) == program, true) << name;
  }
}

TEST(LitmusFiles, run_on_the_native_engine_without_a_refutation) {
  LitmusOptions options;
  options.sample.rounds = 500;
  options.expect = Expectation{Verdict::unknown, Reason::budget};
  const std::vector<std::string> folder{kFolder.string()};
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(run_litmus(folder, options, sample_native, out, err), kExitPass) << out.str();
  EXPECT_EQ(err.str(), "");
  EXPECT_THAT(out.str(), testing::HasSubstr("Test IRIW+sc Allowed"));
}

}  // namespace
}  // namespace assay::litmus

// The command: golden reports, exit codes, and what it does with bad files.
#include "harness/program/litmus_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace assay::litmus {
namespace {

using testing::HasSubstr;

const char* const kTest =
    "JS MP+sc\n\"a sentence\"\n"
    "{ const x = new Int32Array(new SharedArrayBuffer(4)); }\n"
    "P0 { const r0 = Atomics.load(x, 0); }\n"
    "exists (0:r0=1)\n"
    "ACCEPTABLE 0:r0=0 \"before\"\n"
    "FORBIDDEN 0:r0=1 \"never\"\n"
    "races none\n";

// Answers the same sample whatever the test.
struct FixedSampler {
  std::map<Outcome, Seen> outcomes;
  std::optional<std::uint64_t> races;
  Sample operator()(const Code&, const SampleOptions&) const {
    Sample sample;
    for (const auto& [outcome, seen] : outcomes) sample.rounds += seen.count;
    sample.outcomes = outcomes;
    sample.races = races;
    return sample;
  }
};

class LitmusRun : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::temp_directory_path() / ("litmus_run_test." + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  std::string folder() const { return folder_.string(); }

  ExitCode run(const std::vector<std::string>& files, const Sampler& sampler = FixedSampler{}) {
    std::ostringstream out;
    std::ostringstream err;
    const ExitCode exit = run_litmus(files, options_, sampler, out, err);
    out_ = out.str();
    err_ = err.str();
    return exit;
  }

  LitmusOptions options_;
  std::string out_;
  std::string err_;

 private:
  std::filesystem::path folder_;
};

const FixedSampler kQuiet{{{Outcome{0}, {10, 1}}}, {}};
const FixedSampler kRefuting{{{Outcome{0}, {7, 1}}, {Outcome{1}, {2, 3}}, {Outcome{9}, {1, 8}}}, 2};

TEST_F(LitmusRun, prints_herds_shape) {
  EXPECT_EQ(run({write("a.litmus", kTest)}, kRefuting), kExitRefuted);
  EXPECT_EQ(err_, "");
  EXPECT_EQ(
      out_,
      "Test MP+sc Allowed\n"
      "States 3\n"
      "7       :>0:r0=0;\n"
      "2       *>0:r0=1;\n"
      "1       :>0:r0=9;\n"
      "Ok\n"
      "Witnesses\n"
      "Positive: 2, Negative: 8\n"
      "Condition exists (0:r0=1)\n"
      "Observation MP+sc Sometimes 2 8\n"
      "ACCEPTABLE         7  0:r0=0  \"before\"\n"
      "FORBIDDEN          2  0:r0=1  \"never\"\n"
      "UNDECLARED         1  0:r0=9;\n"
      "Races MP+sc 2 reported (the test says none)\n"
      "Verdict MP+sc REFUTED by native: FORBIDDEN outcome witnessed, 2 of 10 rounds, first in "
      "round 3: 0:r0=1; (never)\n\n");
}

TEST_F(LitmusRun, has_a_json_twin) {
  options_.json = true;
  const std::string file = write("a.litmus", kTest);
  EXPECT_EQ(run({file}, kRefuting), kExitRefuted);
  const nlohmann::json expected = {
      {"engine", "native"},
      {"exit_code", 3},
      {"malformed", nlohmann::json::array()},
      {"tests",
       {{{"name", "MP+sc"},
         {"file", file},
         {"description", "a sentence"},
         {"condition", "exists (0:r0=1)"},
         {"observation", "Sometimes"},
         {"positive", 2},
         {"negative", 8},
         {"rounds", 10},
         {"races", 2},
         {"earlier_races", 0},
         {"verdict", "REFUTED"},
         {"reason", ""},
         {"exit_code", 3},
         {"message",
          "FORBIDDEN outcome witnessed, 2 of 10 rounds, first in round 3: 0:r0=1; (never)"},
         {"states",
          {{{"outcome", "0:r0=0;"},
            {"count", 7},
            {"first_round", 1},
            {"in_condition", false},
            {"grade", "ACCEPTABLE"},
            {"sentence", "before"}},
           {{"outcome", "0:r0=1;"},
            {"count", 2},
            {"first_round", 3},
            {"in_condition", true},
            {"grade", "FORBIDDEN"},
            {"sentence", "never"}},
           {{"outcome", "0:r0=9;"},
            {"count", 1},
            {"first_round", 8},
            {"in_condition", false},
            {"grade", "UNDECLARED"},
            {"sentence", nullptr}}}}}}}};
  EXPECT_EQ(nlohmann::json::parse(out_), expected);
}

TEST_F(LitmusRun, the_exit_code_is_the_verdicts_or_the_expectations) {
  const std::string file = write("a.litmus", kTest);
  EXPECT_EQ(run({file}, kQuiet), kExitUnknown);
  options_.expect = Expectation{Verdict::unknown, Reason::budget};
  EXPECT_EQ(run({file}, kQuiet), kExitPass);
  EXPECT_EQ(run({file}, kRefuting), kExitFailed);
  EXPECT_THAT(out_, HasSubstr("Expected UNKNOWN(budget)\n"));
  options_.expect = Expectation{Verdict::refuted, Reason::none};
  EXPECT_EQ(run({file}, kRefuting), kExitPass);
  EXPECT_EQ(run({file}, kQuiet), kExitFailed);
  options_.expect = Expectation{Verdict::unknown, Reason::bound};
  EXPECT_EQ(run({file}, kQuiet), kExitFailed);
}

TEST_F(LitmusRun, a_malformed_file_is_reported_and_the_others_run) {
  const std::string bad = write("bad.litmus", "JS SB\n{ }\nP0 { x[0] = 1; }\nexists (0:r0=1)\n");
  const std::string good = write("good.litmus", kTest);
  EXPECT_EQ(run({bad, good}, kQuiet), kExitUsage);
  EXPECT_EQ(err_, bad + ":3:6: unknown view 'x'\n  P0 { x[0] = 1; }\n       ^\n" + bad +
                      ":4:9: P0 has no register 'r0'\n  exists (0:r0=1)\n          ^\n");
  EXPECT_THAT(out_, HasSubstr("Test MP+sc"));
  options_.expect = Expectation{Verdict::unknown, Reason::budget};
  EXPECT_EQ(run({bad, good}, kQuiet), kExitUsage);  // an expectation does not excuse it
  EXPECT_EQ(run({bad, good}, kRefuting), kExitFailed);
}

TEST_F(LitmusRun, a_folder_stands_for_its_litmus_files_sorted) {
  std::string second = kTest;
  second.replace(second.find("MP+sc"), 5, "ZZ");
  write("b.litmus", second);
  write("a.litmus", kTest);
  write("notes.txt", "no test");
  EXPECT_EQ(run({folder()}, kQuiet), kExitUnknown);
  EXPECT_LT(out_.find("Test MP+sc"), out_.find("Test ZZ"));
  EXPECT_EQ(err_, "");
}

TEST_F(LitmusRun, under_a_race_detector_tests_that_must_not_race_go_first) {
  std::string racy = kTest;
  racy.replace(racy.find("MP+sc"), 5, "RACY");
  racy.replace(racy.find("races none"), 10, "races some");
  const std::vector<std::string> files{write("a.litmus", racy), write("b.litmus", kTest)};
  run(files, kQuiet);
  EXPECT_LT(out_.find("Test RACY"), out_.find("Test MP+sc"));
  options_.sample.races = [] { return std::uint64_t{0}; };
  run(files, kQuiet);
  EXPECT_GT(out_.find("Test RACY"), out_.find("Test MP+sc"));
}

TEST_F(LitmusRun, nothing_to_run_is_no_pass) {
  EXPECT_EQ(run({}), kExitUsage);
  EXPECT_EQ(run({folder()}), kExitUsage);
  EXPECT_THAT(err_, HasSubstr("no *.litmus file in it"));
  EXPECT_EQ(run({folder() + "/none.litmus"}), kExitInternal);
  EXPECT_THAT(err_, HasSubstr("none.litmus: cannot be read"));
}

TEST_F(LitmusRun, any_bytes_are_an_error_with_a_place) {
  const std::string rubbish = write("r.litmus", std::string("\x7f"
                                                            "ELF\0\xff\xfe\x1b[31m",
                                                            12));
  EXPECT_EQ(run({rubbish}), kExitUsage);
  EXPECT_EQ(err_, rubbish +
                      ":1:1: expected JS or C, and a name\n"
                      "  ?ELF????[31m\n  ^\n");
  const std::string huge = write("h.litmus", std::string(10'000'000, 'a'));
  EXPECT_EQ(run({huge}), kExitUsage);
  EXPECT_THAT(err_, HasSubstr(huge + ":1:1: expected a file of at most 1 MiB\n"));
  EXPECT_LT(err_.size(), 400U);
  const std::string empty = write("e.litmus", "");
  EXPECT_EQ(run({empty}), kExitUsage);
  EXPECT_THAT(err_, HasSubstr(empty + ":1:1: expected JS"));
}

TEST(Expectation, is_a_verdict_with_the_reason_that_belongs_to_it) {
  EXPECT_EQ(parse_expectation("UNKNOWN(budget)"), (Expectation{Verdict::unknown, Reason::budget}));
  EXPECT_EQ(parse_expectation("REFUTED"), (Expectation{Verdict::refuted, Reason::none}));
  EXPECT_EQ(parse_expectation("UNKNOWN"), std::nullopt);
  EXPECT_EQ(parse_expectation("REFUTED(budget)"), std::nullopt);
  EXPECT_EQ(parse_expectation("unknown(budget)"), std::nullopt);
  EXPECT_EQ(parse_expectation(""), std::nullopt);
}

}  // namespace
}  // namespace assay::litmus

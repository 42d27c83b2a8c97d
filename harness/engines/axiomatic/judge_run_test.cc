// The command: golden text and JSON, exit codes, why, pictures, and bad files.
#include "harness/engines/axiomatic/judge_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace assay::axiomatic {
namespace {

using testing::HasSubstr;

const char* const kMessage =
    "JS MP+sc\n"
    "{ const x = new Int8Array(new SharedArrayBuffer(1)); "
    "const f = new Int8Array(new SharedArrayBuffer(1)); }\n"
    "P0 { x[0] = 1; Atomics.store(f, 0, 1); }\n"
    "P1 { const r0 = Atomics.load(f, 0); const r1 = x[0]; }\n"
    "exists (1:r0=1 /\\ 1:r1=0)\n";

class JudgeRun : public testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::temp_directory_path() / ("judge_run_test." + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }

  ExitCode run(const std::vector<std::string>& files) {
    std::ostringstream out;
    std::ostringstream err;
    const ExitCode exit = run_judge(files, options_, out, err);
    out_ = out.str();
    err_ = err.str();
    return exit;
  }

  // Judged as a file of its own.
  ExitCode judged(const std::string& text) { return run({write("one.litmus", text)}); }

  std::filesystem::path folder_;
  JudgeOptions options_;
  std::string out_;
  std::string err_;
};

TEST_F(JudgeRun, prints_as_herd_does_and_says_why) {
  EXPECT_EQ(judged(std::string(kMessage) + "FORBIDDEN 1:r0=1 /\\ 1:r1=0 \"seen\"\n"
                                           "ACCEPTABLE ~(1:r0=1 /\\ 1:r1=0) \"else\"\n"),
            kExitPass);
  EXPECT_EQ(out_,
            "Test MP+sc Allowed\nStates 3\n1:r0=0; 1:r1=0;\n1:r0=0; 1:r1=1;\n1:r0=1; 1:r1=1;\nNo\n"
            "Witnesses\nPositive: 0 Negative: 3\nCondition exists (1:r0=1 /\\ 1:r1=0)\n"
            "Observation MP+sc Never 0 3\n"
            "FORBIDDEN          0  1:r0=1 /\\ 1:r1=0  \"seen\"\n"
            "ACCEPTABLE         3  ~(1:r0=1 /\\ 1:r1=0)  \"else\"\n"
            "Why coherent reads: the write is not overwritten before the read (1 of 1 candidates)\n"
            "    init -init-> a: W x[0]=1 -po-> b: W[sc] f[0]=1 -sw-> c: R[sc] f[0]=1 -po-> "
            "d: R x[0]=0\n"
            "Verdict MP+sc PROVED by es: all 3 executions looked at, with data races\n\n");
}

TEST_F(JudgeRun, answers_in_json) {
  options_.json = true;
  const std::string file = write("mp.litmus", kMessage);
  EXPECT_EQ(run({file}), kExitPass);
  const auto array = nlohmann::json::parse(out_);
  ASSERT_EQ(array.size(), 1U);
  EXPECT_EQ(array[0]["file"], file);
  EXPECT_EQ(array[0]["test"], "MP+sc");
  EXPECT_EQ(array[0]["model"], "es");
  EXPECT_EQ(array[0]["states"].size(), 3U);
  EXPECT_EQ(array[0]["states"][2]["outcome"], "1:r0=1; 1:r1=1;");
  EXPECT_EQ(array[0]["condition"], "exists (1:r0=1 /\\ 1:r1=0)");
  EXPECT_EQ(array[0]["observation"], "Never");
  EXPECT_EQ(array[0]["executions"], 3);
  EXPECT_EQ(array[0]["data_race_free"], false);
  EXPECT_EQ(array[0]["why"][0]["candidates"], 1);
}

TEST_F(JudgeRun, refutes_what_the_model_does_not_say) {
  EXPECT_EQ(judged(std::string(kMessage) + "ACCEPTABLE 1:r0=0 \"first\"\n"), kExitRefuted);
  EXPECT_THAT(out_, HasSubstr("UNDECLARED         1  1:r0=1; 1:r1=1;\n"));
  EXPECT_EQ(judged(std::string(kMessage) + "FORBIDDEN 1:r0=0 \"wrong\"\n"), kExitRefuted);
  EXPECT_THAT(out_, HasSubstr("allows a FORBIDDEN outcome: 1:r0=0; 1:r1=0; (wrong)"));
  EXPECT_EQ(judged(std::string(kMessage) + "races none\n"), kExitRefuted);
  EXPECT_EQ(judged(std::string(kMessage) + "races some\n"), kExitPass);
  std::string question = kMessage;
  question.replace(question.find("exists"), 6, "~exists");
  EXPECT_EQ(judged(question), kExitPass);
  question.replace(question.find("1:r1=0"), 6, "1:r1=1");
  EXPECT_EQ(judged(question), kExitRefuted);
  question.replace(question.find("~exists"), 7, "forall");
  EXPECT_EQ(judged(question), kExitRefuted);
}

TEST_F(JudgeRun, judges_by_what_is_declared_or_asked) {
  const std::string both = write("both.litmus", std::string(kMessage) + "models es, sc\n");
  const std::string one = write("one.litmus", kMessage);
  EXPECT_EQ(run({both}), kExitPass);
  EXPECT_THAT(out_, testing::AllOf(HasSubstr("PROVED by es"), HasSubstr("PROVED by sc")));
  options_.model = litmus::Model::sc;
  options_.declared = true;
  EXPECT_EQ(run({both, one}), kExitPass);
  EXPECT_THAT(out_, testing::Not(HasSubstr("by es")));
  EXPECT_EQ(run({one}), kExitUsage);
  EXPECT_EQ(err_, "no file declares sc\n");
  options_.declared = false;
  EXPECT_EQ(run({one}), kExitPass);
}

TEST_F(JudgeRun, skips_what_a_model_does_not_understand) {
  options_.model = litmus::Model::rc11;
  EXPECT_EQ(judged("JS mixed { const b = new SharedArrayBuffer(2); const x = new Int8Array(b); "
                   "const w = new Int16Array(b); } P0 { x[0] = 1; } P1 { const r0 = w[0]; } "
                   "exists (1:r0=1)"),
            kExitSkipped);
  EXPECT_THAT(out_, HasSubstr("SKIPPED(mixed-size) by rc11: accesses overlap in part"));
  options_.model = litmus::Model::es;
  EXPECT_EQ(judged("C t { } P0 (int* x) { int r0 = *x; } exists (0:r0=0)"), kExitUnknown);
  EXPECT_THAT(out_, HasSubstr("UNKNOWN(blind) by es: the model is of JavaScript"));
}

TEST_F(JudgeRun, ends_where_the_budget_does) {
  options_.limits.steps = 2;
  EXPECT_EQ(judged(kMessage), kExitUnknown);
  EXPECT_THAT(out_, HasSubstr("UNKNOWN(budget) by es: more than 2 steps of search"));
  options_.limits = {};
  // 2^32 paths of four agents; and an agent with more than there may be.
  std::string branches;
  std::string lets;
  for (int i = 0; i < 8; ++i) {
    const std::string n = std::to_string(i);
    branches += "const r" + n + " = x[" + n + "]; if (r" + n + " === 1) { x[" + n + "] = 2; } ";
  }
  std::string large = "JS large { const x = new Int8Array(new SharedArrayBuffer(16)); } ";
  for (int agent = 0; agent < 4; ++agent)
    large += "P" + std::to_string(agent) + " { " + branches + "} ";
  options_.limits.steps = 20'000;
  EXPECT_EQ(judged(large + "exists (0:r0=1)"), kExitUnknown);
  EXPECT_THAT(out_, HasSubstr("UNKNOWN(budget)"));
  options_.limits = {};
  std::string asleep = "JS asleep { const i = new Int32Array(new SharedArrayBuffer(4)); } ";
  for (int agent = 0; agent < 8; ++agent)
    asleep += "P" + std::to_string(agent) +
              " { const r0 = Atomics.wait(i, 0, 0); const r1 = Atomics.wait(i, 0, 0); } ";
  EXPECT_EQ(judged(asleep + "exists (0:r0=1)"), kExitUnknown);
  EXPECT_THAT(out_, HasSubstr("too many orders of critical sections"));
  options_.limits.steps = 100'000;
  // Mixtures of eight bytes of seven stores; and orders of fifteen stores.
  std::string torn = "JS torn { const x = new BigInt64Array(new SharedArrayBuffer(8)); } ";
  std::string orders = "C orders { } ";
  for (int agent = 0; agent < 7; ++agent)
    torn += "P" + std::to_string(agent) +
            " { x[0] = " + std::to_string((agent + 1) * 72340172838076673) + "n; } ";
  EXPECT_EQ(judged(torn + "P7 { const r0 = x[0]; } exists (7:r0=1)"), kExitUnknown);
  EXPECT_THAT(out_, HasSubstr("too many values, out of thin air or torn"));
  for (int agent = 0; agent < 8; ++agent)
    orders += "P" + std::to_string(agent) +
              " (atomic_int* x) { atomic_store(x, 1); atomic_store(x, 2); } ";
  EXPECT_EQ(judged(orders + "exists (x=3)"), kExitUnknown);
  EXPECT_THAT(out_, HasSubstr("too many orders of the writes"));
  options_.limits = {};
  std::string long_one = "JS long { const x = new Int8Array(new SharedArrayBuffer(16)); } P0 { ";
  for (int i = 0; i < 70; ++i) long_one += "x[0] = 1; ";
  EXPECT_EQ(judged(long_one + "const r0 = x[0]; } exists (0:r0=1)"), kExitUnknown);
  EXPECT_THAT(out_, HasSubstr("UNKNOWN(bound)"));
}

// Each with a place; the good file between them is judged all the same.
TEST_F(JudgeRun, bad_files_are_said_and_counted_and_do_not_stop_the_others) {
  const auto in_agent = [](const std::string& statements) {
    return "JS t {\n const x = new Int32Array(new SharedArrayBuffer(8)); }\nP0 { " + statements +
           " }\nexists (0:r=0)\n";
  };
  const std::vector<std::pair<std::string, std::string>> bad{
      {in_agent("const r = x[0]; y[0] = 1;"), ":3:22: unknown view 'y'"},
      {in_agent("x[0] = q; const r = x[0];"), ":3:13: unknown register 'q'"},
      {in_agent("const r = x[2];"), ":3:6: index 2 is out of range: 'x' has 2 elements"},
      {in_agent("let r; r = x[0]; r = x[1];"), ":3:23: register 'r' is assigned twice"},
      {in_agent("const s = x[0];"), ":4:9: P0 has no register 'r'"},
      {in_agent("const r = *x;"), ":3:16: expected an element"},
      {in_agent("while (1) { }"), ":3:12: a loop needs a bound"},
      {in_agent("for (let i = 0; ; i++) { }"), ":3:22: expected the loop's variable"},
      {"JS t { const x = new Int12Array(b); }", ":1:22: expected SharedArrayBuffer, DataView"},
      {"C t { } P0 (int* x) { const r0 = x[0]; } exists (0:r0=0)", ":1:29: expected one '='"},
      {"C t { } P0 (atomic_int* x) { int r0 = *y; } exists (0:r0=0)",
       ":1:30: 'y' is no parameter of this agent"},
      {"C t { } P0 (int* x) { atomic_store(x, 1); } exists ([x]=0)", ":1:23: 'x' is an int"},
      {std::string(10'000'000, 'J'), ":1:1: expected a file of at most 1 MiB"},
      {"", ":1:1: expected JS or C, and a name"},
      {std::string("\x7f"
                   "ELF\0\xff\xfe\x1b",
                   8),
       ":1:1: expected JS or C, and a name"},
  };
  std::vector<std::string> files;
  for (std::size_t i = 0; i < bad.size(); ++i) {
    files.push_back(write("bad" + std::to_string(i) + ".litmus", bad[i].first));
    if (i == 3) files.push_back(write("good.litmus", kMessage));
  }
  EXPECT_EQ(run(files), kExitUsage);
  for (std::size_t i = 0; i < bad.size(); ++i)
    EXPECT_THAT(err_, HasSubstr("bad" + std::to_string(i) + ".litmus" + bad[i].second));
  EXPECT_THAT(err_, HasSubstr("\n15 of 16 files are malformed\n"));
  EXPECT_THAT(out_, HasSubstr("Observation MP+sc Never 0 3\n"));
  EXPECT_EQ(run({(folder_ / "none.litmus").string()}), kExitInternal);
  EXPECT_EQ(run({}), kExitUsage);
}

TEST_F(JudgeRun, draws_each_test) {
  options_.graphs = (folder_ / "graphs").string();
  EXPECT_EQ(judged(kMessage), kExitPass);
  const auto read = [&] {
    std::ifstream in(folder_ / "graphs" / "MP+sc.es.svg");
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  };
  const std::string forbidden = read();
  EXPECT_THAT(forbidden, HasSubstr("MP+sc: forbidden by es, coherent reads"));
  EXPECT_THAT(forbidden, HasSubstr("class=\"bad\""));
  EXPECT_EQ(judged(kMessage), kExitPass);
  EXPECT_EQ(read(), forbidden);
  std::string weak = kMessage;
  weak.replace(weak.find("Atomics.load(f, 0)"), 18, "f[0]");
  EXPECT_EQ(judged(weak), kExitPass);
  EXPECT_THAT(read(), testing::AllOf(HasSubstr("MP+sc: allowed by es"), HasSubstr("class=\"gone\""),
                                     HasSubstr("rf, no sw")));
}

}  // namespace
}  // namespace assay::axiomatic

// Checks as JSON: what they look like, that they come back, and that nothing
// malformed is taken for a default.
#include "harness/execution/check_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace assay {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

CheckResult refuted() {
  CheckResult result;
  result.verdict = Verdict::refuted;
  result.executions = 17;
  result.completed = 16;
  result.assertions = UINT64_MAX;  // survives as an integer, never as a float
  result.reached = {Site::cell_load, Site::cell_store};
  result.places = {"atomics.h:40", "atomics.h:48"};
  Counterexample& counterexample = result.counterexample.emplace();
  counterexample.kind = "assertion";
  counterexample.message = "both agents read 0";
  counterexample.execution = 17;
  counterexample.accesses = {"write case.h:12", "read case.h:14"};
  counterexample.trace = {{-1, "store", "cell.store", "= 0", "seq_cst", "case.h:3"},
                          {1, "load", "cell.load", "➜ 0", "seq_cst", "case.h:9"}};
  counterexample.token = "relacy:sb:-:random@17";
  result.refinement = {.question = "may both read 0?",
                       .machines = "rc11, tso",
                       .outcomes = {{"0:r0=0; 1:r1=0;", "FORBIDDEN", false, "rc11"}}};
  return result;
}

CheckResult sampled() {
  CheckResult result;
  result.verdict = Verdict::unknown;
  result.reason = Reason::budget;
  result.executions = 2000;
  return result;
}

// By an engine that has the execution's graph.
CheckResult refuted_by_a_graph() {
  CheckResult result = refuted();
  Counterexample& counterexample = *result.counterexample;
  counterexample.trace[1].location = "byte 8";
  counterexample.trace[1].reads_from = 0;
  counterexample.trace[1].overwrites = -1;
  counterexample.trace[1].synchronizes_with = {0};
  counterexample.guilty = {0, 1};
  return result;
}

EngineDeclaration declaration() {
  return {Engine::tsan, "g++ 12.2.0", {"orders between atomics alone", "standalone fences"}};
}

CaseListing listing() {
  return {"sb", "both cannot read 0", Plane::data, 2, "2 agents", true, "REFUTED", kNobody};
}

// The error text of an object that must be rejected.
template <typename T>
std::string rejected(const std::variant<T, std::string>& answer) {
  if (const auto* const error = std::get_if<std::string>(&answer)) return *error;
  ADD_FAILURE() << "accepted";
  return {};
}

TEST(CheckJson, a_result_has_sorted_keys_integers_and_names) {
  EXPECT_EQ(
      to_json(sampled()).dump(),
      R"({"assertions":0,"completed":0,"counterexample":null,"executions":2000,)"
      R"("message":"","places":[],"reached":[],"reason":"budget","refinement":null,"verdict":"UNKNOWN"})");
  EXPECT_THAT(
      to_json(refuted()).dump(),
      HasSubstr(
          R"("reached":["cell.load","cell.store"],"reason":"","refinement":{"machines":"rc11, tso",)"));
}

TEST(CheckJson, everything_comes_back_through_text) {
  for (const CheckResult& result : {refuted(), refuted_by_a_graph(), sampled()})
    EXPECT_EQ(std::get<CheckResult>(check_result_from_json(json::parse(to_json(result).dump()))),
              result);
  EXPECT_EQ(std::get<EngineDeclaration>(declaration_from_json(to_json(declaration()))),
            declaration());
  EXPECT_EQ(std::get<CaseListing>(listing_from_json(to_json(listing()))), listing());
}

// Each member in turn removed, replaced by a value of another type, and joined
// by an unknown one: always an error, and one that names the key.
template <typename Read>
void expect_strict(const json& whole, Read read) {
  for (const auto& item : whole.items()) {
    json without = whole;
    without.erase(item.key());
    EXPECT_EQ(rejected(read(without)), "$." + item.key() + ": missing");
    json ill_typed = whole;
    ill_typed[item.key()] = 1.5;
    EXPECT_THAT(rejected(read(ill_typed)), StartsWith("$." + item.key() + ": not "));
  }
  json more = whole;
  more["zeal"] = 1;
  EXPECT_EQ(rejected(read(more)), "$.zeal: unknown key");
  EXPECT_EQ(rejected(read(json::array())), "$: not an object");
}

TEST(CheckJson, every_member_is_required_and_typed) {
  json result = to_json(refuted());
  json counterexample = result["counterexample"];
  expect_strict(counterexample, counterexample_from_json);
  expect_strict(to_json(declaration()), declaration_from_json);
  expect_strict(to_json(listing()), listing_from_json);
  result.erase("counterexample");  // null is well typed there: below
  json refinement = to_json(refuted());
  refinement["refinement"]["outcomes"][0]["allowed"] = 1;
  EXPECT_EQ(rejected(check_result_from_json(refinement)),
            "$.refinement.outcomes[0].allowed: not true or false");
  result.erase("refinement");  // likewise
  for (const auto& item : result.items()) {
    json ill_typed = to_json(refuted());
    ill_typed[item.key()] = json::object();
    EXPECT_THAT(rejected(check_result_from_json(ill_typed)),
                StartsWith("$." + item.key() + ": not "));
  }
}

TEST(CheckJson, a_nested_error_names_its_path) {
  json result = to_json(refuted());
  result["counterexample"]["trace"][1]["agent"] = "one";
  EXPECT_EQ(rejected(check_result_from_json(result)),
            "$.counterexample.trace[1].agent: not an integer");
  result["counterexample"]["trace"][1]["agent"] = 1ULL << 40U;
  EXPECT_EQ(rejected(check_result_from_json(result)),
            "$.counterexample.trace[1].agent: not an integer");
  result["counterexample"]["trace"][1]["agent"] = -2;
  EXPECT_EQ(rejected(check_result_from_json(result)), "$.counterexample.trace[1].agent: below -1");
  result["counterexample"]["trace"][1].erase("agent");
  EXPECT_EQ(rejected(check_result_from_json(result)), "$.counterexample.trace[1].agent: missing");
}

// What comes before a step is an earlier one of the same trace.
TEST(CheckJson, edges_are_of_steps_that_are_there) {
  const auto with = [](const char* key, const json& value) {
    json result = to_json(refuted_by_a_graph());
    result["counterexample"]["trace"][1][key] = value;
    return rejected(check_result_from_json(result));
  };
  const std::string late = "$.counterexample.trace: step 1 depends on a later one";
  EXPECT_EQ(with("reads_from", 1), late);
  EXPECT_EQ(with("overwrites", 2), late);
  EXPECT_EQ(with("synchronizes_with", {0, 1}), late);
  EXPECT_EQ(with("reads_from", -2), "$.counterexample.trace[1].reads_from: below -1");
  EXPECT_EQ(with("synchronizes_with", {-1}),
            "$.counterexample.trace[1].synchronizes_with[0]: not a step's number");
  json guilty = to_json(refuted_by_a_graph());
  guilty["counterexample"]["guilty"] = {2};
  EXPECT_EQ(rejected(check_result_from_json(guilty)),
            "$.counterexample.guilty: a step that is not in the trace");
}

TEST(CheckJson, an_unknown_name_is_an_error) {
  json result = to_json(sampled());
  result["verdict"] = "PASSED";
  EXPECT_EQ(rejected(check_result_from_json(result)), "$.verdict: unknown name 'PASSED'");
  result = to_json(refuted());
  result["reached"][1] = "cell.nowhere";
  EXPECT_EQ(rejected(check_result_from_json(result)), "$.reached[1]: not a site's name");
  json engine = to_json(declaration());
  engine["engine"] = "helgrind";
  EXPECT_EQ(rejected(declaration_from_json(engine)), "$.engine: unknown name 'helgrind'");
}

TEST(CheckJson, numbers_are_natural) {
  json result = to_json(sampled());
  for (const json& wrong : {json(-1), json(1.0), json("1"), json(true), json(nullptr)}) {
    result["executions"] = wrong;
    EXPECT_EQ(rejected(check_result_from_json(result)), "$.executions: not a natural number");
  }
}

TEST(CheckJson, a_result_keeps_the_invariants_of_a_check) {
  json unreplayable = to_json(refuted());
  unreplayable["counterexample"]["token"] = "";
  EXPECT_EQ(rejected(check_result_from_json(unreplayable)),
            "$.counterexample.token: empty: nothing to replay");
  json bare = to_json(refuted());
  bare["counterexample"] = nullptr;
  EXPECT_THAT(rejected(check_result_from_json(bare)), HasSubstr("belongs to a REFUTED result"));
  json proved = to_json(refuted());
  proved["verdict"] = "PROVED";
  EXPECT_THAT(rejected(check_result_from_json(proved)), HasSubstr("belongs to a REFUTED result"));
  json silent = to_json(sampled());
  silent["reason"] = "";
  EXPECT_THAT(rejected(check_result_from_json(silent)), HasSubstr("neither reason nor message"));
  json disordered = to_json(refuted());
  disordered["reached"] = {"cell.store", "cell.load"};
  EXPECT_THAT(rejected(check_result_from_json(disordered)), HasSubstr("order of the table"));
}

}  // namespace
}  // namespace assay

// Every case keeps its claim on every engine, as far as that engine can tell; and
// every engine gives the verdicts that a living engine gives.
#include "cases/engine_test.h"

namespace assay {
namespace {

class Case : public testing::TestWithParam<CaseOnEngine> {};

TEST_P(Case, keeps_its_claim) {
  const auto& [engine, listing] = GetParam();
  CheckRequest request{.case_name = listing.name, .engine = engine};
  request.executions = test_executions(engine);
  // Deadlines on a real clock are milliseconds each.
  if (engine != Engine::relacy && listing.name == "wait_is_never_early") request.executions = 100;
  const CheckResult result = laboratory().check(request);
  EXPECT_EQ(describe(result), "UNKNOWN(budget)") << told(request, result);
  EXPECT_EQ(result.completed, request.executions) << "every execution runs to its end";
  EXPECT_GE(result.assertions, result.completed) << "every execution asserts";
}

class ProvedCase : public testing::TestWithParam<CaseOnEngine> {};

TEST_P(ProvedCase, is_proved) {
  const auto& [engine, listing] = GetParam();
  const CheckRequest request{.case_name = listing.name, .engine = engine};
  const CheckResult result = laboratory().check(request);
  // Cells of two widths are the language's model's to judge.
  const char* const expected =
      listing.plane == Plane::data ? "PROVED|SKIPPED(mixed-size)" : "PROVED";
  EXPECT_EQ(meets(describe(result), expected), true) << told(request, result);
}

class Conformance : public testing::TestWithParam<CaseOnEngine> {};

TEST_P(Conformance, gives_the_declared_verdict) {
  const auto& [engine, listing] = GetParam();
  CheckRequest request{.case_name = listing.name, .engine = engine};
  // What an engine cannot see it is silent about, however long it looks.
  const bool sees = !listing.expects.empty();
  if (!sees) request.executions = test_executions(engine);
  const CheckResult result = laboratory().check(request);
  EXPECT_EQ(meets(describe(result), sees ? listing.expects : "UNKNOWN(budget)|PROVED"), true)
      << told(request, result) << "\nexpected " << listing.expects;
  if (result.counterexample) {
    EXPECT_NE(result.counterexample->token, "") << "a counterexample can be replayed";
  }
}

const auto kNameOfCase = [](const testing::TestParamInfo<CaseOnEngine>& info) {
  return test_name(info.param.listing.name);
};

INSTANTIATE_TEST_SUITE_P(native, Case, testing::ValuesIn(cases_on(Engine::native, false)),
                         kNameOfCase);
INSTANTIATE_TEST_SUITE_P(tsan, Case, testing::ValuesIn(cases_on(Engine::tsan, false)), kNameOfCase);
INSTANTIATE_TEST_SUITE_P(relacy, Case, testing::ValuesIn(cases_on(Engine::relacy, false)),
                         kNameOfCase);
INSTANTIATE_TEST_SUITE_P(explore, ProvedCase, testing::ValuesIn(cases_on(Engine::explore, false)),
                         kNameOfCase);
INSTANTIATE_TEST_SUITE_P(native, Conformance, testing::ValuesIn(cases_on(Engine::native, true)),
                         kNameOfCase);
INSTANTIATE_TEST_SUITE_P(tsan, Conformance, testing::ValuesIn(cases_on(Engine::tsan, true)),
                         kNameOfCase);
INSTANTIATE_TEST_SUITE_P(relacy, Conformance, testing::ValuesIn(cases_on(Engine::relacy, true)),
                         kNameOfCase);

INSTANTIATE_TEST_SUITE_P(explore, Conformance, testing::ValuesIn(cases_on(Engine::explore, true)),
                         kNameOfCase);

// An engine that is absent would otherwise contribute no test at all.
TEST(Engines, all_are_there_and_know_the_same_cases) {
  for (const Laboratory::Instrument& one : laboratory().instruments())
    EXPECT_EQ(one.status, Verdict::proved) << one.message;
  const auto names = [](Engine engine) {
    std::vector<std::string> all;
    for (const CaseListing& one : laboratory().list(engine)) all.push_back(one.name);
    return all;
  };
  EXPECT_GT(names(Engine::relacy).size(), 40U);
  EXPECT_EQ(names(Engine::native), names(Engine::relacy));
  EXPECT_EQ(names(Engine::tsan), names(Engine::relacy));
  EXPECT_EQ(names(Engine::explore), names(Engine::relacy));
  // Litmus programs instead.
  EXPECT_GT(names(Engine::axiomatic).size(), 400U);
}

TEST(Engines, say_what_they_cannot_see) {
  for (const Laboratory::Instrument& one : laboratory().instruments()) {
    EXPECT_NE(one.declaration.version, "");
    EXPECT_GE(one.declaration.blind.size(), 3U) << name(one.declaration.engine);
  }
}

}  // namespace
}  // namespace assay

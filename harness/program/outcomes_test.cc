// What a sample says: outcomes, conditions, grades, verdicts.
#include "harness/program/outcomes.h"

#include <gtest/gtest.h>

#include "harness/program/parse.h"

namespace assay::litmus {
namespace {

// P0 has r0, P1 has r1 in a branch.
Program two_registers(const std::string& rest) {
  return std::get<Program>(read_program(
      "JS t { const x = new Int32Array(new SharedArrayBuffer(4)); } P0 { const r0 = x[0]; } "
      "P1 { let r1; const a = x[0]; if (a === 1) { r1 = x[0]; } } " +
      rest));
}

// a, r0 and r1 are 1:a, 0:r0 and 1:r1.
Outcome outcome(std::int64_t r0, std::int64_t a, std::optional<std::int64_t> r1) {
  return {r0, a, r1};
}

Judgement judged(const Program& program, std::map<Outcome, Seen> outcomes,
                 std::optional<std::uint64_t> races = {}) {
  Sample sample;
  for (const auto& [each, seen] : outcomes) sample.rounds += seen.count;
  sample.outcomes = std::move(outcomes);
  sample.races = races;
  return judge_sample(program, compile(program), sample);
}

std::string verdict_of(const Judgement& j) {
  return to_text(j.verdict, j.reason) + ": " + j.message;
}

TEST(Outcomes, text_is_herds_and_leaves_out_what_has_no_value) {
  const Code code = compile(two_registers("final { const f = x[0]; } exists 0:r0=0"));
  EXPECT_EQ(to_text({1, 2, 3, -4}, code.registers), "0:r0=1; 1:a=2; 1:r1=3; final:f=-4;");
  EXPECT_EQ(to_text({1, 2, std::nullopt, 4}, code.registers), "0:r0=1; 1:a=2; final:f=4;");
}

TEST(Outcomes, a_register_without_a_value_equals_nothing) {
  const Program equal = two_registers("exists 1:r1=0");
  const Program different = two_registers("exists ~1:r1=0");
  const auto registers = compile(equal).registers;
  EXPECT_EQ(holds(equal.condition, outcome(0, 0, std::nullopt), registers), false);
  EXPECT_EQ(holds(different.condition, outcome(0, 0, std::nullopt), registers), true);
  EXPECT_EQ(holds(equal.condition, outcome(0, 0, 0), registers), true);
}

TEST(Outcomes, conditions_are_and_or_not) {
  const auto truth = [](const std::string& text) {
    const Program p = two_registers("exists " + text);
    return holds(p.condition, outcome(1, 2, 3), compile(p).registers);
  };
  EXPECT_EQ(truth(R"(0:r0=1 /\ 1:a=2 /\ 1:r1=3)"), true);
  EXPECT_EQ(truth(R"(0:r0=1 /\ 1:a=2 /\ 1:r1=4)"), false);
  EXPECT_EQ(truth(R"(0:r0=0 \/ 1:a=2)"), true);
  EXPECT_EQ(truth(R"(0:r0=0 \/ 1:a=0)"), false);
  EXPECT_EQ(truth(R"(0:r0=0 /\ 1:a=0 \/ 1:r1=3)"), true);
  EXPECT_EQ(truth(R"(0:r0=0 /\ (1:a=0 \/ 1:r1=3))"), false);
  EXPECT_EQ(truth("~0:r0=1"), false);
}

TEST(Outcomes, the_strictest_matching_line_grades) {
  const Program p = two_registers(
      "exists 0:r0=0 ACCEPTABLE 0:r0=0 \"a\" FORBIDDEN 1:a=0 \"f\" INTERESTING 0:r0=0 /\\ 1:a=0 "
      "\"i\"");
  const auto registers = compile(p).registers;
  EXPECT_EQ(grade_of(p, outcome(0, 0, {}), registers), 1U);
  EXPECT_EQ(grade_of(p, outcome(0, 1, {}), registers), 0U);
  EXPECT_EQ(grade_of(p, outcome(1, 1, {}), registers), std::nullopt);
}

TEST(Judge, a_forbidden_outcome_refutes_and_is_named) {
  const Program p =
      two_registers("exists 0:r0=0 ACCEPTABLE 0:r0=0 \"fine\" FORBIDDEN 0:r0=1 \"must not be\"");
  const Judgement j = judged(p, {{outcome(0, 0, {}), {9, 1}}, {outcome(1, 0, {}), {1, 5}}});
  EXPECT_EQ(verdict_of(j),
            "REFUTED: FORBIDDEN outcome witnessed, 1 of 10 rounds, first in round 5: "
            "0:r0=1; 1:a=0; (must not be)");
}

TEST(Judge, an_undeclared_outcome_of_a_graded_test_refutes) {
  const Program graded = two_registers("exists 0:r0=0 ACCEPTABLE 0:r0=0 \"fine\"");
  const Program ungraded = two_registers("exists 0:r0=0");
  const std::map<Outcome, Seen> outcomes{{outcome(3, 0, {}), {2, 1}}};
  EXPECT_EQ(verdict_of(judged(graded, outcomes)),
            "REFUTED: undeclared outcome witnessed, 2 of 2 rounds, first in round 1: "
            "0:r0=3; 1:a=0;");
  EXPECT_EQ(judged(ungraded, outcomes).verdict, Verdict::unknown);
}

TEST(Judge, a_sample_never_proves) {
  const Program p = two_registers("exists 0:r0=0 ACCEPTABLE 0:r0=0 \"fine\"");
  EXPECT_EQ(verdict_of(judged(p, {{outcome(0, 0, {}), {7, 1}}})),
            "UNKNOWN(budget): nothing that the test excludes was witnessed in 7 rounds");
  EXPECT_EQ(judged(p, {}).verdict, Verdict::unknown);
}

TEST(Judge, the_quantifier_excludes_outcomes_too) {
  const std::map<Outcome, Seen> outcomes{{outcome(0, 0, {}), {1, 1}}, {outcome(1, 0, {}), {1, 2}}};
  EXPECT_EQ(judged(two_registers("~exists 0:r0=1"), outcomes).verdict, Verdict::refuted);
  EXPECT_EQ(judged(two_registers("~exists 0:r0=2"), outcomes).verdict, Verdict::unknown);
  EXPECT_EQ(judged(two_registers("forall 0:r0=1"), outcomes).verdict, Verdict::refuted);
  EXPECT_EQ(judged(two_registers("forall 1:a=0"), outcomes).verdict, Verdict::unknown);
}

TEST(Judge, a_race_refutes_a_test_that_says_there_is_none) {
  const std::map<Outcome, Seen> outcomes{{outcome(0, 0, {}), {1, 1}}};
  const Program none = two_registers("exists 0:r0=1 races none");
  const Program some = two_registers("exists 0:r0=1 races some");
  EXPECT_EQ(verdict_of(judged(none, outcomes, 2)),
            "REFUTED: data race: 2 reported, and the test says none");
  EXPECT_EQ(judged(none, outcomes, 0).verdict, Verdict::unknown);
  EXPECT_EQ(judged(none, outcomes).verdict, Verdict::unknown);
  EXPECT_EQ(judged(some, outcomes, 2).verdict, Verdict::unknown);
}

TEST(Judge, silence_after_earlier_reports_is_no_evidence_against_a_race) {
  const Program none = two_registers("exists 0:r0=1 races none");
  Sample sample;
  sample.rounds = 1;
  sample.outcomes = {{outcome(0, 0, {}), {1, 1}}};
  sample.races = 0;
  sample.earlier_races = 1;
  EXPECT_EQ(verdict_of(judge_sample(none, compile(none), sample)),
            "UNKNOWN(blind): a race would be hidden by those of earlier tests: run it alone");
  const Program some = two_registers("exists 0:r0=1 races some");
  EXPECT_EQ(judge_sample(some, compile(some), sample).reason, Reason::budget);
}

TEST(Judge, observation_counts_the_condition) {
  const std::map<Outcome, Seen> outcomes{{outcome(0, 0, {}), {3, 1}}, {outcome(1, 0, {}), {4, 2}}};
  const Judgement j = judged(two_registers("exists 0:r0=0"), outcomes);
  EXPECT_EQ(j.positive, 3U);
  EXPECT_EQ(j.negative, 4U);
  EXPECT_EQ(j.observation, Observation::sometimes);
  EXPECT_EQ(judged(two_registers("exists 1:a=0"), outcomes).observation, Observation::always);
  EXPECT_EQ(judged(two_registers("exists 1:a=1"), outcomes).observation, Observation::never);
}

TEST(Judge, an_error_of_the_sampler_is_an_error) {
  const Program p = two_registers("exists 0:r0=0");
  Sample sample;
  sample.error = "no memory";
  EXPECT_EQ(verdict_of(judge_sample(p, compile(p), sample)), "ERROR: no memory");
}

}  // namespace
}  // namespace assay::litmus

// results.sarif: one result per finding, where the site is, with a fingerprint that stays.
#include "harness/report/sarif.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "harness/certify/sample_certificates.h"

namespace assay {
namespace {

using nlohmann::json;
using testing::ElementsAre;

json results_of(const Certificate& certificate) {
  return json::parse(sarif_text(certificate))["runs"][0]["results"];
}

std::vector<std::string> rules_of(const Certificate& certificate) {
  std::vector<std::string> out;
  for (const json& result : results_of(certificate)) out.push_back(result["ruleId"]);
  return out;
}

TEST(Sarif, a_rule_for_each_kind_of_finding) {
  EXPECT_THAT(rules_of(refuted_sample()), ElementsAre("ordering/too-weak", "ordering/undecided"));
  EXPECT_THAT(rules_of(certified_sample()),
              ElementsAre("ordering/undecided", "ordering/over-strong"));
  EXPECT_THAT(rules_of(incomplete_sample()),
              ElementsAre("ordering/untested", "ordering/undecided"));
}

TEST(Sarif, what_is_refuted_without_a_weaker_order_is_the_claim) {
  Certificate certificate = refuted_sample();
  certificate.changes.clear();
  certificate.claims[0].refutation->counterexample.token = "relacy:x:-:random@1";
  EXPECT_THAT(rules_of(certificate), ElementsAre("claim/refuted", "ordering/undecided"));
}

// An outcome too many: a finding for each site that was weakened, and one for the program.
TEST(Sarif, a_forbidden_outcome_is_a_finding_of_its_program) {
  Certificate certificate = certified_sample();
  for (Evidence& evidence : certificate.claims[1].evidence)
    if (evidence.case_name == "javascript/order/LB+un")
      evidence.result.counterexample =
          Counterexample{.kind = "forbidden outcome",
                         .message = "c20 has it",
                         .trace = {{0, "load", "cell.load", "x[0] ➜ 1", "seq_cst", "atomics.h:7"}},
                         .token = "axiomatic:javascript/order/LB+un:-:all@0"};
  const json found = results_of(certificate)[0];
  EXPECT_EQ(found["ruleId"], "litmus/forbidden-outcome");
  EXPECT_EQ(found["level"], "error");
  EXPECT_EQ(found["partialFingerprints"]["ruleAndSite/v1"],
            "litmus/forbidden-outcome javascript/order/LB+un");
  EXPECT_EQ(found["properties"]["replay"], "assay replay axiomatic:javascript/order/LB+un:-:all@0");
  EXPECT_EQ(found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "litmus/javascript/order/LB%2Bun.litmus");
}

TEST(Sarif, engines_that_disagree_are_a_finding_of_the_case) {
  Certificate certificate = certified_sample();
  CheckResult other;
  other.verdict = Verdict::refuted;
  certificate.claims[0].evidence.push_back(
      {"notify_wakes_in_fifo_order", Engine::native, std::move(other)});
  const json found = results_of(certificate)[0];
  EXPECT_EQ(found["ruleId"], "engine/disagreement");
  EXPECT_EQ(found["message"]["text"],
            "notify_wakes_in_fifo_order: proved by relacy, refuted by native");
}

TEST(Sarif, stands_at_the_site_and_flows_through_the_agents) {
  const json result = results_of(refuted_sample())[0];
  EXPECT_EQ(result["locations"][0]["physicalLocation"],
            json::parse(R"({"artifactLocation": {"uri": "harness/subject/core.h",
                            "uriBaseId": "SRCROOT"}, "region": {"startLine": 195}})"));
  std::vector<std::string> flows;
  for (const json& flow : result["codeFlows"][0]["threadFlows"]) flows.push_back(flow["id"]);
  EXPECT_THAT(flows, ElementsAre("set-up", "agent 0", "agent 1", "agent 2"));
  const json& agent = result["codeFlows"][0]["threadFlows"][1]["locations"];
  EXPECT_EQ(agent[0]["executionOrder"], 23);
  EXPECT_EQ(agent[1]["executionOrder"], 24);
}

// Another execution, another line, another order: the same finding.
TEST(Sarif, a_fingerprint_is_of_rule_and_site) {
  Certificate other = refuted_sample();
  other.claims[0].refutation->counterexample.message = "another one";
  for (SiteDecision& site : other.sites) site.where = "harness/subject/core.h:1";
  const json prints = results_of(other)[0]["partialFingerprints"];
  EXPECT_EQ(prints, results_of(refuted_sample())[0]["partialFingerprints"]);
  EXPECT_EQ(prints, json::parse(R"({"ruleAndSite/v1": "ordering/too-weak state.publish"})"));
}

TEST(Sarif, is_json_whatever_the_texts_hold) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const json log = json::parse(sarif_text(random_certificate(seed)), nullptr, false);
    ASSERT_EQ(log["version"], "2.1.0") << "seed " << seed;
    for (const json& result : log["runs"][0]["results"]) {
      ASSERT_EQ(result["locations"].size(), 1U) << "seed " << seed;
      // Some where is "word:0": a line is there only if it is one.
      const json at = result["locations"][0].value("physicalLocation", json::object());
      ASSERT_GE(at.value("region", json{{"startLine", 1}})["startLine"], 1) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace assay

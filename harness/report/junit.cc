#include "harness/report/junit.h"

#include <algorithm>

#include "harness/report/layout.h"
#include "harness/report/xml.h"

namespace assay {

namespace {

enum class Outcome : std::uint8_t { pass, failure, error, skipped };

struct TestCase {
  std::string name;
  Outcome outcome = Outcome::pass;
  std::string message;  // of all but a pass
  std::string body;     // details; of a pass its output
};

struct Suite {
  std::string name;
  std::vector<TestCase> cases;

  std::size_t count(Outcome outcome) const {
    return static_cast<std::size_t>(
        std::count_if(cases.begin(), cases.end(),
                      [outcome](const TestCase& each) { return each.outcome == outcome; }));
  }
};

Outcome outcome_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::proved:
      return Outcome::pass;
    case Verdict::refuted:
      return Outcome::failure;
    case Verdict::unknown:
    case Verdict::skipped:
      return Outcome::skipped;
    case Verdict::error:
      break;
  }
  return Outcome::error;
}

// "UNKNOWN(budget)"
std::string verdict_text(Verdict verdict, Reason reason) {
  std::string out(name(verdict));
  if (reason != Reason::none) out += "(" + std::string(name(reason)) + ")";
  return out;
}

std::string headline(const Counterexample& counterexample) {
  return counterexample.kind + ": " + counterexample.message;
}

std::string details(const Counterexample& counterexample) {
  std::string out = "execution " + std::to_string(counterexample.execution) + "\n";
  for (const std::string& access : counterexample.accesses) out += access + "\n";
  return out + "replay: assay replay " + counterexample.token + "\n";
}

TestCase of(const Evidence& evidence) {
  const CheckResult& result = evidence.result;
  TestCase test{evidence.case_name + " on " + std::string(name(evidence.engine)),
                outcome_of(result.verdict), "", ""};
  if (result.counterexample) {
    test.message = headline(*result.counterexample);
    test.body = details(*result.counterexample);
  } else if (test.outcome != Outcome::pass) {
    test.message =
        verdict_text(result.verdict, result.reason) + ": " +
        (result.message.empty() ? "not witnessed in " + counted(result.executions, "execution")
                                : result.message);
  }
  return test;
}

Suite of(const ClaimDecision& claim) {
  Suite suite{"claims." + std::string(name(claim.plane)), {}};
  TestCase whole{"the claim", outcome_of(claim.verdict), "", claim.sentence};
  if (claim.refutation) {
    whole.message = headline(claim.refutation->counterexample);
    whole.body += "\n" + details(claim.refutation->counterexample);
  } else if (whole.outcome != Outcome::pass) {
    whole.message = verdict_text(claim.verdict, claim.reason);
  }
  suite.cases.push_back(std::move(whole));
  for (const Evidence& evidence : claim.evidence) suite.cases.push_back(of(evidence));
  return suite;
}

TestCase of(const SiteDecision& site, const Weakening& weakening) {
  TestCase test{std::string(name(site.site)) + "=" + std::string(name(weakening.order)),
                Outcome::skipped, "", ""};
  if (weakening.refutation) {
    test.outcome = Outcome::pass;
    test.body = "refuted by " + weakening.refutation->case_name + " on " +
                std::string(name(weakening.refutation->engine)) + ", " +
                details(weakening.refutation->counterexample);
  } else {
    test.message = std::string(name(site.minimality)) + ": not refuted in " +
                   counted(weakening.executions, "execution");
  }
  return test;
}

Suite verdict_of(const Certificate& certificate) {
  const CertificateVerdict verdict = certificate.verdict();
  Outcome outcome = Outcome::pass;
  if (verdict == CertificateVerdict::refuted) outcome = Outcome::failure;
  if (verdict == CertificateVerdict::incomplete) outcome = Outcome::skipped;
  return {"certificate", {{"the verdict", outcome, std::string(name(verdict)), ""}}};
}

// The weakenings that were tried, and the next weaker ones that were not.
Suite sites_of(const Certificate& certificate) {
  Suite suite{"sites", {}};
  for (const SiteDecision& site : certificate.sites) {
    for (const Weakening& weakening : site.weakenings) suite.cases.push_back(of(site, weakening));
    for (const Order order : next_weaker(row(site.site).operation, site.current)) {
      const bool tried =
          std::any_of(site.weakenings.begin(), site.weakenings.end(),
                      [order](const Weakening& weakening) { return weakening.order == order; });
      if (!tried)
        suite.cases.push_back({std::string(name(site.site)) + "=" + std::string(name(order)),
                               Outcome::skipped, std::string(name(site.minimality)) + ": not tried",
                               ""});
    }
  }
  return suite;
}

Suite engines_of(const Certificate& certificate) {
  Suite suite{"engines", {}};
  for (const Engine engine : kEngines) {
    TestCase test{std::string(name(engine)), Outcome::skipped, "SKIPPED(missing)", ""};
    for (const EngineReport& report : certificate.engines)
      if (report.declaration.engine == engine) {
        test.outcome = outcome_of(report.status);
        test.message = std::string(name(report.status)) + ": " + report.message;
      }
    suite.cases.push_back(std::move(test));
  }
  return suite;
}

std::string counts(const std::vector<Suite>& suites) {
  std::size_t tests = 0;
  std::array<std::size_t, 4> of{};
  for (const Suite& suite : suites) {
    tests += suite.cases.size();
    for (std::size_t i = 0; i < of.size(); ++i) of[i] += suite.count(static_cast<Outcome>(i));
  }
  return " tests=\"" + std::to_string(tests) + "\" failures=\"" + std::to_string(of[1]) +
         "\" errors=\"" + std::to_string(of[2]) + "\" skipped=\"" + std::to_string(of[3]) + "\"";
}

std::string element(const Suite& suite, const TestCase& test) {
  std::string out = "    <testcase classname=\"" + xml_attribute(suite.name) + "\" name=\"" +
                    xml_attribute(test.name) + "\"";
  std::string tag;
  switch (test.outcome) {
    case Outcome::pass:
      if (test.body.empty()) return out + "/>\n";
      return out + ">\n      <system-out>" + xml_text(test.body) +
             "</system-out>\n    </testcase>\n";
    case Outcome::failure:
      tag = "failure";
      break;
    case Outcome::error:
      tag = "error";
      break;
    case Outcome::skipped:
      tag = "skipped";
      break;
  }
  out += ">\n      <" + tag + " message=\"" + xml_attribute(test.message) + "\"";
  out += test.body.empty() ? "/>" : ">" + xml_text(test.body) + "</" + tag + ">";
  return out + "\n    </testcase>\n";
}

}  // namespace

std::string junit_xml(const Certificate& certificate) {
  std::vector<Suite> suites{verdict_of(certificate)};
  for (const ClaimDecision& claim : certificate.claims) suites.push_back(of(claim));
  suites.push_back(sites_of(certificate));
  suites.push_back(engines_of(certificate));
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += "<testsuites name=\"assay certify: " + xml_attribute(certificate.subject) + "\"" +
         counts(suites) + ">\n";
  for (const Suite& suite : suites) {
    out += "  <testsuite name=\"" + xml_attribute(suite.name) + "\"" + counts({suite}) + ">\n";
    for (const TestCase& test : suite.cases) out += element(suite, test);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace assay

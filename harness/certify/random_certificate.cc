#include <algorithm>
#include <random>

#include "harness/certify/sample_certificates.h"
#include "harness/certify/site_diff.h"

namespace assay {

namespace {

// mt19937_64 and remainders only: the standard's distributions differ between
// libraries.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  bool coin() { return below(2) == 0; }
  std::uint64_t number() { return coin() ? below(100) : random_(); }

  template <typename T, std::size_t N>
  T any(const std::array<T, N>& items) {
    return items[below(N)];
  }
  template <typename Enum, std::size_t N>
  Enum of(const std::array<std::string_view, N>&) {
    return static_cast<Enum>(below(N));
  }

  std::string text() {
    constexpr std::array<std::string_view, 14> kPieces{
        " ",
        "word",
        "a_rather_long_case_name",
        "\n",
        "\t\x1b[31m",
        "<&>\"'",
        "➜ 1",
        "é",
        "]]>",
        "\\",
        "\x7f",
        "\xc2\x85",
        "数据",
        "an_identifier_that_is_by_itself_wider_than_a_whole_line_of_the_terminal_is_0123"};
    std::string out;
    for (std::size_t n = below(coin() ? 4 : 30); n > 0; --n) out += any(kPieces);
    return out;
  }

  std::vector<std::string> texts() {
    std::vector<std::string> out(below(4));
    for (std::string& each : out) each = text();
    return out;
  }

 private:
  std::mt19937_64 random_;
};

// As of an engine that has the execution's graph.
void add_edges(Dice& dice, Counterexample& counterexample) {
  std::vector<TraceStep>& trace = counterexample.trace;
  const auto step_before = [&dice](std::size_t end) { return static_cast<int>(dice.below(end)); };
  for (std::size_t i = 0; i < trace.size(); ++i) {
    trace[i].location = "at " + std::to_string(dice.below(3));
    if (dice.coin()) trace[i].reads_from = step_before(i + 1) - 1;
    if (dice.coin()) trace[i].overwrites = step_before(trace.size() + 1) - 1;
    if (i != 0 && dice.coin()) trace[i].synchronizes_with = {step_before(i)};
  }
  for (std::size_t n = trace.empty() ? 0 : dice.below(3); n > 0; --n)
    counterexample.guilty.push_back(step_before(trace.size()));
}

Counterexample random_counterexample(Dice& dice) {
  Counterexample counterexample;
  counterexample.kind = dice.text();
  counterexample.message = dice.text();
  counterexample.execution = dice.number();
  counterexample.accesses = dice.texts();
  counterexample.token = "relacy:x:-:random@" + std::to_string(1 + dice.below(1000));
  const std::size_t agents = 1 + dice.below(6);
  for (std::size_t n = dice.below(40); n > 0; --n)
    counterexample.trace.push_back({static_cast<int>(dice.below(agents + 1)) - 1, dice.text(),
                                    dice.text(), dice.text(), dice.text(), dice.text()});
  if (dice.coin()) add_edges(dice, counterexample);
  return counterexample;
}

Refutation random_refutation(Dice& dice) {
  return {dice.text(), dice.any(kEngines), random_counterexample(dice), dice.number(), dice.coin()};
}

CheckResult random_result(Dice& dice) {
  CheckResult result;
  result.verdict = dice.of<Verdict>(kVerdictNames);
  result.reason = dice.of<Reason>(kReasonNames);
  result.message = "because " + dice.text();
  result.executions = dice.number();
  for (std::size_t i = 0; i < kSiteCount; ++i)
    if (dice.coin()) {
      result.reached.push_back(static_cast<Site>(i));
      result.places.push_back("core.h:" + std::to_string(i));
    }
  if (result.verdict == Verdict::refuted) result.counterexample = random_counterexample(dice);
  if (dice.coin()) {
    Refinement& refinement = result.refinement.emplace();
    refinement.question = dice.text();
    refinement.machines = dice.text();
    for (std::size_t n = dice.below(5); n > 0; --n)
      refinement.outcomes.push_back({dice.text(), dice.text(), dice.coin(), dice.text()});
  }
  return result;
}

ClaimDecision random_claim(Dice& dice, Plane plane) {
  ClaimDecision claim;
  claim.plane = plane;
  claim.sentence = dice.text();
  claim.verdict = dice.of<Verdict>(kVerdictNames);
  claim.reason = dice.of<Reason>(kReasonNames);
  for (std::size_t n = dice.below(5); n > 0; --n)
    claim.evidence.push_back({dice.text(), dice.any(kEngines), random_result(dice)});
  if (claim.verdict == Verdict::refuted) claim.refutation = random_refutation(dice);
  return claim;
}

SiteDecision random_site(Dice& dice, Site site) {
  const Operation operation = row(site).operation;
  SiteDecision decision;
  decision.site = site;
  do decision.current = dice.any(kOrders);
  while (!allowed(operation, decision.current));
  decision.where = dice.text();
  decision.minimality = dice.of<Minimality>(kMinimalityNames);
  decision.programs = dice.number();
  decision.reached_by = dice.texts();
  std::sort(decision.reached_by.begin(), decision.reached_by.end());
  for (const Order order : next_weaker(operation, decision.current)) {
    if (dice.below(4) == 0) continue;
    Weakening weakening{.order = order, .is_proved = dice.coin(), .executions = dice.number()};
    if (dice.coin()) weakening.refutation = random_refutation(dice);
    if (weakening.refutation && dice.coin()) weakening.second = random_refutation(dice);
    decision.weakenings.push_back(weakening);
  }
  return decision;
}

SiteTable random_table(Dice& dice) {
  SiteTable table;
  for (std::size_t i = 0; i < kSiteCount; ++i)
    if (dice.below(8) != 0)
      table.push_back({std::string(kSites[i].name), Operation::rmw, dice.any(kOrders)});
  return table;
}

}  // namespace

Certificate random_certificate(std::uint64_t seed) {
  Dice dice(seed);
  Certificate certificate;
  certificate.subject = dice.text();
  certificate.against = dice.text();
  if (dice.coin()) certificate.changes = diff(random_table(dice), random_table(dice));
  for (const Plane plane : {Plane::control, Plane::data})
    if (dice.below(8) != 0) certificate.claims.push_back(random_claim(dice, plane));
  for (std::size_t i = 0; i < kSiteCount; ++i)
    certificate.sites.push_back(random_site(dice, static_cast<Site>(i)));
  for (const Engine engine : kEngines)
    if (dice.below(8) != 0)
      certificate.engines.push_back(
          {{engine, dice.text(), dice.texts()}, dice.of<Verdict>(kVerdictNames), dice.text()});
  certificate.seed = dice.number();
  certificate.budget = dice.number();
  certificate.interrupted = dice.coin();
  if (dice.coin()) {
    certificate.joint = JointWeakening{{}, dice.coin(), dice.number()};
    for (std::size_t i = 0; i < kSiteCount; ++i)
      if (dice.below(8) == 0)
        certificate.joint->changes.push_back({static_cast<Site>(i), dice.any(kOrders)});
  }
  certificate.budget_spent = dice.coin();
  certificate.provenance = {dice.text(), dice.text(), dice.text(),
                            dice.text(), dice.text(), dice.number()};
  return certificate;
}

}  // namespace assay

#include "harness/certify/certifier.h"

#include <algorithm>
#include <bit>

#include "harness/judge/describe.h"

namespace assay {
namespace {

// Executions of the first, brief look at each case: every weakening of what ships that is
// refuted at all is refuted within so many.
constexpr std::uint64_t kBrief = 20'000;

std::string sentence_of(Plane plane) {
  return plane == Plane::control
             ? "the waiter table, its locks and the lifetime of blocks keep their promises"
             : "Atomics and plain indexing keep theirs on shared bytes, and have no outcome "
               "that the ECMAScript memory model forbids";
}

bool has(const CaseListing& one, Engine engine) { return (one.engines & bit(engine)) != 0; }

// Litmus programs, which are the axiomatic engine's alone.
bool is_program(const CaseListing& one) { return one.engines == bit(Engine::axiomatic); }
bool is_program(const Evidence& evidence) { return evidence.engine == Engine::axiomatic; }

// ", and of 485 litmus programs of up to 4 agents: …"
std::string program_bounds(const std::vector<const CaseListing*>& cases) {
  std::size_t programs = 0;
  int agents = 0;
  for (const CaseListing* one : cases) {
    if (!is_program(*one)) continue;
    ++programs;
    agents = std::max(agents, one->agents);
  }
  if (programs == 0) return {};
  return ", and of " + std::to_string(programs) + " litmus programs of up to " +
         std::to_string(agents) +
         " agents, lowered to C++ atomics under RC11 and under C++20 with load buffering where "
         "their accesses have one width a cell, and to unsplit x86-TSO instructions";
}

// "with lock.drop=relaxed"
std::string subject_of(const Question& question) {
  std::string subject = "what ships";
  const char* separator = " with ";
  for (const OrderChange& change : question.changes) {
    subject.append(separator).append(name(change.site)).append("=").append(name(change.order));
    separator = ", ";
  }
  return subject;
}

SiteChange::Direction direction(Order before, Order after) {
  if (weaker(after, before)) return SiteChange::Direction::weakened;
  if (weaker(before, after)) return SiteChange::Direction::strengthened;
  return SiteChange::Direction::sideways;
}

}  // namespace

Certifier::Certifier(Laboratory& laboratory, Question question, Watch watch)
    : laboratory_(laboratory), question_(std::move(question)), watch_(std::move(watch)) {}

Certificate Certifier::certify() {
  prepare();
  decide_claims();
  note_reach();
  if (question_.examines_sites && !is_refuted()) {
    examine_sites();
    find_joint_weakening();
  }
  certificate_.interrupted = stop_ == Reason::interrupted;
  certificate_.budget_spent = stop_ == Reason::time;
  return certificate_;
}

void Certifier::prepare() {
  certificate_.subject = subject_of(question_);
  certificate_.seed = question_.seed;
  certificate_.budget = question_.executions;
  certificate_.changes = question_.review;
  for (const OrderChange& change : question_.changes) {
    const Order shipped = row(change.site).order;
    if (shipped == change.order) continue;
    certificate_.changes.push_back({.site = std::string(name(change.site)),
                                    .before = shipped,
                                    .after = change.order,
                                    .direction = direction(shipped, change.order)});
  }
  std::sort(certificate_.changes.begin(), certificate_.changes.end(),
            [](const SiteChange& a, const SiteChange& b) { return a.site < b.site; });

  for (const Laboratory::Instrument& one : laboratory_.instruments())
    certificate_.engines.push_back({one.declaration, one.status, one.message});
  for (CaseListing& one : laboratory_.cases())
    if (!one.conformance) cases_.push_back(std::move(one));

  Orders orders;
  for (const OrderChange& change : question_.changes) orders.set(change.site, change.order);
  for (std::size_t i = 0; i < kSiteCount; ++i)
    certificate_.sites.push_back(
        {.site = static_cast<Site>(i), .current = orders[static_cast<Site>(i)]});

  for (const CaseListing& one : cases_)
    total_ += static_cast<std::uint64_t>(std::popcount(one.engines));
  if (question_.examines_sites)
    for (const SiteDecision& site : certificate_.sites)
      total_ += next_weaker(row(site.site).operation, site.current).size();
}

void Certifier::decide_claims() {
  for (const Plane plane : {Plane::control, Plane::data}) {
    ClaimDecision claim{.plane = plane, .sentence = sentence_of(plane)};
    int agents = 0;
    std::size_t cases = 0;
    for (const CaseListing* one : cases_of(plane)) {
      if (is_program(*one)) continue;
      ++cases;
      agents = std::max(agents, one->agents);
    }
    claim.sentence += ", within the bounds of " + std::to_string(cases) + " cases of up to " +
                      std::to_string(agents) + " agents" + program_bounds(cases_of(plane));
    certificate_.claims.push_back(std::move(claim));
  }
  const bool expects_trouble = !question_.changes.empty() || !question_.review.empty();
  if (expects_trouble)
    for (ClaimDecision& claim : certificate_.claims)
      if (!is_refuted()) look_briefly(claim);
  for (ClaimDecision& claim : certificate_.claims)
    if (!is_refuted()) decide(claim);
  for (ClaimDecision& claim : certificate_.claims) conclude(claim);
}

bool Certifier::look_briefly(ClaimDecision& claim) {
  const Engine engine = lives(Engine::explore) ? Engine::explore : Engine::relacy;
  if (!lives(engine)) return false;
  const std::uint64_t executions =
      question_.executions == 0 ? kBrief : std::min(kBrief, question_.executions);
  for (const CaseListing* one : cases_of(claim.plane)) {
    if (!has(*one, engine)) continue;
    if (stopped()) return false;
    const CheckResult result = check(request(*one, engine, executions, question_.changes));
    if (result.verdict != Verdict::refuted) continue;
    keep(claim, *one, engine, result);
    if (refute(claim, *one, engine, result, executions)) return true;
  }
  return false;
}

void Certifier::decide(ClaimDecision& claim) {
  for (const CaseListing* one : cases_of(claim.plane)) {
    for (const Engine engine : kEngines) {
      if (!lives(engine) || !has(*one, engine)) continue;
      if (stopped()) return;
      step(one->name + " on " + std::string(name(engine)));
      CheckResult result = check(request(*one, engine, question_.executions, question_.changes));
      const bool refutes = result.verdict == Verdict::refuted;
      keep(claim, *one, engine, result);
      if (refutes && refute(claim, *one, engine, result, question_.executions)) return;
    }
  }
}

void Certifier::keep(ClaimDecision& claim, const CaseListing& one, Engine engine,
                     CheckResult result) {
  claim.evidence.push_back({one.name, engine, std::move(result)});
}

bool Certifier::refute(ClaimDecision& claim, const CaseListing& one, Engine engine,
                       const CheckResult& result, std::uint64_t executions) {
  Refutation refutation{.case_name = one.name,
                        .engine = engine,
                        .counterexample = *result.counterexample,
                        .budget = executions};
  const std::vector<OrderChange>& without =
      question_.is_review ? question_.before : std::vector<OrderChange>{};
  const bool changed = !question_.changes.empty() || !question_.before.empty();
  if (changed) {
    const CheckResult control = check(request(one, engine, executions, without));
    if (stop_ != Reason::none) return false;
    if (!passes(control)) {
      // Not the change's fault: the check itself, or the core before it, is broken.
      CheckResult broken{.verdict = Verdict::error,
                         .message = "the control does not pass: " + one.name + " on " +
                                    std::string(name(engine)) + " without the change is " +
                                    describe(control)};
      keep(claim, one, engine, std::move(broken));
      return false;
    }
    refutation.has_control = true;
  }
  claim.refutation = std::move(refutation);
  second_opinion(claim, one, engine);
  return true;
}

// What the exhaustive engine says of the case: it may not know of what a sampler saw.
void Certifier::second_opinion(ClaimDecision& claim, const CaseListing& one, Engine engine) {
  const bool asks =
      engine != Engine::explore && has(one, Engine::explore) && lives(Engine::explore);
  if (!asks || stopped()) return;
  keep(claim, one, Engine::explore,
       check(request(one, Engine::explore, question_.executions, question_.changes)));
}

void Certifier::conclude(ClaimDecision& claim) const {
  if (claim.refutation) {
    claim.verdict = Verdict::refuted;
    claim.reason = Reason::none;
    return;
  }
  const auto any = [&claim](auto predicate) {
    return std::any_of(claim.evidence.begin(), claim.evidence.end(),
                       [&](const Evidence& e) { return predicate(e.result); });
  };
  if (any([](const CheckResult& r) { return r.verdict == Verdict::error; })) {
    claim.verdict = Verdict::error;
    claim.reason = Reason::none;
    return;
  }
  claim.verdict = Verdict::unknown;
  if (stop_ == Reason::interrupted) {
    claim.reason = Reason::interrupted;
    return;
  }
  if (!std::all_of(kEngines.begin(), kEngines.end(), [this](Engine e) { return lives(e); })) {
    claim.reason = Reason::missing;
    return;
  }
  if (stop_ == Reason::time) {
    claim.reason = Reason::time;
    return;
  }
  if (!is_examined(claim)) {
    claim.reason = Reason::unasked;
    return;
  }
  conclude_examined(claim);
}

void Certifier::conclude_examined(ClaimDecision& claim) const {
  const auto any = [&claim](auto predicate) {
    return std::any_of(claim.evidence.begin(), claim.evidence.end(), predicate);
  };
  // A program that cannot be lowered is no part of the claim, and is counted.
  const auto beyond = std::count_if(
      claim.evidence.begin(), claim.evidence.end(),
      [](const Evidence& e) { return is_program(e) && e.result.verdict == Verdict::skipped; });
  if (beyond != 0)
    claim.sentence +=
        "; " + std::to_string(beyond) + " of them cannot be lowered, and count for nothing";
  const auto proved = [&any](const CaseListing* one) {
    return any([one](const Evidence& e) {
      return e.case_name == one->name &&
             (e.result.verdict == Verdict::proved ||
              (is_program(*one) && e.result.verdict == Verdict::skipped));
    });
  };
  // How Atomics and plain access behave is the language's to say: without a program that
  // asks its model, what C++ allows is evidence, and no proof.
  const bool asks_the_language =
      any([](const Evidence& e) { return is_program(e) && e.result.verdict == Verdict::proved; });
  const std::vector<const CaseListing*> all = cases_of(claim.plane);
  if (!all.empty() && std::all_of(all.begin(), all.end(), proved)) {
    const bool is_blind = claim.plane == Plane::data && !asks_the_language;
    claim.verdict = is_blind ? Verdict::unknown : Verdict::proved;
    claim.reason = is_blind ? Reason::blind : Reason::none;
    return;
  }
  // The reason that most wants attention.
  claim.reason = Reason::budget;
  for (const Reason reason : {Reason::blind, Reason::bound, Reason::unreached, Reason::blocked})
    if (any([reason](const Evidence& e) {
          return e.result.verdict == Verdict::unknown && e.result.reason == reason;
        }))
      claim.reason = reason;
}

bool Certifier::is_refuted() const {
  return std::any_of(certificate_.claims.begin(), certificate_.claims.end(),
                     [](const ClaimDecision& claim) { return claim.refutation.has_value(); });
}

bool Certifier::is_examined(const ClaimDecision& claim) const {
  for (const CaseListing* one : cases_of(claim.plane))
    for (const Engine engine : kEngines)
      if (lives(engine) && has(*one, engine) &&
          std::none_of(claim.evidence.begin(), claim.evidence.end(), [&](const Evidence& e) {
            return e.case_name == one->name && e.engine == engine;
          }))
        return false;
  return true;
}

CheckRequest Certifier::request(const CaseListing& one, Engine engine, std::uint64_t executions,
                                const std::vector<OrderChange>& changes) const {
  return {.case_name = one.name,
          .engine = engine,
          .changes = changes,
          .executions = executions,
          .schedule = {.seed = question_.seed}};
}

CheckResult Certifier::check(const CheckRequest& request) {
  CheckResult result = laboratory_.check(request);
  if (result.reason == Reason::interrupted || result.reason == Reason::time) stop_ = result.reason;
  return result;
}

std::vector<const CaseListing*> Certifier::cases_of(Plane plane) const {
  std::vector<const CaseListing*> found;
  for (const CaseListing& one : cases_)
    if (one.plane == plane) found.push_back(&one);
  return found;
}

bool Certifier::lives(Engine engine) const {
  return std::any_of(certificate_.engines.begin(), certificate_.engines.end(),
                     [engine](const EngineReport& report) {
                       return report.declaration.engine == engine &&
                              report.status == Verdict::proved;
                     });
}

bool Certifier::stopped() {
  if (stop_ == Reason::none && watch_.stop) stop_ = watch_.stop();
  return stop_ != Reason::none;
}

void Certifier::step(const std::string& next) {
  if (watch_.progress) watch_.progress(done_, total_, next);
  ++done_;
}

}  // namespace assay

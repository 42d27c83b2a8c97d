// The second half of the certifier: would a weaker order do?
#include <algorithm>
#include <set>

#include "harness/certify/certifier.h"
#include "harness/judge/describe.h"

namespace assay {

// Which cases reach which site, and where in the core it stands.
void Certifier::note_reach() {
  for (const ClaimDecision& claim : certificate_.claims) {
    for (const Evidence& evidence : claim.evidence) {
      const CheckResult& result = evidence.result;
      for (std::size_t i = 0; i < result.reached.size(); ++i) {
        SiteDecision& decision = certificate_.sites[static_cast<std::size_t>(result.reached[i])];
        if (decision.where.empty()) decision.where = result.places[i];
        auto& into = evidence.engine == Engine::axiomatic
                         ? programs_[static_cast<std::size_t>(result.reached[i])]
                         : decision.reached_by;
        into.push_back(evidence.case_name);
      }
    }
  }
  const auto sort = [](std::vector<std::string>& names) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
  };
  for (SiteDecision& decision : certificate_.sites) {
    std::vector<std::string>& programs = programs_[static_cast<std::size_t>(decision.site)];
    sort(decision.reached_by);
    sort(programs);
    decision.programs = programs.size();
  }
}

// The changed sites first, then in table order.
std::vector<std::size_t> Certifier::examination_order() const {
  std::set<std::string> changed;
  for (const SiteChange& change : certificate_.changes) changed.insert(change.site);
  std::vector<std::size_t> order;
  for (const bool wanted : {true, false})
    for (std::size_t i = 0; i < kSiteCount; ++i)
      if (changed.contains(std::string(name(static_cast<Site>(i)))) == wanted) order.push_back(i);
  return order;
}

void Certifier::examine_sites() {
  for (const std::size_t i : examination_order()) {
    if (stopped()) return;
    examine(certificate_.sites[i]);
  }
}

void Certifier::examine(SiteDecision& decision) {
  if (decision.reached_by.empty() && decision.programs == 0) {
    decision.minimality = Minimality::untested;
    return;
  }
  const auto below = next_weaker(row(decision.site).operation, decision.current);
  if (below.empty()) {
    decision.minimality = Minimality::minimal;
    return;
  }
  for (const Order order : below) {
    step(std::string(name(decision.site)) + " = " + std::string(name(order)));
    Weakening weakening{.order = order};
    try_weakening(decision, weakening);
    const bool refuted = weakening.refutation.has_value();
    decision.weakenings.push_back(std::move(weakening));
    if (stop_ != Reason::none && !refuted) return;  // cut: nothing is said of this site
  }
  const auto all = [&](auto predicate) {
    return std::all_of(decision.weakenings.begin(), decision.weakenings.end(), predicate);
  };
  decision.minimality = Minimality::undecided;
  if (all([](const Weakening& w) { return w.refutation.has_value(); }))
    decision.minimality = Minimality::necessary;
  else if (!all([](const Weakening& w) { return !w.is_proved; }))
    decision.minimality = Minimality::over_strong;
}

std::vector<OrderChange> Certifier::changes_with(std::vector<OrderChange> wanted) const {
  for (const OrderChange& change : question_.changes)
    if (std::none_of(wanted.begin(), wanted.end(),
                     [&](const OrderChange& other) { return other.site == change.site; }))
      wanted.push_back(change);
  std::sort(wanted.begin(), wanted.end(),
            [](const OrderChange& a, const OrderChange& b) { return a.site < b.site; });
  return wanted;
}

bool Certifier::reaches(const SiteDecision& decision, const CaseListing& one) const {
  const auto& programs = programs_[static_cast<std::size_t>(decision.site)];
  return std::binary_search(decision.reached_by.begin(), decision.reached_by.end(), one.name) ||
         std::binary_search(programs.begin(), programs.end(), one.name);
}

std::optional<Refutation> Certifier::search(const SiteDecision& decision, Engine engine,
                                            Weakening& weakening, bool& all_proved) {
  const std::vector<OrderChange> changes = changes_with({{decision.site, weakening.order}});
  for (const CaseListing& one : cases_) {
    if ((one.engines & bit(engine)) == 0 || !reaches(decision, one)) continue;
    if (stopped()) return std::nullopt;
    const CheckResult result = check(request(one, engine, question_.executions, changes));
    weakening.executions += result.executions;
    all_proved = all_proved && result.verdict == Verdict::proved;
    if (result.verdict != Verdict::refuted) continue;
    // The control ran before: the same check is part of the claims' evidence.
    const auto passed = [&](const Evidence& e) {
      return e.case_name == one.name && e.engine == engine && passes(e.result);
    };
    const bool has_control = std::any_of(
        certificate_.claims.begin(), certificate_.claims.end(), [&](const ClaimDecision& claim) {
          return std::any_of(claim.evidence.begin(), claim.evidence.end(), passed);
        });
    if (has_control)
      return Refutation{.case_name = one.name,
                        .engine = engine,
                        .counterexample = *result.counterexample,
                        .budget = question_.executions,
                        .has_control = true};
  }
  return std::nullopt;
}

// Every case that reaches the site, and every litmus program: on the exhaustive engines,
// where a proof of all ends the search, and each may refute it; else on the sampling model
// checker and on the engines that can see the site's weakening; until one refutes it.
void Certifier::try_weakening(const SiteDecision& decision, Weakening& weakening) {
  bool all_proved = lives(Engine::explore) && lives(Engine::axiomatic);
  if (lives(Engine::explore))
    weakening.refutation = search(decision, Engine::explore, weakening, all_proved);
  if (lives(Engine::axiomatic)) {
    auto found = search(decision, Engine::axiomatic, weakening, all_proved);
    (weakening.refutation ? weakening.second : weakening.refutation) = std::move(found);
  }
  if (weakening.refutation || stop_ != Reason::none) return;
  // The language's own orders are not C++'s to give away: a program has to ask its model.
  weakening.is_proved = all_proved && (!is_language_order(decision) || decision.programs != 0);
  if (all_proved) return;
  for (const Engine engine : {Engine::relacy, Engine::tsan, Engine::native}) {
    const bool may_see = engine == Engine::relacy || (row(decision.site).sees & bit(engine)) != 0;
    if (!may_see || !lives(engine)) continue;
    weakening.refutation = search(decision, engine, weakening, all_proved);
    if (weakening.refutation || stop_ != Reason::none) return;
  }
}

bool Certifier::is_language_order(const SiteDecision& decision) {
  return name(decision.site).starts_with("cell.") || name(decision.site).starts_with("plain.");
}

// One site after the other, each as far down as the sites before it leave room; then the
// whole is proved again.
void Certifier::find_joint_weakening() {
  if (stop_ != Reason::none || !lives(Engine::explore)) return;
  JointWeakening joint;
  for (const SiteDecision& decision : certificate_.sites) {
    if (decision.minimality != Minimality::over_strong) continue;
    for (const Weakening& weakening : decision.weakenings) {
      if (!weakening.is_proved) continue;
      std::vector<OrderChange> wanted = joint.changes;
      wanted.push_back({decision.site, weakening.order});
      std::uint64_t executions = 0;
      if (!is_proved(wanted, executions)) continue;
      joint.changes = wanted;
      break;
    }
    if (stopped()) return;
  }
  if (joint.changes.empty()) {  // that was the claim's question
    const ClaimDecision& claim = certificate_.claims.front();
    joint.is_proved = claim.verdict == Verdict::proved;
    for (const Evidence& evidence : claim.evidence)
      if (evidence.engine == Engine::explore) joint.executions += evidence.result.executions;
  } else {
    joint.is_proved = is_proved(joint.changes, joint.executions);
  }
  certificate_.joint = std::move(joint);
}

// Every case of the control plane, and every other case and program that reaches one of
// the sites, with these changes besides those in question.
bool Certifier::is_proved(const std::vector<OrderChange>& changes, std::uint64_t& executions) {
  const std::vector<OrderChange> all = changes_with(changes);
  for (const CaseListing& one : cases_) {
    const bool reached =
        std::any_of(changes.begin(), changes.end(), [&](const OrderChange& change) {
          return reaches(certificate_.sites[static_cast<std::size_t>(change.site)], one);
        });
    if (one.plane != Plane::control && !reached) continue;
    if (stopped() || !is_proved(one, all, executions)) return false;
  }
  return true;
}

bool Certifier::is_proved(const CaseListing& one, const std::vector<OrderChange>& changes,
                          std::uint64_t& executions) {
  for (const Engine engine : {Engine::explore, Engine::axiomatic}) {
    if ((one.engines & bit(engine)) == 0 || !lives(engine)) continue;
    const CheckResult result = check(request(one, engine, question_.executions, changes));
    executions += result.executions;
    return result.verdict == Verdict::proved;
  }
  return false;
}

}  // namespace assay

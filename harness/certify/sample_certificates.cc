#include "harness/certify/sample_certificates.h"

#include "harness/certify/site_diff.h"
#include "harness/execution/token.h"

namespace assay {

namespace {

constexpr std::uint64_t kBudget = 20'000;

Refutation refutation_of(const char* case_name, std::vector<OrderChange> changes,
                         std::uint64_t execution) {
  CheckRequest request;
  request.case_name = case_name;
  request.changes = std::move(changes);
  request.schedule.at = execution;
  Refutation refutation;
  refutation.case_name = case_name;
  refutation.budget = kBudget;
  refutation.has_control = true;
  refutation.counterexample.kind = "assertion";
  refutation.counterexample.message = "both agents read 0 after both had stored 1";
  refutation.counterexample.execution = execution;
  refutation.counterexample.token = format_token(request);
  return refutation;
}

CheckResult result_of(Verdict verdict, Reason reason, std::uint64_t executions) {
  CheckResult result;
  result.verdict = verdict;
  result.reason = reason;
  result.executions = executions;
  result.completed = executions;
  result.assertions = executions;
  return result;
}

// Every site as a full sweep leaves it: refuted, but for the one whose next weaker
// order no engine tells from what ships.
std::vector<SiteDecision> swept_sites(const Orders& orders) {
  std::vector<SiteDecision> sites;
  for (std::size_t i = 0; i < kSiteCount; ++i) {
    SiteDecision decision;
    decision.site = static_cast<Site>(i);
    decision.current = orders[decision.site];
    decision.where = "harness/subject/core.h:" + std::to_string(20 + 7 * i);
    decision.reached_by = {"a_store_is_seen_by_all_agents", "notify_wakes_in_fifo_order"};
    const bool survives = kSites[i].sees == kNobody || decision.site == Site::cell_cas_fail;
    for (const Order order : next_weaker(kSites[i].operation, decision.current)) {
      Weakening weakening{.order = order, .executions = 3 * kBudget};
      if (!survives)
        weakening.refutation =
            refutation_of("notify_wakes_in_fifo_order", {{decision.site, order}}, 3 + 11 * i);
      decision.weakenings.push_back(weakening);
    }
    if (decision.weakenings.empty())
      decision.minimality = Minimality::minimal;
    else
      decision.minimality = survives ? Minimality::undecided : Minimality::necessary;
    sites.push_back(decision);
  }
  return sites;
}

std::vector<EngineReport> all_engines() {
  std::vector<EngineReport> engines(kEngines.size());
  for (const Engine engine : kEngines)
    engines[static_cast<std::size_t>(engine)].declaration.engine = engine;
  engines[0].declaration.version = "g++ 12.2.0";
  engines[0].declaration.blind = {
      "Every reordering but a load before an earlier store: x86-64 is TSO, so that only store "
      "buffering can be witnessed here.",
      "It samples: it never proves."};
  engines[1].declaration.version = "g++ 12.2.0, -fsanitize=thread";
  engines[1].declaration.blind = {
      "A too-weak order between two atomics alone: it sees races on "
      "plain data only."};
  engines[4].declaration.version = "own, candidate executions";
  engines[4].declaration.blind = {"An access that the core splits is not lowered."};
  engines[2].declaration.version = "relacy 2.4";
  engines[2].declaration.blind = {"Load buffering, 2+2W, S and Z6.U.",
                                  "Reads of values more than two writes back."};
  return engines;
}

Certificate base(const Orders& orders) {
  Certificate certificate;
  certificate.subject = "what ships";
  certificate.budget = kBudget;
  certificate.seed = 7;
  certificate.engines = all_engines();
  certificate.sites = swept_sites(orders);
  certificate.claims.resize(2);
  certificate.claims[0].plane = Plane::control;
  certificate.claims[0].sentence =
      "no wake-up is lost, no agent deadlocks, no block is freed twice or used after it is freed, "
      "with up to 3 agents, 2 waits and 2 notifies each, 1 timeout and 1 spurious wake-up";
  certificate.claims[1].plane = Plane::data;
  certificate.claims[1].sentence =
      "no read tears and no outcome appears that ECMA-262 forbids, with up to 4 agents and 3 "
      "accesses each";
  certificate.provenance = {"assay certify",   "3f2c1ab",   "g++ 12.2.0 -O2 -g -DNDEBUG",
                            "x86-64, 2 cores", "Linux 6.1", 48'211};
  return certificate;
}

void add_evidence(ClaimDecision& claim, const char* case_name, Engine engine, CheckResult result) {
  claim.evidence.push_back({case_name, engine, std::move(result)});
}

// A litmus program with an outcome that this core has, and one that it has not.
CheckResult program_result(const char* question, const char* machines) {
  CheckResult result = result_of(Verdict::proved, Reason::none, 12);
  result.refinement = Refinement{.question = question,
                                 .machines = machines,
                                 .outcomes = {{"0:r0=0; 1:r1=1;", "ACCEPTABLE", true, machines},
                                              {"0:r0=1; 1:r1=1;", "INTERESTING", true, ""}}};
  return result;
}

void add_programs(ClaimDecision& data) {
  add_evidence(data, "javascript/order/LB+un", Engine::axiomatic,
               program_result("may both loads see what the other stores later?", "rc11, tso, c20"));
  add_evidence(data, "javascript/mixed-size/MIX-halves", Engine::axiomatic,
               program_result("may two halves be seen before the whole?", "tso"));
  CheckResult beyond = program_result("may the waiter sleep for ever?", "");
  beyond.verdict = Verdict::skipped;
  beyond.reason = Reason::blind;
  beyond.message = "not lowered: it waits";
  beyond.refinement->outcomes.pop_back();
  beyond.refinement->outcomes[0].produced.clear();
  add_evidence(data, "javascript/wait-notify/WAIT-MP", Engine::axiomatic, beyond);
}

}  // namespace

Certificate certified_sample() {
  Orders orders;
  orders.set(Site::ref_inc, Order::acq_rel);
  Certificate certificate = base(orders);
  certificate.subject = "what ships with ref.inc=acq_rel";
  certificate.against = "main (3f2c1ab)";
  certificate.changes = diff(site_table(), site_table(orders));
  SiteDecision& stronger = certificate.sites[static_cast<std::size_t>(Site::ref_inc)];
  stronger.minimality = Minimality::over_strong;
  for (ClaimDecision& claim : certificate.claims) {
    claim.verdict = Verdict::proved;
    const char* const name = claim.plane == Plane::control ? "notify_wakes_in_fifo_order"
                                                           : "atomics_forbid_store_buffering";
    add_evidence(claim, name, Engine::native, result_of(Verdict::unknown, Reason::budget, 200'000));
    add_evidence(claim, name, Engine::tsan, result_of(Verdict::unknown, Reason::budget, 2'000));
    add_evidence(claim, name, Engine::relacy, result_of(Verdict::proved, Reason::none, 40'598));
  }
  add_programs(certificate.claims[1]);
  return certificate;
}

Certificate refuted_sample() {
  Orders orders;
  orders.set(Site::state_publish, Order::relaxed);
  Certificate certificate = base(orders);
  certificate.subject = "what ships with state.publish=relaxed";
  certificate.changes = diff(site_table(), site_table(orders));
  ClaimDecision& control = certificate.claims[0];
  control.verdict = Verdict::refuted;
  Refutation& refutation = control.refutation.emplace(refutation_of(
      "what_came_before_notify_is_seen_after_wait", {{Site::state_publish, Order::relaxed}}, 118));
  Counterexample& counterexample = refutation.counterexample;
  counterexample.kind = "data race";
  counterexample.message =
      "agent 1 reads the message that agent 0 wrote before notify, unordered with the write";
  counterexample.accesses = {"write cases/control/notify.cc:31", "read cases/control/notify.cc:44"};
  counterexample.trace.push_back({-1, "store", "cell.store", "= 0", "seq_cst", "core.h:30"});
  for (int turn = 0; turn < 9; ++turn) {
    counterexample.trace.push_back({2, "cas ok", "lock.take", "0 ➜ 1", "acquire", "core.h:71"});
    counterexample.trace.push_back({2, "store", "lock.drop", "= 0", "release", "core.h:80"});
  }
  counterexample.trace.push_back({1, "cas ok", "count.enter", "0 ➜ 1", "acq_rel", "core.h:90"});
  counterexample.trace.push_back({1, "load", "wait.value", "➜ 0", "seq_cst", "core.h:101"});
  counterexample.trace.push_back({1, "park", "", "", "", "core.h:104"});
  counterexample.trace.push_back({0, "write", "message", "= 42", "", "notify.cc:31"});
  counterexample.trace.push_back(
      {0, "store", "state.publish", "= notified", "relaxed", "core.h:120"});
  counterexample.trace.push_back({0, "unpark", "agent 1", "", "", "core.h:121"});
  counterexample.trace.push_back(
      {1, "load", "state.observe", "➜ notified", "acquire", "core.h:131"});
  counterexample.trace.push_back({1, "RACE", "read message", "", "", "notify.cc:44"});
  CheckResult refuted = result_of(Verdict::refuted, Reason::none, 118);
  refuted.counterexample = counterexample;
  refuted.reached = {Site::state_publish, Site::state_observe};
  refuted.places = {"harness/subject/core.h:120", "harness/subject/core.h:131"};
  const char* const name = "what_came_before_notify_is_seen_after_wait";
  add_evidence(control, name, Engine::native, result_of(Verdict::unknown, Reason::budget, kBudget));
  add_evidence(control, name, Engine::relacy, refuted);
  ClaimDecision& data = certificate.claims[1];
  data.reason = Reason::budget;
  add_evidence(data, "atomics_forbid_store_buffering", Engine::relacy,
               result_of(Verdict::unknown, Reason::budget, kBudget));
  return certificate;
}

Certificate incomplete_sample() {
  Certificate certificate = base({});
  certificate.interrupted = true;
  certificate.budget_spent = true;
  certificate.provenance.commit = "3f2c1ab-dirty";
  certificate.engines[1].status = Verdict::skipped;
  certificate.engines[1].message = "vm.mmap_rnd_bits is above 30 and setarch is not there";
  certificate.claims[0].reason = Reason::budget;
  certificate.claims[1].reason = Reason::missing;
  CheckResult missing = result_of(Verdict::skipped, Reason::missing, 0);
  missing.message = "the engine did not start";
  CheckResult crashed = result_of(Verdict::error, Reason::none, 12);
  crashed.message = "assay-native ended with signal 11";
  CheckResult blind = result_of(Verdict::unknown, Reason::blind, 0);
  for (const char* const name : {"every_ok_was_counted_by_a_notify", "wait_is_never_early"}) {
    add_evidence(certificate.claims[0], name, Engine::native, crashed);
    add_evidence(certificate.claims[0], name, Engine::tsan, missing);
    add_evidence(certificate.claims[0], name, Engine::relacy, blind);
  }
  certificate.sites[0].minimality = Minimality::untested;
  certificate.sites[0].reached_by.clear();
  certificate.sites[0].where.clear();
  certificate.sites[0].weakenings[0].refutation.reset();
  for (std::size_t i = 20; i < kSiteCount; ++i) {
    certificate.sites[i].weakenings.clear();
    certificate.sites[i].minimality = Minimality::not_examined;
  }
  return certificate;
}

}  // namespace assay

// A laboratory that answers from a table, for tests of the certifier: which checks
// it asks for, and what it makes of the answers.
//
// Two core cases and one about engines: `waits` (control plane, 2 agents) and
// `stores` (data plane, 3 agents), which all engines have but the axiomatic one; it has
// what `add_program` adds. Where no row answers, a check spends its budget
// and finds nothing: what ships, sampled.
//
// Thread safety: one caller.
// Invariants: the first row that fits answers; every check that was asked for is in
// `asked`, in order.
#pragma once

#include <algorithm>
#include <map>
#include <utility>

#include "harness/certify/question.h"
#include "harness/execution/token.h"
#include "harness/judge/laboratory.h"

namespace assay {

inline CheckResult ended(Verdict verdict, Reason reason = Reason::none) {
  return {.verdict = verdict,
          .reason = reason,
          .message = verdict == Verdict::error ? "it broke" : "",
          .executions = 10,
          .completed = 10,
          .assertions = 10};
}

class FakeLaboratory final : public Laboratory {
 public:
  struct Row {
    std::string case_name;                            // empty: any
    std::optional<Engine> engine;                     // nothing: any
    std::optional<std::vector<OrderChange>> changes;  // nothing: any; else exactly these
    CheckResult result;
  };

  static constexpr EngineSet kOfCases = kNative | kTsan | kRelacy | kExplore;

  // A litmus program that reaches the sites of loads and stores.
  void add_program(const std::string& name) {
    listings.push_back({.name = name, .plane = Plane::data, .agents = 2, .engines = kAxiomatic});
    reaches[name] = {Site::cell_load, Site::cell_store};
  }

  std::vector<Row> rows;
  std::vector<CaseListing> listings{
      {.name = "waits",
       .claim = "a wait ends",
       .plane = Plane::control,
       .agents = 2,
       .engines = kOfCases},
      {.name = "stores",
       .claim = "a store is seen",
       .plane = Plane::data,
       .agents = 3,
       .engines = kOfCases},
      {.name = "sees_a_race", .claim = "a race is seen", .agents = 2, .conformance = true}};
  // Ascending, as engines answer.
  std::map<std::string, std::vector<Site>> reaches{
      {"waits", {Site::lock_take, Site::lock_reset, Site::lock_drop, Site::weak_dec}},
      {"stores", {Site::cell_load, Site::cell_store}}};
  std::vector<Engine> dead;  // engines that are not there
  std::vector<CheckRequest> asked;

  std::vector<Instrument> instruments() override {
    std::vector<Instrument> all;
    for (const Engine engine : kEngines) {
      Instrument one{.declaration = {.engine = engine, .version = "1", .blind = {"much"}}};
      if (std::find(dead.begin(), dead.end(), engine) != dead.end()) {
        one.status = Verdict::skipped;
        one.message = "not there";
      }
      all.push_back(std::move(one));
    }
    return all;
  }

  std::vector<CaseListing> cases() override { return listings; }

  CheckResult check(const CheckRequest& request) override {
    asked.push_back(request);
    CheckResult result = answer(request);
    if (result.verdict == Verdict::refuted)
      result.counterexample = Counterexample{
          .kind = "assertion", .message = "lost", .execution = 7, .token = format_token(request)};
    if (result.completed == 0) return result;
    result.reached = reaches[request.case_name];
    for (const Site site : result.reached)
      result.places.push_back("core.h:" + std::to_string(static_cast<int>(site)));
    return result;
  }

 private:
  CheckResult answer(const CheckRequest& request) const {
    for (const Row& row : rows)
      if ((row.case_name.empty() || row.case_name == request.case_name) &&
          (!row.engine || *row.engine == request.engine) &&
          (!row.changes || *row.changes == request.changes))
        return row.result;
    return ended(Verdict::unknown, Reason::budget);
  }
};

// Stops once so many checks were asked for.
inline Watch stop_after(const FakeLaboratory& laboratory, std::size_t checks, Reason stop) {
  return {.stop = [&laboratory, checks, stop] {
    return laboratory.asked.size() >= checks ? stop : Reason::none;
  }};
}

}  // namespace assay

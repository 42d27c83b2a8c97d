#include "harness/execution/check_json.h"

#include <nlohmann/json.hpp>

#include "harness/execution/json_object.h"

namespace assay {

using nlohmann::json;

namespace {

json to_json(const TraceStep& step) {
  json out{{"agent", step.agent}, {"object", step.object}, {"operation", step.operation},
           {"order", step.order}, {"value", step.value},   {"where", step.where}};
  // Of the graph, where there is one.
  if (!step.location.empty()) out["location"] = step.location;
  if (step.reads_from) out["reads_from"] = *step.reads_from;
  if (step.overwrites) out["overwrites"] = *step.overwrites;
  if (!step.synchronizes_with.empty()) out["synchronizes_with"] = step.synchronizes_with;
  return out;
}

int read_number(const json& from, const std::string& path, std::string& error) {
  if (from.is_number_integer() && from >= 0 && from <= std::numeric_limits<int>::max())
    return from.get<int>();
  if (error.empty()) error = path + ": not a step's number";
  return 0;
}

std::optional<int> read_edge(JsonObject& object, std::string_view key) {
  if (!object.has(key)) return std::nullopt;
  const int step = object.integer(key);
  if (step < -1) object.fail(key, "below -1");
  return step;
}

TraceStep read_step(const json& from, const std::string& path, std::string& error) {
  JsonObject object(from, path, error);
  TraceStep step;
  step.agent = object.integer("agent");
  if (step.agent < -1) object.fail("agent", "below -1");
  step.object = object.text("object");
  step.operation = object.text("operation");
  step.order = object.text("order");
  step.value = object.text("value");
  step.where = object.text("where");
  if (object.has("location")) step.location = object.text("location");
  step.reads_from = read_edge(object, "reads_from");
  step.overwrites = read_edge(object, "overwrites");
  if (object.has("synchronizes_with"))
    step.synchronizes_with = object.list("synchronizes_with", read_number);
  object.complete();
  return step;
}

// Every number of a step is one of the trace; what comes first is earlier.
void require_steps(JsonObject& object, const Counterexample& counterexample) {
  const auto steps = static_cast<int>(counterexample.trace.size());
  for (const int step : counterexample.guilty)
    if (step >= steps) object.fail("guilty", "a step that is not in the trace");
  for (int i = 0; i < steps; ++i) {
    const TraceStep& step = counterexample.trace[static_cast<std::size_t>(i)];
    bool holds = step.reads_from.value_or(-1) < i && step.overwrites.value_or(-1) < steps;
    for (const int from : step.synchronizes_with) holds = holds && from < i;
    if (!holds) object.fail("trace", "step " + std::to_string(i) + " depends on a later one");
  }
}

Counterexample read_counterexample(const json& from, const std::string& path, std::string& error) {
  JsonObject object(from, path, error);
  Counterexample counterexample;
  counterexample.accesses = object.texts("accesses");
  counterexample.execution = object.natural("execution");
  counterexample.kind = object.text("kind");
  counterexample.message = object.text("message");
  counterexample.token = object.text("token");
  counterexample.trace = object.list("trace", read_step);
  if (object.has("guilty")) counterexample.guilty = object.list("guilty", read_number);
  require_steps(object, counterexample);
  if (counterexample.token.empty()) object.fail("token", "empty: nothing to replay");
  object.complete();
  return counterexample;
}

LitmusOutcome read_outcome(const json& from, const std::string& path, std::string& error) {
  JsonObject object(from, path, error);
  LitmusOutcome outcome;
  outcome.allowed = object.flag("allowed");
  outcome.grade = object.text("grade");
  outcome.produced = object.text("produced");
  outcome.text = object.text("text");
  object.complete();
  return outcome;
}

Refinement read_refinement(const json& from, const std::string& path, std::string& error) {
  JsonObject object(from, path, error);
  Refinement refinement;
  refinement.machines = object.text("machines");
  refinement.outcomes = object.list("outcomes", read_outcome);
  refinement.question = object.text("question");
  object.complete();
  return refinement;
}

json to_json(const Refinement& refinement) {
  json outcomes = json::array();
  for (const LitmusOutcome& each : refinement.outcomes)
    outcomes.push_back({{"allowed", each.allowed},
                        {"grade", each.grade},
                        {"produced", each.produced},
                        {"text", each.text}});
  return {{"machines", refinement.machines},
          {"outcomes", std::move(outcomes)},
          {"question", refinement.question}};
}

Site read_site(const json& from, const std::string& path, std::string& error) {
  if (from.is_string())
    if (const auto site = find_site(from.get_ref<const std::string&>())) return *site;
  if (error.empty()) error = path + ": not a site's name";
  return {};
}

// The invariants of check.h.
void require_reasons(JsonObject& object, const CheckResult& result) {
  if ((result.verdict == Verdict::refuted) != result.counterexample.has_value())
    object.fail("counterexample", "belongs to a REFUTED result, and to no other");
  const bool decided = result.verdict == Verdict::proved || result.verdict == Verdict::refuted;
  if (!decided && result.reason == Reason::none && result.message.empty())
    object.fail("reason", "an undecided result has neither reason nor message");
  for (std::size_t i = 1; i < result.reached.size(); ++i)
    if (result.reached[i - 1] >= result.reached[i])
      object.fail("reached", "not in the order of the table");
  if (result.places.size() != result.reached.size())
    object.fail("places", "not one for each reached site");
}

template <typename T>
std::variant<T, std::string> answer(T value, std::string error) {
  if (!error.empty()) return error;
  return value;
}

}  // namespace

json to_json(const Counterexample& counterexample) {
  json trace = json::array();
  for (const TraceStep& step : counterexample.trace) trace.push_back(to_json(step));
  json out{{"accesses", counterexample.accesses}, {"execution", counterexample.execution},
           {"kind", counterexample.kind},         {"message", counterexample.message},
           {"token", counterexample.token},       {"trace", trace}};
  if (!counterexample.guilty.empty()) out["guilty"] = counterexample.guilty;
  return out;
}

json to_json(const CheckResult& result) {
  json reached = json::array();
  for (const Site site : result.reached) reached.push_back(name(site));
  json counterexample;
  if (result.counterexample) counterexample = to_json(*result.counterexample);
  json refinement;
  if (result.refinement) refinement = to_json(*result.refinement);
  return {{"assertions", result.assertions},
          {"completed", result.completed},
          {"counterexample", counterexample},
          {"executions", result.executions},
          {"message", result.message},
          {"places", result.places},
          {"reached", reached},
          {"reason", name(result.reason)},
          {"refinement", refinement},
          {"verdict", name(result.verdict)}};
}

json to_json(const EngineDeclaration& declaration) {
  return {{"blind", declaration.blind},
          {"engine", name(declaration.engine)},
          {"version", declaration.version}};
}

json to_json(const CaseListing& listing) {
  return {{"agents", listing.agents},    {"bounds", listing.bounds},
          {"claim", listing.claim},      {"conformance", listing.conformance},
          {"expects", listing.expects},  {"name", listing.name},
          {"plane", name(listing.plane)}};
}

std::variant<Counterexample, std::string> counterexample_from_json(const json& from) {
  std::string error;
  Counterexample counterexample = read_counterexample(from, "$", error);
  return answer(std::move(counterexample), std::move(error));
}

std::variant<CheckResult, std::string> check_result_from_json(const json& from) {
  std::string error;
  JsonObject object(from, "$", error);
  CheckResult result;
  result.assertions = object.natural("assertions");
  result.completed = object.natural("completed");
  result.counterexample = object.value_or_null("counterexample", read_counterexample);
  result.executions = object.natural("executions");
  result.message = object.text("message");
  result.places = object.texts("places");
  result.reached = object.list("reached", read_site);
  result.reason = object.one_of<Reason>("reason", kReasonNames);
  result.refinement = object.value_or_null("refinement", read_refinement);
  result.verdict = object.one_of<Verdict>("verdict", kVerdictNames);
  if (object.complete()) require_reasons(object, result);
  return answer(std::move(result), std::move(error));
}

std::variant<EngineDeclaration, std::string> declaration_from_json(const json& from) {
  std::string error;
  JsonObject object(from, "$", error);
  EngineDeclaration declaration;
  declaration.blind = object.texts("blind");
  declaration.engine = object.one_of<Engine>("engine", kEngineNames);
  declaration.version = object.text("version");
  object.complete();
  return answer(std::move(declaration), std::move(error));
}

std::variant<CaseListing, std::string> listing_from_json(const json& from) {
  std::string error;
  JsonObject object(from, "$", error);
  CaseListing listing;
  listing.agents = object.integer("agents");
  if (listing.agents < 0) object.fail("agents", "negative");
  listing.bounds = object.text("bounds");
  listing.claim = object.text("claim");
  listing.conformance = object.flag("conformance");
  listing.expects = object.text("expects");
  listing.name = object.text("name");
  if (listing.name.empty()) object.fail("name", "empty");
  listing.plane = object.one_of<Plane>("plane", kPlaneNames);
  object.complete();
  return answer(std::move(listing), std::move(error));
}

}  // namespace assay

#include "harness/footprint/heap_census.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/execution/json_object.h"

namespace assay {
namespace {

using Json = nlohmann::ordered_json;

std::int64_t bytes_of(JsonObject& object, std::string_view key) {
  return static_cast<std::int64_t>(object.natural(key));
}

CensusWrapper read_wrapper(const nlohmann::json& json, const std::string& path,
                           std::string& error) {
  JsonObject object(json, path, error);
  CensusWrapper wrapper{.constructor = object.text("constructor"),
                        .bytes = bytes_of(object, "bytes"),
                        .store = object.natural("store")};
  object.complete();
  return wrapper;
}

CensusAgent read_agent(const nlohmann::json& json, const std::string& path, std::string& error) {
  JsonObject object(json, path, error);
  CensusAgent agent{.agent = object.text("agent"),
                    .attributed = bytes_of(object, "attributed"),
                    .wrappers = object.list("wrappers", read_wrapper)};
  object.complete();
  return agent;
}

CensusStore read_store(const nlohmann::json& json, const std::string& path, std::string& error) {
  JsonObject object(json, path, error);
  CensusStore store{.id = object.natural("id"),
                    .what = object.text("what"),
                    .bytes = bytes_of(object, "bytes"),
                    .attributed = bytes_of(object, "attributed")};
  object.complete();
  return store;
}

// Wrappers of one agent, altogether: some objects of a hundred bytes.
constexpr std::int64_t kSmall = 4096;
// Buffers that Node makes for itself meanwhile.
constexpr std::int64_t kOwnBuffersOfNode = 65'536;

}  // namespace

std::string census_json(const HeapCensus& census) {
  Json agents = Json::array();
  for (const CensusAgent& each : census.agents) {
    Json wrappers = Json::array();
    for (const CensusWrapper& one : each.wrappers)
      wrappers.push_back(
          {{"constructor", one.constructor}, {"bytes", one.bytes}, {"store", one.store}});
    agents.push_back({{"agent", each.agent},
                      {"attributed", each.attributed},
                      {"wrappers", std::move(wrappers)}});
  }
  Json stores = Json::array();
  for (const CensusStore& each : census.stores)
    stores.push_back({{"id", each.id},
                      {"what", each.what},
                      {"bytes", each.bytes},
                      {"attributed", each.attributed}});
  return Json{{"subject", name(census.subject)},
              {"version", census.version},
              {"external", census.external},
              {"agents", std::move(agents)},
              {"stores", std::move(stores)}}
      .dump();
}

std::variant<HeapCensus, std::string> read_census(const std::string& text) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_discarded()) return std::string("$: not JSON");
  std::string error;
  JsonObject object(json, "$", error);
  HeapCensus census{.subject = object.one_of<Subject>("subject", kSubjectNames),
                    .version = object.text("version"),
                    .external = bytes_of(object, "external"),
                    .agents = object.list("agents", read_agent),
                    .stores = object.list("stores", read_store)};
  if (!object.complete()) return error;
  for (const CensusAgent& agent : census.agents)
    for (const CensusWrapper& wrapper : agent.wrappers) {
      const bool known = std::any_of(census.stores.begin(), census.stores.end(),
                                     [&](const auto& each) { return each.id == wrapper.store; });
      if (!known)
        return agent.agent + ": a " + wrapper.constructor + " of the unknown store " +
               std::to_string(wrapper.store);
    }
  return census;
}

std::int64_t wrapper_bytes(const CensusAgent& agent) {
  std::int64_t sum = 0;
  for (const CensusWrapper& each : agent.wrappers) sum += each.bytes;
  return sum;
}

std::size_t holders(const HeapCensus& census, const CensusStore& store) {
  return static_cast<std::size_t>(
      std::count_if(census.agents.begin(), census.agents.end(), [&store](const auto& agent) {
        return std::any_of(agent.wrappers.begin(), agent.wrappers.end(),
                           [&store](const auto& each) { return each.store == store.id; });
      }));
}

std::vector<Promise> judge_census(Subject subject, std::uint64_t workers, const HeapCensus* census,
                                  const std::string& reason) {
  std::int64_t holding = 0;
  std::int64_t largest = 0;
  std::int64_t smallest = kSmall;
  std::int64_t payload = 0;
  std::int64_t attributed = 0;
  if (census != nullptr) {
    if (!census->stores.empty())
      holding = static_cast<std::int64_t>(holders(*census, census->stores.front()));
    for (const CensusAgent& each : census->agents) {
      largest = std::max(largest, wrapper_bytes(each));
      smallest = std::min(smallest, wrapper_bytes(each));
      attributed += each.attributed;
    }
    for (const CensusStore& each : census->stores) {
      payload += each.bytes;
      attributed += each.attributed;
    }
  }
  std::vector<Promise> all;
  const auto add = [&](std::string promise, std::string figure, std::int64_t found,
                       std::int64_t least, std::int64_t most, Judgement failure) {
    Promise& made = all.emplace_back(Promise{subject, std::move(promise), std::move(figure)});
    if (census == nullptr) {
      made.judgement = Judgement::skipped;
      made.reason = reason;
      return;
    }
    made.found = found;
    made.least = least;
    made.most = most;
    if (found < least || found > most) made.judgement = failure;
  };
  const auto agents = static_cast<std::int64_t>(workers) + 1;
  const bool node = subject == Subject::node;
  const std::int64_t slack = node ? kOwnBuffersOfNode : 0;
  add("every agent wraps it", "agents with a wrapper of it", holding, agents, agents,
      Judgement::off);
  add("wrappers are small", "bytes of the largest heap", largest, 1, kSmall, Judgement::off);
  add("no heap without any", "bytes of the smallest heap", smallest, 1, kSmall, Judgement::off);
  // A snapshot of V8 is one thread's, and says of a shared store what it says of any.
  add("payload attributed once", "payload bytes in all reports", attributed, payload, payload,
      node ? Judgement::differs : Judgement::off);
  add("stores equal the account", node ? "arrayBuffers since the start" : "external",
      census == nullptr ? 0 : census->external, payload - slack, payload + slack, Judgement::off);
  return all;
}

}  // namespace assay

#include "harness/footprint/footprint_json.h"

#include <nlohmann/json.hpp>

#include "harness/execution/json_object.h"

namespace assay {
namespace {

using Json = nlohmann::ordered_json;

Reading read_reading(const nlohmann::json& json, const std::string& path, std::string& error) {
  JsonObject object(json, path, error);
  Reading reading{.step = object.text("step"),
                  .external = static_cast<std::int64_t>(object.natural("external"))};
  if (json.is_object() && json.contains("arrayBuffers"))
    reading.array_buffers = static_cast<std::int64_t>(object.natural("arrayBuffers"));
  reading.resident = static_cast<std::int64_t>(object.natural("resident"));
  object.complete();
  return reading;
}

}  // namespace

std::string footprint_json(const Footprint& footprint) {
  Json readings = Json::array();
  for (const Reading& each : footprint.readings) {
    Json reading{{"step", each.step}, {"external", each.external}};
    if (each.array_buffers) reading["arrayBuffers"] = *each.array_buffers;
    reading["resident"] = each.resident;
    readings.push_back(std::move(reading));
  }
  return Json{{"subject", name(footprint.subject)},
              {"version", footprint.version},
              {"scenario", name(footprint.scenario)},
              {"readings", std::move(readings)}}
      .dump();
}

std::variant<Footprint, std::string> read_footprint(const std::string& text) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_discarded()) return std::string("$: not JSON");
  std::string error;
  JsonObject object(json, "$", error);
  Footprint footprint{.subject = object.one_of<Subject>("subject", kSubjectNames),
                      .version = object.text("version"),
                      .scenario = object.one_of<Scenario>("scenario", kScenarioNames),
                      .readings = object.list("readings", read_reading)};
  if (!object.complete()) return error;
  const auto steps = steps_of(footprint.scenario);
  bool whole = footprint.readings.size() == steps.size();
  for (std::size_t i = 0; whole && i < steps.size(); ++i)
    whole = footprint.readings[i].step == steps[i] &&
            footprint.readings[i].array_buffers.has_value() == (footprint.subject == Subject::node);
  if (!whole) return "$.readings: not the steps of " + std::string(name(footprint.scenario));
  return footprint;
}

}  // namespace assay

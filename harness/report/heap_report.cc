#include "harness/report/heap_report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "harness/report/layout.h"

namespace assay {
namespace {

std::string bytes_words(std::int64_t bytes) { return grouped(static_cast<std::uint64_t>(bytes)); }

std::string what_of(const HeapCensus& census, std::uint64_t store) {
  for (const CensusStore& each : census.stores)
    if (each.id == store) return each.what;
  return "";
}

void agent_rows(TextTable& table, const HeapCensus& census, const CensusAgent& agent) {
  for (const CensusWrapper& each : agent.wrappers)
    table.row({&each == agent.wrappers.data() ? agent.agent : "", each.constructor,
               fmt::format("{:>12}", bytes_words(each.bytes)), what_of(census, each.store), ""});
  table.row({agent.wrappers.empty() ? agent.agent : "", "wrappers together",
             fmt::format("{:>12}", bytes_words(wrapper_bytes(agent))), "",
             "payload " + bytes_words(agent.attributed)});
}

std::string census_text(const HeapCensus& census) {
  TextTable table(1);
  table.row({"agent", "wrapper", fmt::format("{:>12}", "bytes"), "store", "attributed"});
  for (const CensusAgent& each : census.agents) agent_rows(table, census, each);
  for (const CensusStore& each : census.stores)
    table.row({"store", each.what + ", " + counted(holders(census, each), "agent"),
               fmt::format("{:>12}", bytes_words(each.bytes)), "",
               "payload " + bytes_words(each.attributed)});
  table.row({"account", "", fmt::format("{:>12}", bytes_words(census.external)), "", ""});
  const std::string version = census.version.empty() ? "" : " " + census.version;
  return std::string(name(census.subject)) + version + "\n" + joined(table.lines(2), "\n") + "\n\n";
}

}  // namespace

std::string heap_text(const HeapReport& report) {
  std::string out = paragraph("", counted(report.dataset.workers, "worker") +
                                      " and the main agent, which wrap the same " +
                                      grouped(report.dataset.bytes) + " bytes") +
                    "\n";
  for (const HeapCensus& each : report.censuses) out += census_text(each);
  return out + promise_text(report.promises, Unit::plain);
}

std::string heap_json(const HeapReport& report) {
  using Json = nlohmann::ordered_json;
  Json censuses = Json::array();
  for (const HeapCensus& each : report.censuses) censuses.push_back(Json::parse(census_json(each)));
  return Json{{"bytes", report.dataset.bytes},
              {"workers", report.dataset.workers},
              {"censuses", std::move(censuses)},
              {"promises", Json::parse(promise_json(report.promises))},
              {"counts", Json::parse(count_json(report.promises))}}
             .dump(2) +
         "\n";
}

}  // namespace assay

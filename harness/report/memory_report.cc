#include "harness/report/memory_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/footprint/footprint_json.h"
#include "harness/report/layout.h"

namespace assay {
namespace {

std::string who(const Footprint& footprint) {
  const std::string subject(name(footprint.subject));
  return footprint.version.empty() ? subject : subject + " " + footprint.version;
}

// The readings of the footprints that have the steps of `scenario`.
std::string figure_table(const MemoryReport& report, Scenario scenario) {
  TextTable table(0);
  const auto steps = steps_of(scenario);
  std::vector<std::string> heading{"MB", ""};
  for (const std::string_view step : steps) heading.push_back(fmt::format("{:>10}", step));
  table.row(heading);
  std::size_t rows = 0;
  for (const Footprint& footprint : report.footprints) {
    if (steps_of(footprint.scenario).data() != steps.data()) continue;
    std::string first = std::string(name(footprint.subject));
    if (scenario != Scenario::teardown) first += ", " + std::string(name(footprint.scenario));
    const auto names = figure_names(footprint);
    for (std::size_t i = 0; i < names.size(); ++i) {
      std::vector<std::string> row{i == 0 ? first : "", std::string(names[i])};
      for (const Reading& reading : footprint.readings)
        row.push_back(fmt::format("{:>10}", megabytes(figures_of(reading)[i])));
      table.row(std::move(row));
      ++rows;
    }
  }
  return rows == 0 ? "" : joined(table.lines(2), "\n") + "\n";
}

std::string picture(const std::vector<Footprint>& footprints) {
  constexpr std::int64_t kLongest = 48;
  std::int64_t most = 1;
  for (const Footprint& each : footprints)
    if (each.scenario != Scenario::teardown) most = std::max(most, resident_growth(each));
  std::string out;
  for (const Footprint& each : footprints) {
    if (each.scenario == Scenario::teardown) continue;
    const std::int64_t grown = std::max<std::int64_t>(0, resident_growth(each));
    const auto length = static_cast<std::size_t>((grown * kLongest + most / 2) / most);
    out += fmt::format("  {:<4}  {:<6}  {:<{}} {:>7} MB\n", name(each.subject), name(each.scenario),
                       std::string(length, '#'), kLongest, megabytes(resident_growth(each)));
  }
  return out;
}

}  // namespace

std::string memory_text(const MemoryReport& report) {
  std::string out = memory_title(report.dataset) + "\n\n";
  for (const Footprint& each : report.footprints)
    if (each.subject == Subject::node && each.scenario == Scenario::shared)
      out += paragraph("", "Beside " + who(each) + ", node:worker_threads.") + "\n";
  out += figure_table(report, Scenario::shared);
  out += "\nResident memory since the workers started, when each has the dataset\n";
  out += picture(report.footprints);
  if (const std::string table = figure_table(report, Scenario::teardown); !table.empty())
    out += "\nA worker holds the dataset alone, and is ended while it is busy\n" + table;
  out += "\n" + promise_text(report.promises, Unit::megabytes);
  return out;
}

std::string memory_json(const MemoryReport& report) {
  using Json = nlohmann::ordered_json;
  Json footprints = Json::array();
  for (const Footprint& each : report.footprints)
    footprints.push_back(Json::parse(footprint_json(each)));
  return Json{{"bytes", report.dataset.bytes},
              {"workers", report.dataset.workers},
              {"footprints", std::move(footprints)},
              {"promises", Json::parse(promise_json(report.promises))},
              {"counts", Json::parse(count_json(report.promises))}}
             .dump(2) +
         "\n";
}

std::string size_words(std::uint64_t bytes) {
  constexpr std::uint64_t kKilobyte = 1024;
  if (bytes % kMegabyte == 0) return grouped(bytes / kMegabyte) + " MB";
  if (bytes % kKilobyte == 0) return grouped(bytes / kKilobyte) + " KB";
  return grouped(bytes) + " bytes";
}

std::string memory_title(const Dataset& dataset) {
  return size_words(dataset.bytes) + " for " + counted(dataset.workers, "worker") +
         ": shared, and cloned for each";
}

std::vector<std::string_view> figure_names(const Footprint& footprint) {
  if (footprint.subject == Subject::core) return {"external", "resident"};
  return {"arrayBuffers", "external", "resident"};
}

std::vector<std::int64_t> figures_of(const Reading& reading) {
  if (!reading.array_buffers) return {reading.external, reading.resident};
  return {*reading.array_buffers, reading.external, reading.resident};
}

std::int64_t resident_growth(const Footprint& footprint) {
  return footprint.at(Step::received).resident - footprint.at(Step::started).resident;
}

}  // namespace assay

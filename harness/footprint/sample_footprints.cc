#include "harness/footprint/sample_footprints.h"

namespace assay {
namespace {

constexpr std::int64_t kHundredth = static_cast<std::int64_t>(kMegabyte) / 100;

struct Row {
  std::int64_t external, array_buffers, resident;  // hundredths of MB
};

Footprint sample(Subject subject, Scenario scenario, const std::array<Row, 4>& rows) {
  Footprint footprint{.subject = subject,
                      .version = subject == Subject::node ? "v20.0.0" : "",
                      .scenario = scenario,
                      .readings = {}};
  // 80 MB are a whole number of bytes, not of hundredths.
  const auto bytes = [](std::int64_t hundredths) {
    const std::int64_t datasets = hundredths / 8000;
    return datasets * 80 * static_cast<std::int64_t>(kMegabyte) + hundredths % 8000 * kHundredth;
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Reading reading{.step = std::string(steps_of(scenario)[i]),
                    .external = bytes(rows[i].external),
                    .resident = bytes(rows[i].resident)};
    if (subject == Subject::node) reading.array_buffers = bytes(rows[i].array_buffers);
    footprint.readings.push_back(std::move(reading));
  }
  return footprint;
}

}  // namespace

std::vector<Footprint> sample_footprints() {
  using enum Scenario;
  return {
      sample(Subject::core, shared, {{{0, 0, 490}, {8000, 0, 8500}, {8000, 0, 8500}, {0, 0, 500}}}),
      sample(Subject::core, cloned,
             {{{0, 0, 490}, {8000, 0, 8490}, {72000, 0, 72500}, {0, 0, 500}}}),
      sample(Subject::core, teardown,
             {{{0, 0, 470}, {8000, 0, 8490}, {8000, 0, 8490}, {0, 0, 490}}}),
      sample(Subject::node, shared,
             {{{180, 1, 11990}, {180, 8001, 19990}, {180, 8001, 20000}, {180, 1, 6070}}}),
      sample(Subject::node, cloned,
             {{{180, 1, 12000}, {8180, 8001, 20010}, {8180, 8001, 83950}, {180, 1, 5840}}}),
      sample(Subject::node, teardown,
             {{{180, 1, 6000}, {180, 8001, 14010}, {180, 8001, 14010}, {180, 1, 5300}}}),
  };
}

HeapCensus sample_census() {
  constexpr auto kPayload = 80 * static_cast<std::int64_t>(kMegabyte);
  return {.subject = Subject::core,
          .external = kPayload + 4096,
          .agents = {{.agent = "main", .wrappers = {{"SharedArrayBuffer", 16, 1}}},
                     {.agent = "worker 1",
                      .attributed = 4096,
                      .wrappers = {{"SharedArrayBuffer", 16, 1},
                                   {"Int32Array", 48, 1},
                                   {"ArrayBuffer", 16, 0}}}},
          .stores = {{.id = 1, .what = "dataset", .bytes = kPayload, .attributed = kPayload},
                     {.id = 0, .what = "own", .bytes = 4096}}};
}

}  // namespace assay

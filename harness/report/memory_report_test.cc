// The views of what a dataset takes.
#include "harness/report/memory_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "harness/footprint/sample_footprints.h"
#include "harness/report/heap_report.h"
#include "harness/report/layout.h"

namespace assay {
namespace {

using testing::HasSubstr;

MemoryReport report_without_node() {
  MemoryReport report{.dataset = {}, .footprints = {}, .promises = {}};
  for (const Footprint& each : sample_footprints())
    if (each.subject == Subject::core) report.footprints.push_back(each);
  for (const Subject subject : {Subject::core, Subject::node})
    for (Promise& each : judge_memory(subject, report.dataset, report.footprints, "no Node here"))
      report.promises.push_back(std::move(each));
  return report;
}

void expect_narrow(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(width(line), kColumns) << line;
}

TEST(MemoryReport, what_is_skipped_is_counted_and_has_its_reason_once) {
  const std::string text = memory_text(report_without_node());
  EXPECT_THAT(text, HasSubstr("\nSKIPPED: Node: no Node here\n"));
  EXPECT_EQ(text.find("no Node here"), text.rfind("no Node here"));
  EXPECT_THAT(text, HasSubstr("\n8 held, 0 OFF, 0 differs, 9 SKIPPED\n"));
  EXPECT_EQ(exit_code(report_without_node().promises), 0);
  expect_narrow(text);
}

TEST(MemoryReport, a_figure_that_is_off_is_said_with_its_bounds_and_fails) {
  MemoryReport report = report_without_node();
  report.footprints[0].readings[2].external += 80 * static_cast<std::int64_t>(kMegabyte);
  report.promises = judge_memory(Subject::core, report.dataset, report.footprints, "");
  const std::string text = memory_text(report);
  EXPECT_THAT(text, HasSubstr("\nOFF: core, received by every worker for nothing: shared: "));
  EXPECT_THAT(text, HasSubstr("83,886,080, 0.0 MB was promised"));
  EXPECT_EQ(exit_code(report.promises), 1);
  expect_narrow(text);
}

TEST(MemoryReport, json_has_every_figure_and_every_promise) {
  const auto json = nlohmann::json::parse(memory_json(report_without_node()));
  EXPECT_EQ(json["footprints"].size(), 3U);
  EXPECT_EQ(json["promises"].size(), 17U);
  EXPECT_EQ(json["footprints"][1]["readings"][2]["external"], 720 * kMegabyte);
  EXPECT_EQ(json["promises"][16]["reason"], "no Node here");
  EXPECT_EQ(json["promises"][16].contains("found"), false) << "a figure that nobody measured";
  EXPECT_EQ(json["counts"]["SKIPPED"], 9);
}

TEST(MemoryReport, megabytes_are_rounded_and_never_minus_nothing) {
  EXPECT_EQ(megabytes(0), "0.0");
  EXPECT_EQ(megabytes(-1000), "0.0");
  EXPECT_EQ(megabytes(-65'536), "-0.1");
  EXPECT_EQ(megabytes(static_cast<std::int64_t>(kMegabyte) * 3 / 2), "1.5");
  EXPECT_EQ(size_words(80 * kMegabyte), "80 MB");
  EXPECT_EQ(size_words(65'536), "64 KB");
  EXPECT_EQ(size_words(65'544), "65,544 bytes");
}

TEST(HeapReport, a_store_has_one_row_and_json_all) {
  HeapReport report{.dataset = {.bytes = 80 * kMegabyte, .workers = 1},
                    .censuses = {sample_census()},
                    .promises = judge_census(Subject::core, 1, &report.censuses[0], "")};
  const std::string text = heap_text(report);
  EXPECT_EQ(text.find("store     dataset"), text.rfind("store     dataset"));
  EXPECT_THAT(text, HasSubstr("dataset, 2 agents"));
  EXPECT_THAT(text, HasSubstr("\n5 held, 0 OFF, 0 differs, 0 SKIPPED\n"));
  expect_narrow(text);
  const auto json = nlohmann::json::parse(heap_json(report));
  EXPECT_EQ(json["censuses"][0]["agents"][1]["wrappers"].size(), 3U);
}

}  // namespace
}  // namespace assay

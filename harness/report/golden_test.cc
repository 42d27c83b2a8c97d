// The views of the sample certificates, byte for byte, against reports/golden/, and
// against reports/gallery/ for the pages.
//
// After a wanted change of a view, of the schema or of the site table:
//   ASSAY_UPDATE_GOLDEN=1 ctest --preset quick -R Golden
// writes the files anew; the difference is then read like any other change.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "harness/certify/certificate_json.h"
#include "harness/certify/sample_certificates.h"
#include "harness/footprint/sample_footprints.h"
#include "harness/golden_file.h"
#include "harness/report/html/html.h"
#include "harness/report/html/memory_page.h"
#include "harness/report/junit.h"
#include "harness/report/layout.h"
#include "harness/report/sarif.h"
#include "harness/report/terminal.h"

namespace assay {
namespace {

void expect_golden(const std::string& file, const std::string& text) {
  expect_golden_file("reports/" + file, text);
}

void expect_views(const std::string& name, const Certificate& certificate) {
  expect_golden("golden/" + name + ".json", certificate_text(certificate));
  expect_golden("golden/" + name + ".txt", terminal_text(certificate));
  expect_golden("golden/" + name + ".xml", junit_xml(certificate));
  expect_golden("golden/" + name + ".sarif", sarif_text(certificate));
}

TEST(Golden, certified) { expect_views("certified", certified_sample()); }
TEST(Golden, refuted) { expect_views("refuted", refuted_sample()); }
TEST(Golden, incomplete) { expect_views("incomplete", incomplete_sample()); }

// What a visitor sees before anything is built.
TEST(Gallery, strengthened) {
  expect_golden("gallery/strengthened.html", certificate_html(certified_sample()));
}
TEST(Gallery, refuted) {
  expect_golden("gallery/refuted.html", certificate_html(refuted_sample()));
}
TEST(Gallery, incomplete) {
  expect_golden("gallery/incomplete.html", certificate_html(incomplete_sample()));
}

MemoryReport memory_sample() {
  MemoryReport report{.dataset = {}, .footprints = sample_footprints(), .promises = {}};
  for (const Subject subject : {Subject::core, Subject::node})
    for (Promise& each : judge_memory(subject, report.dataset, report.footprints, ""))
      report.promises.push_back(std::move(each));
  return report;
}
TEST(Golden, memory) { expect_golden("golden/memory.txt", memory_text(memory_sample())); }
TEST(Gallery, memory) { expect_golden("gallery/memory.html", memory_page(memory_sample())); }

// The files themselves, not what the program writes now.
TEST(Golden, terminal_certificates_fit_80_columns) {
  for (const char* const name : {"certified", "refuted", "incomplete", "memory"}) {
    std::ifstream golden("reports/golden/" + std::string(name) + ".txt");
    std::size_t lines = 0;
    for (std::string line; std::getline(golden, line); ++lines) {
      if (line.starts_with("replay: assay replay ")) continue;
      EXPECT_LE(width(line), kColumns) << name << ": " << line;
    }
    EXPECT_GT(lines, 40U) << name;
  }
}

}  // namespace
}  // namespace assay

// Plain indexing races, and the report is exact: the right two accesses, and no
// other.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "cases/engine_test.h"

namespace assay {
namespace {

using testing::ElementsAre;
using testing::EndsWith;

// The line of a file that holds a text; files keep changing.
std::string place_of(const std::string& file, const std::string& case_type,
                     const std::string& text) {
  std::ifstream in(file);
  bool inside = false;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    inside = inside || line.find("struct " + case_type + " ") != std::string::npos;
    if (inside && line.find(text) != std::string::npos) return file + ":" + std::to_string(number);
  }
  return "not found: " + text;
}

constexpr const char* kFile = "cases/conformance/engine_conformance.h";

TEST(PlainIndexing, tsan_reports_exactly_the_plain_write_and_the_plain_read) {
  const CheckRequest request{.case_name = "plain_indexing_races", .engine = Engine::tsan};
  const CheckResult result = laboratory().check(request);
  ASSERT_EQ(describe(result), "REFUTED(data race)") << told(request, result);
  EXPECT_THAT(
      result.counterexample->accesses,
      ElementsAre(
          EndsWith("plain read " + place_of(kFile, "PlainIndexingRaces", "view(1).get(0)")),
          EndsWith("plain write " + place_of(kFile, "PlainIndexingRaces", "view(0).set(0, 1)"))));
}

TEST(PlainIndexing, tsan_reports_a_plain_write_against_an_atomic_read) {
  const CheckRequest request{.case_name = "plain_indexing_races_with_atomics",
                             .engine = Engine::tsan};
  const CheckResult result = laboratory().check(request);
  ASSERT_EQ(describe(result), "REFUTED(data race)") << told(request, result);
  EXPECT_EQ(result.counterexample->accesses.size(), 2U);
  EXPECT_THAT(
      result.counterexample->accesses,
      testing::Contains(EndsWith(
          "plain write " + place_of(kFile, "PlainIndexingRacesWithAtomics", "view(0).set(0, 1)"))));
  EXPECT_THAT(result.counterexample->accesses,
              testing::Contains(testing::StartsWith("atomic read harness/subject/atomics.h:")));
}

TEST(PlainIndexing, relacy_reports_the_race_at_the_case_line) {
  const CheckRequest request{.case_name = "plain_indexing_races", .engine = Engine::relacy};
  const CheckResult result = laboratory().check(request);
  ASSERT_EQ(describe(result), "REFUTED(data race)") << told(request, result);
  EXPECT_THAT(result.counterexample->accesses,
              ElementsAre(testing::AnyOf(
                  testing::HasSubstr(place_of(kFile, "PlainIndexingRaces", "view(1).get(0)")),
                  testing::HasSubstr(place_of(kFile, "PlainIndexingRaces", "view(0).set(0, 1)")))));
}

TEST(PlainIndexing, a_program_without_races_is_not_reported) {
  for (const char* const ordered : {"atomics_publish_plain_data", "engine_awaits"}) {
    CheckRequest request{.case_name = ordered, .engine = Engine::tsan, .executions = 300};
    const CheckResult result = laboratory().check(request);
    EXPECT_EQ(describe(result), "UNKNOWN(budget)") << told(request, result);
  }
}

}  // namespace
}  // namespace assay

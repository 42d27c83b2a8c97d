// Plain indexing races, and the report is exact: the right two accesses, and no
// other.
#include <gmock/gmock.h>

#include <fstream>

#include "cases/engine_test.h"

namespace assay {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

// "file:line" of the first line that holds `text`, from the struct on; files change.
std::string place_of(const std::string& file, const std::string& of_struct,
                     const std::string& text) {
  std::ifstream in(file);
  bool inside = false;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    inside = inside || line.find("struct " + of_struct + " {") != std::string::npos;
    if (inside && line.find(text) != std::string::npos) return file + ":" + std::to_string(number);
  }
  return "not found: " + text;
}

std::string in_the_case(const std::string& of_struct, const std::string& text) {
  return place_of("cases/conformance/plain_indexing.h", of_struct, text);
}

TEST(PlainIndexing, tsan_reports_exactly_the_plain_write_and_the_plain_read) {
  const CheckRequest request{.case_name = "plain_indexing_races", .engine = Engine::tsan};
  const CheckResult result = laboratory().check(request);
  ASSERT_EQ(describe(result), "REFUTED(data race)") << told(request, result);
  EXPECT_THAT(result.counterexample->accesses,
              ElementsAre(AllOf(StartsWith("plain read harness/subject/typed_array.h:"),
                                EndsWith(in_the_case("PlainIndexingRaces", "view(1).get(0)"))),
                          AllOf(StartsWith("plain write harness/subject/typed_array.h:"),
                                EndsWith(in_the_case("PlainIndexingRaces", "view(0).set(0, 1)")))));
}

TEST(PlainIndexing, tsan_reports_a_plain_write_against_an_atomic_read) {
  const CheckRequest request{.case_name = "plain_indexing_races_with_atomics",
                             .engine = Engine::tsan};
  const CheckResult result = laboratory().check(request);
  ASSERT_EQ(describe(result), "REFUTED(data race)") << told(request, result);
  EXPECT_THAT(
      result.counterexample->accesses,
      ElementsAre(
          AllOf(StartsWith("atomic read harness/subject/atomics.h:"),
                EndsWith(place_of("cases/stage.h", "Stage", "atomics::load("))),
          AllOf(StartsWith("plain write harness/subject/typed_array.h:"),
                EndsWith(in_the_case("PlainIndexingRacesWithAtomics", "view(0).set(0, 1)")))));
}

TEST(PlainIndexing, relacy_reports_the_race_at_the_case_line) {
  const CheckRequest request{.case_name = "plain_indexing_races", .engine = Engine::relacy};
  const CheckResult result = laboratory().check(request);
  ASSERT_EQ(describe(result), "REFUTED(data race)") << told(request, result);
  EXPECT_THAT(
      result.counterexample->accesses,
      ElementsAre(AnyOf(HasSubstr(in_the_case("PlainIndexingRaces", "view(1).get(0)")),
                        HasSubstr(in_the_case("PlainIndexingRaces", "view(0).set(0, 1)")))));
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

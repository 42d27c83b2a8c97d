// Every mutant of the core's logic is killed by the case that its row names, on every
// engine named there; every case that kills passes without the mutant (case_test).
#include "cases/engine_test.h"

namespace assay {
namespace {

struct MutantOnEngine {
  Mutant mutant;
  Engine engine;
  friend std::ostream& operator<<(std::ostream& out, const MutantOnEngine& m) {
    return out << name(m.mutant) << " on " << name(m.engine);
  }
};

std::vector<MutantOnEngine> all_mutants() {
  std::vector<MutantOnEngine> all;
  for (std::size_t i = 0; i < kMutants.size(); ++i)
    for (const Engine engine : kEngines)
      if ((kMutants[i].engines & bit(engine)) != 0) all.push_back({static_cast<Mutant>(i), engine});
  return all;
}

class AMutant : public testing::TestWithParam<MutantOnEngine> {};

TEST_P(AMutant, is_killed_by_its_case) {
  const auto [mutant, engine] = GetParam();
  const MutantRow& row = kMutants[static_cast<std::size_t>(mutant)];
  const CheckRequest request{
      .case_name = std::string(row.killed_by), .engine = engine, .mutant = mutant};
  const CheckResult result = laboratory().check(request);
  EXPECT_EQ(result.verdict, Verdict::refuted) << told(request, result) << "\n" << row.effect;
}

std::string name_of(const testing::TestParamInfo<MutantOnEngine>& info) {
  return test_name(std::string(name(info.param.mutant)) + " on " +
                   std::string(name(info.param.engine)));
}

INSTANTIATE_TEST_SUITE_P(all, AMutant, testing::ValuesIn(all_mutants()), name_of);

TEST(Mutants, each_bug_of_the_table_has_a_killer) {
  EXPECT_GE(kMutants.size(), 20U);
  for (const MutantRow& row : kMutants) EXPECT_NE(row.engines, kNobody) << row.name;
}

}  // namespace
}  // namespace assay

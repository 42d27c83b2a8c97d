// The table of mutants keeps its own rules. That each mutant is killed is shown by
// the tests of kind `mutant`.
#include "harness/world/mutants.h"

#include <gtest/gtest.h>

#include <set>

namespace assay {
namespace {

TEST(Mutants, names_are_unique_and_found) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kMutants.size(); ++i) {
    names.insert(kMutants[i].name);
    EXPECT_EQ(find_mutant(kMutants[i].name), static_cast<Mutant>(i)) << kMutants[i].name;
    EXPECT_EQ(name(static_cast<Mutant>(i)), kMutants[i].name);
  }
  EXPECT_EQ(names.size(), kMutants.size());
}

TEST(Mutants, no_mutant_has_a_name_that_is_not_in_the_table) {
  EXPECT_EQ(name(Mutant::kNone), "none");
  for (const char* text : {"", "none", "wait", "newest_first"})
    EXPECT_EQ(find_mutant(text), std::nullopt) << text;
}

TEST(Mutants, a_name_is_area_dot_what_goes_wrong) {
  for (const MutantRow& mutant : kMutants) {
    const std::size_t dot = mutant.name.find('.');
    ASSERT_NE(dot, std::string_view::npos) << mutant.name;
    EXPECT_EQ(mutant.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_."), std::string_view::npos)
        << mutant.name;
    EXPECT_EQ(mutant.name.rfind('.'), dot) << mutant.name;
    EXPECT_GT(dot, 0U) << mutant.name;
    EXPECT_LT(dot + 1, mutant.name.size()) << mutant.name;
  }
}

TEST(Mutants, every_row_says_where_it_comes_from_and_what_it_does) {
  for (const MutantRow& mutant : kMutants) {
    EXPECT_NE(mutant.history, "") << mutant.name;
    EXPECT_NE(mutant.effect, "") << mutant.name;
  }
}

TEST(Mutants, every_mutant_is_killed_by_a_case_on_a_known_engine) {
  for (const MutantRow& mutant : kMutants) {
    EXPECT_NE(mutant.killed_by, "") << mutant.name;
    EXPECT_NE(mutant.engines, kNobody) << mutant.name;
    EXPECT_EQ(mutant.engines & ~(kNative | kTsan | kRelacy | kExplore), 0) << mutant.name;
  }
}

}  // namespace
}  // namespace assay

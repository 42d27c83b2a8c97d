// The core against the language, program by program: what ships has no outcome too many, and
// each site of the data plane is needed by some program.
#include "harness/engines/refinement/refinement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "harness/engines/refinement/programs.h"
#include "harness/program/parse.h"

namespace assay::refinement {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::vector<NamedProgram>& programs() {
  static const std::vector<NamedProgram> kAll = all_programs();
  return kAll;
}

CheckResult ask(const std::string& name, std::vector<OrderChange> changes = {},
                std::uint64_t steps = 0) {
  const auto found = find_program(name);
  EXPECT_EQ(found.has_value(), true) << name;
  return refine(found->program, {.case_name = name,
                                 .engine = Engine::axiomatic,
                                 .changes = std::move(changes),
                                 .executions = steps});
}

// The programs that refute the weakening of a site.
std::vector<std::string> refuting(Site site, Order order) {
  std::vector<std::string> found;
  for (const NamedProgram& each : programs()) {
    const CheckResult result =
        refine(each.program,
               {.case_name = each.name, .engine = Engine::axiomatic, .changes = {{site, order}}});
    if (result.verdict == Verdict::refuted) found.push_back(each.name);
  }
  return found;
}

TEST(Refinement, what_ships_has_no_outcome_that_the_language_forbids) {
  std::map<std::string, int> verdicts;
  for (const NamedProgram& each : programs()) {
    const CheckResult result = ask(each.name);
    ++verdicts[std::string(name(result.verdict))];
    if (result.verdict == Verdict::skipped)
      EXPECT_THAT(result.message, HasSubstr("it waits")) << each.name;
    else
      EXPECT_EQ(name(result.verdict), "PROVED") << each.name << ": " << result.message;
    ASSERT_EQ(result.refinement.has_value(), true);
    EXPECT_THAT(result.refinement->outcomes, Not(IsEmpty())) << each.name;
  }
  // None is dropped in silence: those that wait are what is not lowered.
  EXPECT_EQ(verdicts, (std::map<std::string, int>{{"PROVED", 485}, {"SKIPPED", 12}}));
}

TEST(Refinement, every_site_of_the_data_plane_is_needed) {
  for (std::size_t i = 0; i < kSiteCount; ++i) {
    if (!kSites[i].name.starts_with("cell.")) continue;
    EXPECT_NE(kSites[i].sees & kAxiomatic, 0) << kSites[i].name;
    const auto below = next_weaker(kSites[i].operation, kSites[i].order);
    EXPECT_THAT(below, Not(IsEmpty()));
    for (const Order order : below)
      EXPECT_THAT(refuting(static_cast<Site>(i), order), Not(IsEmpty()))
          << kSites[i].name << "=" << name(order);
  }
}

// Store buffering with a notify of one element between: sections of one waiter list.
TEST(Refinement, a_notify_that_only_releases_is_refuted) {
  const std::string between = "javascript/wait-notify/WAIT-SB-notify";
  EXPECT_EQ(name(ask(between).verdict), "PROVED");
  for (const Order order : {Order::release, Order::acquire})
    EXPECT_EQ(name(ask(between, {{Site::count_check, order}}).verdict), "REFUTED");
  EXPECT_EQ(name(ask(between + "-2lists", {{Site::count_check, Order::release}}).verdict),
            "PROVED");
}

TEST(Refinement, a_counterexample_says_what_why_and_how_to_see_it_again) {
  const CheckResult result = ask("classic/SB+sc", {{Site::cell_store, Order::release}});
  ASSERT_EQ(name(result.verdict), "REFUTED");
  const Counterexample& found = *result.counterexample;
  EXPECT_EQ(found.kind, "forbidden outcome");
  EXPECT_THAT(found.message, AllOf(HasSubstr("0:r0=0; 1:r1=0;"), HasSubstr("rc11 has it"),
                                   HasSubstr("ECMA-262 forbids it")));
  EXPECT_EQ(found.token, "axiomatic:classic/SB+sc:cell.store=release:all@0");
  ASSERT_EQ(found.trace.size(), 4U);
  EXPECT_EQ(found.trace[0].object, "cell.store");
  EXPECT_EQ(found.trace[0].order, "release");
  EXPECT_EQ(found.trace[0].value, "x[0] = 1");
  EXPECT_EQ(found.trace[1].object, "cell.load");
  EXPECT_EQ(found.trace[1].value, "y[0] ➜ 0");
}

// With both orders relaxed the values come out of a circle: RC11 has no such execution,
// C++20 has, and the language forbids it.
TEST(Refinement, load_buffering_is_looked_at) {
  const CheckResult result =
      ask("classic/LB+sc", {{Site::cell_load, Order::relaxed}, {Site::cell_store, Order::relaxed}});
  ASSERT_EQ(name(result.verdict), "REFUTED");
  EXPECT_THAT(result.counterexample->message, HasSubstr("c20 has it"));
}

TEST(Refinement, accesses_that_overlap_in_part_are_asked_of_x86_alone) {
  std::size_t mixed = 0;
  for (const NamedProgram& each : programs())
    if (each.name.starts_with("javascript/mixed-size/")) {
      const CheckResult result = ask(each.name);
      mixed += result.refinement->machines == "tso" ? 1U : 0U;
    }
  EXPECT_GE(mixed, 10U);
}

// A search cut short proves nothing, of the model or of a machine.
TEST(Refinement, a_cut_search_is_unknown) {
  for (const std::uint64_t steps : {1U, 10U}) {
    const CheckResult result = ask("classic/IRIW+sc", {}, steps);
    EXPECT_EQ(name(result.verdict), "UNKNOWN");
    EXPECT_EQ(name(result.reason), "budget");
    EXPECT_THAT(result.message, HasSubstr("es: "));
  }
}

TEST(Refinement, a_program_that_does_not_parse_is_no_proof) {
  const CheckResult result = refine({}, {.case_name = "x", .engine = Engine::axiomatic});
  EXPECT_EQ(name(result.verdict), "ERROR");
}

// Names are what tokens and links hold.
TEST(Programs, are_sorted_and_found_by_name) {
  for (std::size_t i = 1; i < programs().size(); ++i)
    ASSERT_LT(programs()[i - 1].name, programs()[i].name);
  for (const char* const name : {"classic/SB+sc", "generated/SB+sc.sc.sc.sc+cas"})
    EXPECT_EQ(find_program(name)->name, name);
  EXPECT_EQ(find_program("classic/none").has_value(), false);
  EXPECT_EQ(find_program("generated/none").has_value(), false);
}

}  // namespace
}  // namespace assay::refinement

// Random programs of two or three agents that run at once: whatever they do, an order of
// their operations explains what each was answered, and nothing is left over.
//
// A failure shrinks to a few steps and is saved in cases/regressions/, where it is run first
// from then on. One line replays it: ASSAY_PROGRAM='wait x 0 | notify x 1' before the program
// with --gtest_filter=Regressions.pass.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <numeric>

#include "cases/property/program_search.h"
#include "cases/property/program_suite.h"
#include "cases/property/regressions.h"

namespace assay::property {
namespace {

const std::filesystem::path kRegressions = "cases/regressions";  // tests run in the root

std::string told(const Program& program, const Outcome& outcome) {
  return outcome.defect + "\n" + text_of(outcome.history) + "replay: ASSAY_PROGRAM='" +
         text_of(program) + "' " + testing::internal::GetArgvs()[0] +
         " --gtest_filter=Regressions.pass";
}

// What was saved; then what was asked for.
std::vector<Regression> regressions() {
  std::vector<Regression> all = read_regressions(kRegressions);
  const char* const asked = std::getenv("ASSAY_PROGRAM");
  if (asked == nullptr) return all;
  auto parsed = parse_program(asked);
  Regression one{.name = "ASSAY_PROGRAM"};
  if (auto* const error = std::get_if<std::string>(&parsed))
    one.error = *error;
  else
    one.program = std::get<Program>(parsed);
  all.push_back(one);
  return all;
}

TEST(Regressions, pass) {
  const ProgramEngine engine = the_engine();
  for (const Regression& each : regressions()) {
    ASSERT_EQ(each.error, "") << each.name;
    const Outcome outcome = engine.run(each.program, Mutant::kNone, 5 * engine.executions);
    EXPECT_EQ(outcome.defect, "") << each.name << ": " << told(each.program, outcome);
  }
}

// Each still shows the mutant that it was found with.
TEST(Regressions, kill_their_mutants) {
  const ProgramEngine engine = the_engine();
  int kills = 0;
  for (const Regression& each : read_regressions(kRegressions))
    for (const Kill& kill : each.kills) {
      if (kill.engine != engine.name) continue;
      ++kills;
      std::string defect;
      // More each time: a simulated scheduler begins with the same schedules. Real threads
      // take some thousands for the rarest of them, now and then ten times as many.
      for (std::uint64_t more = 5; more <= 64'000 && defect.empty(); more *= 2)
        defect = engine.run(each.program, kill.mutant, more * engine.executions).defect;
      EXPECT_NE(defect, "") << each.name << " does not show " << name(kill.mutant);
    }
  EXPECT_GE(kills, 3);
}

std::uint64_t times(const Distribution& distribution, Verb verb) {
  const auto& answers = distribution[static_cast<std::size_t>(verb)];
  return std::accumulate(answers.begin(), answers.end(), std::uint64_t{0});
}
std::uint64_t times(const Distribution& distribution, Verb verb, Answer answer) {
  return distribution[static_cast<std::size_t>(verb)][static_cast<std::size_t>(answer)];
}

// A search over nothing shows nothing: every operation was tried, and each kind of answer
// was given.
void expect_variety(const Distribution& seen) {
  for (std::size_t verb = 0; verb < seen.size(); ++verb) {
    const auto each = static_cast<Verb>(verb);
    if (each == Verb::plain_get || each == Verb::plain_set) continue;
    EXPECT_GT(times(seen, each), 100U) << row(each).word;
  }
  const auto slept = [&seen](Answer answer) {
    return times(seen, Verb::wait, answer) + times(seen, Verb::wait_a_while, answer);
  };
  for (const Answer answer :
       {Answer::ok, Answer::not_equal, Answer::timed_out, Answer::terminated, Answer::range_error})
    EXPECT_GT(slept(answer), 10U) << kAnswerNames[static_cast<std::size_t>(answer)];
  EXPECT_GT(times(seen, Verb::grow, Answer::done), 10U);
  EXPECT_GT(times(seen, Verb::grow, Answer::range_error), 10U);
}

void expect_nothing_found(std::uint64_t seed, int programs) {
  const ProgramEngine engine = the_engine();
  const Search search = property::search(engine, {.seed = seed, .programs = programs});
  std::cout << search.programs << " programs on " << engine.name << "\n"
            << text_of(search.distribution);
  EXPECT_EQ(search.found.has_value(), false);
  if (!search.found) return expect_variety(search.distribution);
  const auto& [program, outcome] = *search.found;
  ADD_FAILURE() << told(program, outcome) << "\nsaved as "
                << save_regression(kRegressions, program, outcome, engine.name);
}

TEST(Programs, have_an_order) { expect_nothing_found(1, quick_programs()); }
TEST(ManyPrograms, have_an_order) { expect_nothing_found(2, 10 * quick_programs()); }

// The search is no better than what it finds: mutants of the core, each by a program of a
// few steps that fails again when it is read back.
TEST(ManyPrograms, show_mutants) {
  const ProgramEngine engine = the_engine();
  const std::filesystem::path folder =
      testing::TempDir() + "regressions-" + std::string(engine.name);
  std::filesystem::remove_all(folder);
  for (const Mutant mutant : mutants_to_find()) {
    const Search search = property::search(engine, {.mutant = mutant, .programs = 2000});
    EXPECT_EQ(search.found.has_value(), true) << name(mutant) << " survives";
    if (!search.found) continue;
    const auto& [program, outcome] = *search.found;
    std::cout << name(mutant) << " after " << search.programs << " programs: " << text_of(program)
              << "\n  " << outcome.defect << "\n";
    std::size_t steps = 0;
    for (const auto& agent : program.agents) steps += agent.size();
    // On threads a smaller program may have passed by chance.
    if (engine.repeats) {
      EXPECT_LE(steps, 6U) << text_of(program);
    }
    EXPECT_NE(save_regression(folder, program, outcome, engine.name), "");
  }
  for (const Regression& each : read_regressions(folder)) EXPECT_EQ(each.error, "") << each.name;
}

}  // namespace
}  // namespace assay::property

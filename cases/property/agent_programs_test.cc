// Random programs of three agents on real threads: whatever they do, nothing is lost, every
// count is exact, nothing is left.
//
// A failure shrinks to a few steps. One line replays it: ASSAY_AGENT_PROGRAM='post 1 0 | |'
// before the program with --gtest_filter=AgentProgram.asked_for.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdlib>
#include <iostream>

#include "cases/property/agent_program_case.h"
#include "harness/engines/native/native_runner.h"
#include "harness/engines/native/native_world.h"

namespace assay::property {

inline std::ostream& operator<<(std::ostream& out, const AgentStep& step) {
  return out << kDeeds[static_cast<std::size_t>(step.deed)] << " " << step.x << " " << step.y;
}

namespace {

constexpr std::uint64_t kExecutions = 5;  // of a program

// A sentence that the core broke; empty: none.
std::string defect_of(const AgentProgram& program, Mutant mutant, std::uint64_t executions,
                      AgentTally& tally) {
  AgentProgramRun run{.program = program};
  AgentProgramRun::current() = &run;
  const CheckResult result =
      run_on_threads(case_entry<AgentProgramCase<NativeWorld>>(),
                     {.engine = Engine::native, .mutant = mutant, .executions = executions});
  AgentProgramRun::current() = nullptr;
  tally = run.tally;
  if (run.defect != nullptr) return run.defect.load();
  if (result.counterexample)
    return result.counterexample->kind + ": " + result.counterexample->message;
  return result.completed == executions ? "" : "not every execution ended " + result.message;
}

rc::Gen<AgentProgram> programs() {
  std::vector<Deed> all;
  for (int i = 0; i < static_cast<int>(Deed::kCount); ++i) all.push_back(static_cast<Deed>(i));
  // What meets: messages and who reads them, waits and notifies. The end of an agent, or of
  // a port, cuts short what follows, so it is rare.
  const auto deed = rc::gen::weightedOneOf<Deed>(
      {{2, rc::gen::elementOf(all)},
       {3, rc::gen::element(Deed::post, Deed::post_copy, Deed::broadcast, Deed::receive,
                            Deed::receive, Deed::keep)},
       {3, rc::gen::element(Deed::wait_a_while, Deed::wait_async, Deed::wait_async_a_while,
                            Deed::notify, Deed::notify, Deed::store)}});
  const auto step = rc::gen::build<AgentStep>(
      rc::gen::set(&AgentStep::deed, deed),
      rc::gen::set(&AgentStep::x, rc::gen::element<std::size_t>(0, 0, 1, 2)),
      rc::gen::set(&AgentStep::y, rc::gen::element<std::size_t>(0, 1, 2, 3, 3)));
  constexpr int kMostSteps = 8;
  const auto agent = rc::gen::resize(kMostSteps, rc::gen::container<std::vector<AgentStep>>(step));
  return rc::gen::container<AgentProgram>(agent);
}

struct AgentSearch {
  int programs = 0;
  AgentTally tally;
  AgentProgram program;
  std::string defect;  // empty: none was found
};

AgentSearch search_agents(Mutant mutant, std::uint64_t seed, int programs_at_most) {
  AgentSearch result;
  const auto property = [&] {
    const AgentProgram program = *programs();
    // What fails by chance has to fail again, or shrinking would lose it.
    const std::uint64_t executions = kExecutions * (result.defect.empty() ? 1 : 20);
    AgentTally tally;
    const std::string defect = defect_of(program, mutant, executions, tally);
    if (result.defect.empty()) {
      ++result.programs;
      for (std::size_t i = 0; i < tally.deeds.size(); ++i) result.tally.deeds[i] += tally.deeds[i];
      for (const auto member :
           {&AgentTally::delivered, &AgentTally::undelivered, &AgentTally::woken, &AgentTally::ok,
            &AgentTally::timed_out, &AgentTally::not_equal, &AgentTally::inspected,
            &AgentTally::closed, &AgentTally::terminated})
        result.tally.*member += tally.*member;
    }
    if (defect.empty()) return;
    result.program = program;  // the last that fails is the smallest
    result.defect = defect;
    RC_FAIL(defect);
  };
  rc::detail::TestParams parameters;
  parameters.seed = seed;
  parameters.maxSuccess = programs_at_most;
  (void)rc::detail::checkTestable(property, rc::detail::TestMetadata{}, parameters);
  return result;
}

std::string told(const AgentSearch& search) {
  return search.defect + "\nreplay: ASSAY_AGENT_PROGRAM='" + text_of(search.program) + "' " +
         testing::internal::GetArgvs()[0] + " --gtest_filter=AgentProgram.asked_for";
}

void expect_nothing_found(std::uint64_t seed, int programs_at_most) {
  const AgentSearch search = search_agents(Mutant::kNone, seed, programs_at_most);
  std::cout << search.programs << " programs of agents, " << kExecutions << " executions each\n"
            << text_of(search.tally);
  ASSERT_EQ(search.defect, "") << told(search);
  // A search over nothing shows nothing: of many programs each deed was tried, and each
  // kind of answer given.
  const std::uint64_t few = static_cast<std::uint64_t>(programs_at_most) / 30;
  for (std::size_t i = 0; i < search.tally.deeds.size(); ++i)
    EXPECT_GT(search.tally.deeds[i], few) << kDeeds[i];
  for (const auto member : {&AgentTally::delivered, &AgentTally::undelivered, &AgentTally::woken,
                            &AgentTally::ok, &AgentTally::timed_out, &AgentTally::inspected,
                            &AgentTally::closed, &AgentTally::terminated})
    EXPECT_GT(search.tally.*member, few);
}

TEST(AgentPrograms, lose_nothing_and_leave_nothing) { expect_nothing_found(1, 30); }
TEST(ManyPrograms, of_agents_lose_nothing_and_leave_nothing) { expect_nothing_found(2, 400); }

// The search is no better than what it finds.
TEST(ManyPrograms, of_agents_show_mutants) {
  for (const Mutant mutant :
       {Mutant::mail_newest_first, Mutant::undelivered_keeps_references,
        Mutant::teardown_keeps_letters, Mutant::teardown_keeps_wrappers, Mutant::broadcast_moves,
        Mutant::transfer_copies, Mutant::owned_bytes_not_zero, Mutant::counts_withdrawn,
        Mutant::timeout_truncated}) {
    const AgentSearch search = search_agents(mutant, 3, 1000);
    EXPECT_NE(search.defect, "") << name(mutant) << " survives";
    std::cout << name(mutant) << " after " << search.programs
              << " programs: " << text_of(search.program) << "\n  " << search.defect << "\n";
  }
}

TEST(AgentProgram, asked_for) {
  const char* const asked = std::getenv("ASSAY_AGENT_PROGRAM");
  const auto program = parse_agent_program(asked == nullptr ? "post 1 0 | receive 0 0 |" : asked);
  ASSERT_EQ(program.has_value(), true) << asked;
  AgentTally tally;
  EXPECT_EQ(defect_of(*program, Mutant::kNone, 200 * kExecutions, tally), "");
}

TEST(AgentProgram, is_read_as_it_is_written) {
  for (const char* const text :
       {" |  | ", "post 1 0; notify 0 3 | waitAsync 1 2 | terminate 0 0; letGo 2 1"}) {
    const auto program = parse_agent_program(text);
    ASSERT_EQ(program.has_value(), true) << text;
    EXPECT_EQ(text_of(*program), text);
  }
  for (const char* const text :
       {"fly 1 0", "post 1", "post 3 0", "post 1 4", "post 1 0 0", "|||post 0 0"})
    EXPECT_EQ(parse_agent_program(text).has_value(), false) << text;
}

}  // namespace
}  // namespace assay::property

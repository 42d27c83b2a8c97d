// Generated tests are critical: sequential consistency forbids each, and weaker models
// tell them apart; and there is one of a kind.
#include "harness/program/generate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "harness/engines/axiomatic/judge_run.h"
#include "harness/program/parse.h"
#include "harness/program/print.h"

namespace assay::axiomatic {
namespace {

using litmus::Flavour;
using litmus::Model;
using litmus::Program;

std::set<std::string> shapes(std::size_t size, std::size_t agents) {
  std::set<std::string> names;
  for (const Program& program : litmus::generate(size, agents, Flavour::js))
    names.insert(program.name.substr(0, program.name.rfind('+')));
  return names;
}

TEST(Generate, makes_the_shapes_of_the_literature) {
  EXPECT_THAT(shapes(4, 2), testing::UnorderedElementsAre("MP", "SB", "LB", "S", "R", "2+2W"));
  EXPECT_THAT(shapes(6, 4), testing::IsSupersetOf({"WRC", "RWC", "ISA2", "3.SB", "3.LB", "IRIW",
                                                   "W+RWC", "Z6.3", "Z6.5"}));
}

TEST(Generate, makes_each_test_once_and_readable) {
  for (const Flavour flavour : {Flavour::js, Flavour::c}) {
    std::set<std::string> names;
    std::set<std::string> outcomes;
    const auto programs = litmus::generate(5, 3, flavour);
    for (const Program& program : programs) {
      names.insert(program.name);
      const auto read = litmus::read_program(litmus::print(program));
      ASSERT_EQ(std::holds_alternative<Program>(read), true) << litmus::print(program);
      ASSERT_EQ(std::get<Program>(read) == program, true) << litmus::print(program);
    }
    EXPECT_EQ(names.size(), programs.size());
    EXPECT_EQ(programs == litmus::generate(5, 3, flavour), true);
  }
  // Two agents, four accesses, each plain or atomic: 16 of each shape, but 10 of those that
  // are the same after half a turn.
  EXPECT_EQ(litmus::generate(4, 2, Flavour::js).size(), 3U * 16 + 3 * 10);
}

TEST(Generate, makes_what_sequential_consistency_forbids) {
  std::size_t weak_in_es = 0;
  std::size_t weak_in_tso = 0;
  const auto programs = litmus::generate(6, 3, Flavour::js);
  for (const Program& program : programs) {
    EXPECT_EQ(judge_program(program, Model::sc, {}).positive, 0U) << program.name;
    weak_in_es += judge_program(program, Model::es, {}).positive > 0 ? 1U : 0U;
    weak_in_tso += judge_program(program, Model::tso, {}).positive > 0 ? 1U : 0U;
  }
  EXPECT_GT(weak_in_es, weak_in_tso);
  EXPECT_GT(weak_in_tso, 0U);
  // All atomic is sequentially consistent; SB is what x86 shows.
  for (const Program& program : programs) {
    const std::string kinds = program.name.substr(program.name.rfind('+'));
    if (kinds.find("un") == std::string::npos) {
      EXPECT_EQ(judge_program(program, Model::es, {}).positive, 0U) << program.name;
    }
    if (program.name == "SB+un.un.un.un") {
      EXPECT_NE(judge_program(program, Model::tso, {}).positive, 0U);
    }
  }
}

}  // namespace
}  // namespace assay::axiomatic

// The axiomatic engine against enumerators that are naive on purpose.
//
// The idea: a model is easy to state and hard to enumerate fast, so it is stated again,
// slowly: as the letter of ECMA-262 with every memory order tried, as RC11's relations
// with every modification order, and sequential consistency and x86-TSO as machines.
// On random programs all have to agree; and a model with an axiom left out must not.
#include <gtest/gtest.h>

#include <cstdlib>

#include "cases/second_opinion/small_program.h"
#include "harness/engines/axiomatic/axiomatic.h"
#include "harness/engines/axiomatic/model.h"
#include "harness/program/parse.h"
#include "harness/program/source_error.h"

namespace assay::second_opinion {
namespace {

using axiomatic::Answer;
using axiomatic::Axiom;
using axiomatic::AxiomSet;
using litmus::Model;

// How many programs, and which: a nightly run sets its own.
std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}
const std::uint64_t kPrograms = setting("ASSAY_SECOND_OPINION_PROGRAMS", 20'000);
const std::uint64_t kSeed = setting("ASSAY_SECOND_OPINION_SEED", 1);

litmus::Code code_of(const SmallProgram& program) {
  const std::string text = litmus_text(program);
  const auto read = litmus::read_program(text);
  if (const auto* errors = std::get_if<litmus::SourceErrors>(&read)) {
    ADD_FAILURE() << litmus::to_text(errors->at(0), "random", text);
    return {};
  }
  return litmus::compile(std::get<litmus::Program>(read));
}

std::map<std::string, std::uint64_t> outcomes(const Answer& answer, const litmus::Code& code) {
  std::map<std::string, std::uint64_t> texts;
  for (const auto& [outcome, executions] : answer.outcomes)
    texts[litmus::to_text(outcome, code.registers)] = executions;
  return texts;
}

std::vector<std::string> keys(const std::map<std::string, std::uint64_t>& map) {
  std::vector<std::string> found;
  for (const auto& [key, value] : map) found.push_back(key);
  return found;
}

TEST(SecondOpinion, of_the_ecmascript_model_agrees) {
  std::mt19937_64 random(kSeed);
  std::uint64_t racy = 0;
  std::uint64_t weak = 0;
  for (std::uint64_t i = 0; i < kPrograms; ++i) {
    const SmallProgram program = random_javascript(random, i % 2 == 1);
    const litmus::Code code = code_of(program);
    const Answer answer = axiomatic::judge(code, Model::es);
    const Found found = by_es_axioms(program);
    ASSERT_EQ(answer.message, "") << litmus_text(program);
    ASSERT_EQ(outcomes(answer, code), found.outcomes) << "program " << i << ":\n"
                                                      << litmus_text(program);
    ASSERT_EQ(answer.executions, found.executions) << litmus_text(program);
    ASSERT_EQ(answer.data_race_free, !found.racy) << "program " << i << ":\n"
                                                  << litmus_text(program);
    racy += found.racy ? 1U : 0U;
    // Without data races, sequential consistency; with them, at least that.
    const Answer sc = axiomatic::judge(code, Model::sc);
    const auto sequential = keys(outcomes(sc, code));
    ASSERT_EQ(sequential, keys(by_interleaving(program).outcomes)) << litmus_text(program);
    const auto allowed = keys(found.outcomes);
    if (!found.racy)
      ASSERT_EQ(allowed, sequential) << litmus_text(program);
    else
      weak += allowed != sequential ? 1U : 0U;
  }
  // The programs are worth asking about.
  EXPECT_GT(racy, kPrograms / 10);
  EXPECT_GT(kPrograms - racy, kPrograms / 100);
  EXPECT_GT(weak, kPrograms / 50);
}

TEST(SecondOpinion, of_x86_tso_agrees) {
  std::mt19937_64 random(kSeed + 1);
  std::uint64_t weak = 0;
  for (std::uint64_t i = 0; i < kPrograms; ++i) {
    const SmallProgram program =
        i % 2 == 0 ? random_javascript(random, i % 4 == 2) : random_c(random);
    const litmus::Code code = code_of(program);
    const auto allowed = keys(outcomes(axiomatic::judge(code, Model::tso), code));
    const auto sequential = keys(outcomes(axiomatic::judge(code, Model::sc), code));
    ASSERT_EQ(allowed, keys(by_store_buffers(program).outcomes)) << litmus_text(program);
    ASSERT_EQ(sequential, keys(by_interleaving(program).outcomes)) << litmus_text(program);
    weak += allowed != sequential ? 1U : 0U;
  }
  EXPECT_GT(weak, kPrograms / 1000);
}

TEST(SecondOpinion, of_rc11_agrees) {
  std::mt19937_64 random(kSeed + 2);
  std::uint64_t racy = 0;
  for (std::uint64_t i = 0; i < kPrograms; ++i) {
    const SmallProgram program = random_c(random);
    const litmus::Code code = code_of(program);
    const Answer answer = axiomatic::judge(code, Model::rc11);
    const Found found = by_rc11_axioms(program);
    ASSERT_EQ(outcomes(answer, code), found.outcomes) << "program " << i << ":\n"
                                                      << litmus_text(program);
    ASSERT_EQ(answer.executions, found.executions) << litmus_text(program);
    ASSERT_EQ(answer.data_race_free, !found.racy) << litmus_text(program);
    racy += found.racy ? 1U : 0U;
  }
  EXPECT_GT(racy, kPrograms / 20);
}

// What orders less has more executions in a circle.
void relax(SmallProgram& program) {
  for (Agent& agent : program.agents)
    for (Operation& op : agent)
      if (op.order != Order::plain && op.what != What::fence)
        op.order = op.failure = Order::relaxed;
}

// C++20 without RC11's ban of thin air: more outcomes, and the same where none is in a
// circle.
TEST(SecondOpinion, of_c20_agrees) {
  std::mt19937_64 random(kSeed + 3);
  std::uint64_t buffered = 0;
  for (std::uint64_t i = 0; i < kPrograms; ++i) {
    SmallProgram program = random_c(random);
    if (i % 2 == 1) relax(program);
    const litmus::Code code = code_of(program);
    const Answer answer = axiomatic::judge(code, Model::c20);
    const Found found = by_c20_axioms(program);
    ASSERT_EQ(outcomes(answer, code), found.outcomes) << "program " << i << ":\n"
                                                      << litmus_text(program);
    ASSERT_EQ(answer.executions, found.executions) << litmus_text(program);
    buffered += found.executions != by_rc11_axioms(program).executions ? 1U : 0U;
  }
  EXPECT_GT(buffered, kPrograms / 5000);
}

// Whether some random program tells a model with these axioms from the second opinion.
template <class Draw, class Second>
bool killed(Model model, AxiomSet axioms, Draw draw, Second second) {
  std::mt19937_64 random(kSeed);
  axiomatic::Limits limits;
  limits.axioms = axioms;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const SmallProgram program = draw(random, i);
    const litmus::Code code = code_of(program);
    if (outcomes(axiomatic::judge(code, model, limits), code) != second(program).outcomes)
      return true;
  }
  return false;
}

TEST(SecondOpinion, kills_every_mutant_of_the_ecmascript_model) {
  const AxiomSet whole = axiomatic::memory_model(Model::es).axioms;
  const auto draw = [](std::mt19937_64& random, std::uint64_t i) {
    return random_javascript(random, i % 2 == 1);
  };
  for (const Axiom axiom :
       {Axiom::read_not_earlier, Axiom::read_latest, Axiom::tear_free, Axiom::atomics_synchronized,
        Axiom::atomics_before_read, Axiom::atomics_after_write})
    EXPECT_EQ(killed(Model::es, axiomatic::without(whole, axiom), draw, by_es_axioms), true)
        << "without " << axiomatic::name(axiom);
  for (const Axiom axiom : {Axiom::init_synchronizes, Axiom::atomics_any_order})
    EXPECT_EQ(killed(Model::es, whole | axiom, draw, by_es_axioms), true)
        << "with " << axiomatic::name(axiom);
  EXPECT_EQ(killed(
                Model::es, whole,
                [&](std::mt19937_64& random, std::uint64_t) {
                  SmallProgram none;
                  none.agents = {{Operation{}}};
                  random.discard(1);
                  return none;
                },
                by_es_axioms),
            false);
}

TEST(SecondOpinion, kills_every_mutant_of_rc11) {
  const AxiomSet whole = axiomatic::memory_model(Model::rc11).axioms;
  const auto draw = [](std::mt19937_64& random, std::uint64_t) { return random_c(random); };
  for (const Axiom axiom : {Axiom::write_write, Axiom::read_read, Axiom::write_read,
                            Axiom::read_write, Axiom::atomicity, Axiom::seq_cst})
    EXPECT_EQ(killed(Model::rc11, axiomatic::without(whole, axiom), draw, by_rc11_axioms), true)
        << "without " << axiomatic::name(axiom);
}

TEST(SecondOpinion, kills_the_mutants_of_the_machines) {
  const auto draw = [](std::mt19937_64& random, std::uint64_t) { return random_c(random); };
  const auto weaker = [&](Model model, auto machine) {
    std::mt19937_64 random(kSeed);
    axiomatic::Limits limits;
    limits.axioms = axiomatic::without(axiomatic::memory_model(model).axioms, Axiom::memory_order);
    for (std::uint64_t i = 0; i < 2'000; ++i) {
      const SmallProgram program = draw(random, i);
      const litmus::Code code = code_of(program);
      if (keys(outcomes(axiomatic::judge(code, model, limits), code)) !=
          keys(machine(program).outcomes))
        return true;
    }
    return false;
  };
  EXPECT_EQ(weaker(Model::sc, by_interleaving), true);
  EXPECT_EQ(weaker(Model::tso, by_store_buffers), true);
}

}  // namespace
}  // namespace assay::second_opinion

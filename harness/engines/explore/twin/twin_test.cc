// The engine and its twin, the enumerator, on random programs: the same set of executions,
// each once; the same answer to "is there a race?" and "is there a deadlock?".
//
// The seed is fixed. ASSAY_TWIN_SEED gives another one, ASSAY_TWIN_PROGRAMS another number
// of programs; seed 0 stands for one that was never used before. Every failure prints its
// program, made as small as it gets, which needs no seed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <random>

#include "harness/engines/explore/twin/enumerator.h"
#include "harness/engines/explore/twin/explorer.h"

namespace assay::explore::twin {
namespace {

std::uint64_t number_of(const char* variable, std::uint64_t otherwise) {
  const char* const text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

std::uint64_t first_seed() {
  static const std::uint64_t kSeed = [] {
    const std::uint64_t asked = number_of("ASSAY_TWIN_SEED", 1);
    return asked != 0 ? asked : std::uint64_t{std::random_device{}()} << 20U;
  }();
  return kSeed;
}

// Each of the twenty ways in turn: model, policy, listing.
Way way_of(std::uint64_t i) {
  return {.model = i % 2 == 0 ? Model::rc11 : Model::sc,
          .policy = static_cast<Policy>(i / 2 % 5),
          .reversed = i / 10 % 2 == 1};
}
std::string text_of(const Way& way) {
  return std::string(way.model == Model::rc11 ? "rc11" : "sc") + ", policy " +
         std::to_string(static_cast<int>(way.policy)) + (way.reversed ? ", reversed" : "");
}

// Empty: the two agree.
using Disagreement = std::function<std::string(const Program&, const Way&)>;

std::string difference(const std::set<Execution>& engine, const std::set<Execution>& twin) {
  const auto only_in = [](const std::set<Execution>& a, const std::set<Execution>& b) {
    std::vector<Execution> only;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only));
    return only;
  };
  const auto extra = only_in(engine, twin);
  const auto missing = only_in(twin, engine);
  if (extra.empty() && missing.empty()) return {};
  std::string text =
      std::to_string(engine.size()) + " executions, not " + std::to_string(twin.size());
  if (!missing.empty()) text += "; not visited:" + missing.front().text();
  if (!extra.empty()) text += "; forbidden:" + extra.front().text();
  return text;
}

std::string unequal_sets(const Program& program, const Way& way) {
  const Explored engine = explore(program, way);
  if (!engine.trouble.empty()) return engine.trouble;
  if (!engine.defect.empty()) return "a defect: " + engine.defect;
  if (engine.duplicates != 0) return std::to_string(engine.duplicates) + " executions came twice";
  return difference(engine.complete, enumerate(program, way.model).complete);
}

std::string unequal_races(const Program& program, const Way& way) {
  const Explored engine = explore(program, way);
  const Enumeration twin = enumerate(program, way.model);
  if (!engine.trouble.empty()) return engine.trouble;
  if (twin.has_race) return engine.defect == "data race" ? "" : "no race was reported";
  if (!engine.defect.empty()) return "a defect that is none: " + engine.defect;
  return difference(engine.complete, twin.complete);
}

std::string unequal_deadlocks(const Program& program, Way way) {
  way.patient = true;
  const Explored engine = explore(program, way);
  if (!engine.trouble.empty()) return engine.trouble;
  const Enumeration twin = enumerate(program, way.model);
  if (engine.defect.empty())
    return twin.has_deadlock || twin.has_livelock ? "agents that are stuck were not reported" : "";
  const bool is_one = engine.defect == "deadlock" ? twin.has_deadlock : twin.has_livelock;
  if (!is_one || (engine.defect != "deadlock" && engine.defect != "livelock"))
    return "a defect that is none: " + engine.defect;
  return {};
}

// The smallest program on which they still disagree.
Program shrunk(Program program, const Way& way, const Disagreement& disagreement) {
  for (bool is_smaller = true; is_smaller;) {
    is_smaller = false;
    for (const Program& other : simpler(program))
      if (!disagreement(other, way).empty()) {
        program = other;
        is_smaller = true;
        break;
      }
  }
  return program;
}

void compare(std::uint64_t programs, Taste taste, const Disagreement& disagreement) {
  programs = number_of("ASSAY_TWIN_PROGRAMS", programs);
  std::uint64_t agreed = 0;
  for (std::uint64_t i = 0; i < programs; ++i) {
    const Program program = random_program(first_seed() + i, taste);
    const Way way = way_of(i);
    if (disagreement(program, way).empty()) {
      ++agreed;
      continue;
    }
    const Program smallest = shrunk(program, way, disagreement);
    ADD_FAILURE() << disagreement(smallest, way) << "\nprogram, under " << text_of(way) << ":"
                  << "\n  " << smallest.text() << "\nfrom seed " << first_seed() + i;
    break;
  }
  EXPECT_EQ(agreed, programs);
}

TEST(Twin, ProgramsAreReadAsTheyArePrinted) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Program program = random_program(seed, {.has_plain = true, .has_awaits = true});
    std::erase_if(program.agents, [](const auto& agent) { return agent.empty(); });
    EXPECT_EQ(Program::parse(program.text()), program) << program.text();
  }
}

TEST(Twin, TheSameExecutions) { compare(1000, {}, unequal_sets); }
TEST(Twin, TheSameExecutionsWithAwaits) { compare(600, {.has_awaits = true}, unequal_sets); }
TEST(Twin, TheSameRaces) { compare(600, {.has_plain = true}, unequal_races); }
TEST(Twin, TheSameRacesWithAwaits) {
  compare(300, {.has_plain = true, .has_awaits = true}, unequal_races);
}
TEST(Twin, TheSameDeadlocks) { compare(300, {.has_awaits = true}, unequal_deadlocks); }

// Programs that show one clause of the model each, and are rare among random ones.
struct Witness {
  const char* clause;
  const char* program;
};
constexpr Witness kWitnesses[] = {
    {"a release fence", "Wna x1; Frel; Wrlx y1 | Racq y; if (last == 1) Rna x"},
    {"an acquire fence", "Wna x1; Wrel y1 | Rrlx y; Facq; if (last == 1) Rna x"},
    {"an acquire fence does not release", "Wna x1; Facq; Wrlx y1 | Racq y; if (last == 1) Rna x"},
    {"a release fence does not acquire", "Wna x1; Wrel y1 | Rrlx y; Frel; if (last == 1) Rna x"},
    {"a release sequence", "Wna x1; Wrel y1 | RMW+rlx y1 | Racq y; if (last == 2) Rna x"},
    {"a write of another agent ends it",
     "Wrlx x1; Wrel y1 | Rrlx y; Wrlx y2 | Racq y; if (last == 2) Rrlx x"},
    {"a later write of the same agent ends it",
     "Wna x1; Wrel y1; Wrlx y2 | Racq y; if (last == 2) Rna x"},
    {"a failure order", "Wna x1; Wrel y1 | CASacq/rlx y0->2; if (last == 1) Rna x"},
    {"a race with what was read before", "Rna x; Wrlx y1 | Rrlx y; if (last == 1) Wrlx x1"},
    {"such a race of a read-modify-write", "Rna x; Wrlx y1 | Rrlx y; if (last == 1) RMW+rlx x1"},
    {"a race of an older source only", "Wna x1; Wrel x2 | Racq x"},
    {"po ; hb ; po", "Wsc x1; Wrel y1 | Racq y; Rsc z | Wsc z1; Rsc x"},
    {"po ; hb ; po beside fences", "Wsc x1; Wrel y1 | Racq y; Rsc z | Wsc z1; Rsc x | Fsc"},
    {"po at one location is not elsewhere", "Wsc x1; Wrel x2 | Racq x; Rsc z | Wsc z1; Rsc x"},
    {"the same beside fences", "Wsc x1; Wrel x2 | Racq x; Rsc z | Wsc z1; Rsc x | Fsc"},
    {"hb at one location beside fences", "Wsc x1 | Wsc y1; Fsc | Rsc x; Rsc y | Rsc y; Rsc x"},
    {"hb between fences", "Wrlx x1; Fsc; Wrlx y1 | Rrlx y; Fsc; Rrlx z | Wrlx z1; Fsc; Rrlx x"},
    {"eco between fences", "Wrlx x1; Fsc; Wrlx y1 | Wrlx y2; Fsc; Rrlx x"},
    {"hb into a fence", "Wsc x1 | Rsc x; Wrel y1 | Racq y; Fsc; Rrlx z | Wrlx z1; Fsc; Rrlx x"},
};

TEST(Twin, EachClauseHasAWitness) {
  for (const auto& [clause, text] : kWitnesses)
    for (std::uint64_t i = 0; i < 20; ++i)
      EXPECT_EQ(unequal_races(Program::parse(text), way_of(i)), "")
          << clause << ": " << text << "\nunder " << text_of(way_of(i));
}

}  // namespace
}  // namespace assay::explore::twin

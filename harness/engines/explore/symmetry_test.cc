// One execution of those that only exchange agents that are alike: as many as there are
// orbits, which together have all executions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "harness/engines/explore/classic/futex_mutex.h"
#include "harness/engines/explore/classic/reader_writer_lock.h"
#include "harness/engines/explore/classic/ticket_lock.h"
#include "harness/engines/explore/classic/ttas_lock.h"
#include "harness/engines/explore/explore.h"
#include "harness/engines/explore/programs.h"

namespace assay::explore {
namespace {

using namespace programs;  // the rows read like the table

template <class Case>
CaseEntry alike(std::string_view letters) {
  CaseEntry entry = case_entry<Case>();
  entry.info.alike = letters;
  return entry;
}

// In all ways of scheduling and both models: what is visited stands for all there is, nothing
// twice; how many are visited does not depend on the way.
void expect_whole(const CaseEntry& entry) {
  for (const Model model : {Model::rc11, Model::sc}) {
    const Summary full = explore(entry, {}, {.model = model}).summary;
    std::uint64_t orbits = 0;
    for (const Policy policy : {Policy::writes_first, Policy::reads_first, Policy::left_to_right,
                                Policy::right_to_left, Policy::random}) {
      const Summary found =
          explore(entry, {},
                  {.model = model, .policy = policy, .symmetry = true, .remembers = true})
              .summary;
      EXPECT_EQ(found.trouble, "") << entry.info.name;
      EXPECT_EQ(found.stands_for, full.complete)
          << entry.info.name << ", policy " << static_cast<int>(policy);
      EXPECT_EQ(found.duplicates, 0U) << entry.info.name;
      if (orbits == 0) orbits = found.complete;
      EXPECT_EQ(found.complete, orbits)
          << entry.info.name << ", policy " << static_cast<int>(policy);
    }
  }
}

struct MixedAccesses {
  static constexpr CaseInfo kInfo{.name = "mixed", .claim = "-", .agents = 4, .alike = "abba"};
  atomic<int> x;
  atomic<int> y;
  void agent(int i) {
    if (i == 0 || i == 3) {
      (void)x.load(kRelaxed);
      y.store(1, kRelaxed);
    } else {
      if (y.load(kRelaxed) == 1) x.store(2, kRelaxed);
      x.fetch_add(1, kRelaxed);
    }
  }
};
struct Stores {
  static constexpr CaseInfo kInfo{.name = "stores", .claim = "-", .agents = 3, .alike = "aaa"};
  atomic<int> x;
  atomic<int> y;
  void agent(int) {
    x.store(1, kRelaxed);
    (void)y.load(kRelaxed);
    y.store(1, kRelaxed);
    (void)x.load(kRelaxed);
  }
};
struct Exchanges {
  static constexpr CaseInfo kInfo{.name = "exchanges", .claim = "-", .agents = 4, .alike = "aaab"};
  atomic<int> x;
  atomic<int> y;
  void agent(int i) {
    if (i == 3) {
      x.store(7, kRelaxed);
      y.store(x.load(kRelaxed), kRelaxed);
      return;
    }
    int expected = 0;
    if (!x.compare_exchange_strong(expected, 1, kRelaxed, kRelaxed)) (void)y.load(kRelaxed);
    x.exchange(y.load(kRelaxed), kRelaxed);
  }
};

TEST(Symmetry, CountsWholeOrbits) {
  expect_whole(alike<ainc<5>>("aaaaa"));
  expect_whole(alike<ainc<5>>("ababa"));
  expect_whole(alike<readers<6>>("-aaaaaa"));
  expect_whole(alike<readers<6>>("-ababab"));
  expect_whole(alike<ticket_lock<4>>("aaaa"));
  expect_whole(case_entry<MixedAccesses>());
  expect_whole(case_entry<Stores>());
  expect_whole(case_entry<Exchanges>());
}

// A random program: what the agents of each letter do, one after the other.
struct Operation {
  int verb = 0;
  int location = 0;
  std::memory_order order = kRelaxed;  // of loads and stores as far as they may have it
  int value = 0;
};
struct Random {
  static constexpr CaseInfo kInfo{.name = "random", .claim = "-", .agents = 4};
  static inline std::array<std::vector<Operation>, 2> programs;
  static inline std::string_view letters;
  std::array<atomic<int>, 2> all;
  void agent(int i) {
    int seen = 0;
    const auto which = letters[static_cast<std::size_t>(i)] == 'a' ? 0U : 1U;
    for (const Operation& one : programs[which]) {
      atomic<int>& x = all[static_cast<std::size_t>(one.location)];
      int expected = one.value;
      const bool is_sc = one.order == std::memory_order_seq_cst;
      switch (one.verb) {
        case 0:
        case 1:
          seen = x.load(is_sc ? one.order : kAcquire);
          break;
        case 2:
          x.store(one.value + seen, is_sc ? one.order : kRelease);
          break;
        case 3:
          x.store(one.value, kRelaxed);
          break;
        case 4:
          seen = x.fetch_add(1, one.order);
          break;
        case 5:
          x.compare_exchange_strong(expected, one.value + 1, one.order, kRelaxed);
          seen = expected;
          break;
        case 6:
          seen = x.exchange(one.value, one.order);
          break;
        case 7:
          if (ExploreWorld::choose(2) == 1) seen = x.load(kRelaxed);
          break;
        case 8:
          if (seen == 0) return;
          break;
        default:
          seen = x.load(kRelaxed);
      }
    }
  }
};

TEST(Symmetry, CountsWholeOrbitsOfRandomPrograms) {
  const char* const more = std::getenv("ASSAY_SYMMETRY_PROGRAMS");
  const int programs = more == nullptr ? 150 : std::atoi(more);
  std::uint64_t random = 1;
  const auto below = [&](unsigned n) {
    random = random * 6364136223846793005U + 1442695040888963407U;
    return static_cast<int>((random >> 33U) % n);
  };
  constexpr std::array kLetters{"aaa", "aab", "aba", "baa", "aabb", "abab", "aaaa", "aaab"};
  std::uint64_t left_out = 0;
  for (int i = 0; i < programs; ++i) {
    Random::letters = kLetters[static_cast<std::size_t>(below(kLetters.size()))];
    const bool is_large = Random::letters.size() == 4;
    std::string text;
    for (auto& program : Random::programs) {
      program.clear();
      for (int n = 1 + below(is_large ? 2 : 3); n-- > 0;) {
        constexpr std::array kOrders{kRelaxed, std::memory_order_acq_rel,
                                     std::memory_order_seq_cst};
        program.push_back({.verb = below(10),
                           .location = below(2),
                           .order = kOrders[static_cast<std::size_t>(below(kOrders.size()))],
                           .value = below(3)});
        const Operation& one = program.back();
        text += std::to_string(one.verb) + "/" + std::to_string(one.location) + "/" +
                std::to_string(one.value) + " ";
      }
      text += "| ";
    }
    CaseEntry entry = case_entry<Random>();
    entry.info.agents = static_cast<int>(Random::letters.size());
    entry.info.alike = Random::letters;
    const auto policy = static_cast<Policy>(below(5));
    const Model model = below(3) == 0 ? Model::sc : Model::rc11;
    const Options options{.model = model, .policy = policy, .seed = random, .remembers = true};
    Options symmetric = options;
    symmetric.symmetry = true;
    const Summary full = explore(entry, {}, options).summary;
    const Summary found = explore(entry, {}, symmetric).summary;
    ASSERT_EQ(found.trouble, "") << Random::letters << ": " << text;
    ASSERT_EQ(found.stands_for, full.complete) << Random::letters << ": " << text;
    ASSERT_EQ(found.duplicates, 0U) << Random::letters << ": " << text;
    left_out += full.complete - found.complete;
  }
  EXPECT_GT(left_out, 100U);
}

// -- verdicts ----------------------------------------------------------------------

using namespace classic;

template <class Case>
void expect_same_verdict(std::string_view letters) {
  const CaseEntry entry = alike<Case>(letters);
  const Exploration full = explore(entry, {}, {});
  const Exploration found = explore(entry, {}, {.symmetry = true});
  const CheckResult& wanted = full.result;
  EXPECT_EQ(found.result.verdict, wanted.verdict) << entry.info.name << found.result.message;
  ASSERT_EQ(found.result.counterexample.has_value(), wanted.counterexample.has_value());
  if (!wanted.counterexample) {
    EXPECT_EQ(found.summary.stands_for, full.summary.complete) << entry.info.name;
    return;
  }
  EXPECT_EQ(found.result.counterexample->kind, wanted.counterexample->kind) << entry.info.name;
  // Its path leads a replay to it, which knows nothing of symmetry.
  const Exploration again = explore(entry, {}, {}, {.path = found.path});
  ASSERT_EQ(again.result.counterexample.has_value(), true) << entry.info.name;
  EXPECT_EQ(again.result.counterexample->message, found.result.counterexample->message);
}

TEST(Symmetry, LeavesVerdictsAlone) {
  expect_same_verdict<classic::ticket_lock<TicketFlaw::none, 4>>("aaaa");
  expect_same_verdict<classic::ticket_lock<TicketFlaw::relaxed_unlock, 4>>("aaaa");
  expect_same_verdict<classic::ticket_lock<TicketFlaw::relaxed_wait, 4>>("aaaa");
  expect_same_verdict<classic::ticket_lock<TicketFlaw::lost_ticket, 4>>("aaaa");
  expect_same_verdict<ttas_lock<TtasFlaw::none, 3>>("aaa");
  expect_same_verdict<ttas_lock<TtasFlaw::relaxed_lock, 3>>("aaa");
  expect_same_verdict<ttas_lock<TtasFlaw::relaxed_unlock, 3>>("aaa");
  expect_same_verdict<ttas_lock<TtasFlaw::no_atomic_set, 3>>("aaa");
  expect_same_verdict<futex_mutex<FutexFlaw::none, 3>>("aaa");
  expect_same_verdict<futex_mutex<FutexFlaw::relaxed_slow_lock, 3>>("aaa");
  expect_same_verdict<futex_mutex<FutexFlaw::relaxed_unlock, 3>>("aaa");
  expect_same_verdict<futex_mutex<FutexFlaw::no_wake, 3>>("aaa");
  expect_same_verdict<futex_mutex<FutexFlaw::does_not_look_again, 3>>("aaa");
  expect_same_verdict<reader_writer_lock<ReaderWriterFlaw::none, 2>>("-aa");
  expect_same_verdict<reader_writer_lock<ReaderWriterFlaw::relaxed_read_unlock, 2>>("-aa");
  expect_same_verdict<reader_writer_lock<ReaderWriterFlaw::relaxed_read_lock, 2>>("-aa");
  expect_same_verdict<reader_writer_lock<ReaderWriterFlaw::writer_ignores_readers, 2>>("-aa");
}

// Not alike: what is declared is not believed.
struct TellsItsNumber {
  static constexpr CaseInfo kInfo{.name = "tells", .claim = "-", .agents = 2, .alike = "aa"};
  atomic<int> x;
  void agent(int me) {
    check(true, "reached");
    x.store(me);
  }
};
TEST(Symmetry, IsNotBelieved) {
  EXPECT_EQ(explore(case_entry<TellsItsNumber>(), {}, {}).result.verdict, Verdict::proved);
  const CheckResult result = explore(case_entry<TellsItsNumber>(), {}, {.symmetry = true}).result;
  EXPECT_EQ(result.verdict, Verdict::error);
  EXPECT_THAT(result.message, testing::HasSubstr("than an agent that it is declared alike"));
}

}  // namespace
}  // namespace assay::explore

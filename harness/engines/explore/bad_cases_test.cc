// Cases and tokens that are wrong: each is an answer that names what is, not a crash.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>

#include "harness/engines/explore/atomic.h"
#include "harness/engines/explore/explore.h"
#include "harness/engines/explore/stack_guard.h"
#include "harness/engines/explore/watchdog.h"

namespace assay::explore {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

using testing::AnyOf;
using testing::HasSubstr;

template <class Case>
CheckResult explored() {
  return explore(case_entry<Case>(), {}, {}).result;
}

struct AllocatesWithoutEnd {
  static constexpr CaseInfo kInfo{.name = "allocates", .claim = "-", .agents = 1};
  void agent(int) {
    for (;;) (void)new std::array<char, 1000>;
  }
};
TEST(BadCase, AllocatesWithoutEnd) {
  const CheckResult result = explored<AllocatesWithoutEnd>();
  ASSERT_EQ(result.verdict, Verdict::refuted);
  EXPECT_THAT(result.counterexample->message, HasSubstr("more than the arena has"));
}

struct Throws {
  static constexpr CaseInfo kInfo{.name = "throws", .claim = "-", .agents = 1};
  void agent(int) { throw std::runtime_error("out of ideas"); }
};
TEST(BadCase, Throws) {
  const CheckResult result = explored<Throws>();
  ASSERT_EQ(result.verdict, Verdict::refuted);
  EXPECT_EQ(result.counterexample->kind, "exception");
  EXPECT_THAT(result.counterexample->message, HasSubstr("out of ideas"));
}

struct DoesNothing {
  static constexpr CaseInfo kInfo{.name = "nothing", .claim = "-", .agents = 2};
  void agent(int) {}
};
TEST(BadCase, AssertsNothing) {
  const CheckResult result = explored<DoesNothing>();
  EXPECT_EQ(result.verdict, Verdict::unknown);
  EXPECT_EQ(result.reason, Reason::unreached);
}

struct Remembers {
  static constexpr CaseInfo kInfo{.name = "remembers", .claim = "-", .agents = 2};
  static inline int runs = 0;
  atomic<int> x;
  void agent(int me) {
    check(true, "reached");
    x.store(me == 0 ? ++runs : 1);
    (void)x.load();
  }
};
TEST(BadCase, DoesSomethingElseEachTime) {
  const CheckResult result = explored<Remembers>();
  EXPECT_EQ(result.verdict, Verdict::error);
  EXPECT_THAT(result.message, HasSubstr("the case is not deterministic: agent 0"));
}

// Goes down for ever, by frames larger than a page; `kAlone`: before the agents start.
template <bool kAlone>
struct Recurses {
  static constexpr CaseInfo kInfo{.name = "recurses", .claim = "-", .agents = 2};
  atomic<int> x;
  static int deeper(int depth) {
    std::array<char, 10'000> large{};
    volatile char* const first = large.data();
    *first = static_cast<char>(depth);
    return depth < 0 ? *first : deeper(depth + 1) + *first;
  }
  void before() {
    if (kAlone) x.store(deeper(0));
  }
  void agent(int me) {
    x.store(me);
    if (me == 1 && x.load() == 0) x.store(deeper(0));
  }
};
template <class Case>
void explore_guarded(const OtherFault& otherwise = {}) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  const StackGuard guard(
      Case::kInfo.name, STDERR_FILENO, 7,
      [](const std::string& sentence) { return "<" + sentence + ">"; }, otherwise);
  (void)explored<Case>();
}
TEST(BadCaseDeathTest, RecursesWithoutEnd) {
  EXPECT_EXIT(explore_guarded<Recurses<false>>(), testing::ExitedWithCode(7),
              "<recurses: agent 1 uses up its stack of 256 KiB: .*>\n$");
  EXPECT_EXIT(explore_guarded<Recurses<true>>(), testing::ExitedWithCode(7),
              "<recurses: what runs alone uses up the stack: ");
  EXPECT_EQ(Pulse::inside.load(), 0) << "it happened in another process";
}
// A fault of another kind is left to whoever knows of it, or has an answer of its own.
struct FollowsNothing {
  static constexpr CaseInfo kInfo{.name = "follows", .claim = "-", .agents = 1};
  int* volatile nowhere = nullptr;
  void agent(int) { *nowhere = 1; }
};
TEST(BadCaseDeathTest, FollowsANullPointer) {
  if (kSanitized) GTEST_SKIP() << "a sanitizer says it in its own way, and first";
  EXPECT_EXIT(explore_guarded<FollowsNothing>(), testing::KilledBySignal(SIGSEGV), "^$");
  EXPECT_EXIT(explore_guarded<FollowsNothing>({.line = "a fault", .exit_code = 8}),
              testing::ExitedWithCode(8), "^a fault\n$");
  EXPECT_EQ(Pulse::inside.load(), 0) << "it happened in another process";
}

// A failing case with a choice, a spawned agent and several writes: much that a token may say.
struct LosesAnUpdate {
  static constexpr CaseInfo kInfo{
      .name = "loses", .claim = "no update is lost", .agents = 2, .spawnable = 1};
  atomic<int> count;
  void agent(int me) {
    if (me == 1) {
      const auto child = ExploreWorld::spawn([this] { count.store(count.load() + 1); });
      if (ExploreWorld::choose(3) == 2) count.fetch_add(0);
      ExploreWorld::join(child);
    }
    count.store(count.load() + 1);
  }
  void after() { check(count.load() == 3, "an update was lost"); }
};

// Every damage of a path is found, or makes the path of another execution, which then is told
// by a path of its own.
TEST(BadToken, IsAnAnswerWhateverIsDamaged) {
  const CaseEntry entry = case_entry<LosesAnUpdate>();
  const std::string good = explore(entry, {}, {}).path;
  ASSERT_GE(good.size(), 8U);
  std::size_t refused = 0;
  for (std::size_t at = 0; at < good.size(); ++at)
    for (const std::string_view instead :
         {"", "a", "b", "c", "d", "F", "a0", "b0", "c0", "b7", "c1", "b18446744073709551616"}) {
      const std::string path = good.substr(0, at) + std::string(instead) + good.substr(at + 1);
      if (path.empty()) continue;
      const Exploration found = explore(entry, {}, {}, {.path = path});
      if (found.result.verdict == Verdict::error) {
        EXPECT_THAT(found.result.message, HasSubstr("the token's path does not fit the case"));
        ++refused;
      } else if (found.result.counterexample) {
        const Exploration again = explore(entry, {}, {}, {.path = found.path});
        EXPECT_EQ(again.path, found.path) << "of " << path;
        EXPECT_EQ(again.result.counterexample->message, found.result.counterexample->message);
      }
    }
  EXPECT_GT(refused, 50U);
}

}  // namespace
}  // namespace assay::explore

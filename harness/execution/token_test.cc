// The replay token: what it spells, that it comes back whole, and what each
// malformed one is told.
#include "harness/execution/token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace assay {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

CheckRequest parsed(std::string_view token) {
  const auto answer = parse_token(token);
  if (const auto* const wrong = std::get_if<UsageError>(&answer)) {
    ADD_FAILURE() << token << ": " << wrong->message;
    return {};
  }
  return std::get<CheckRequest>(answer);
}

// The error of a token that must be rejected.
std::string rejected(std::string_view token) {
  const auto answer = parse_token(token);
  if (const auto* const wrong = std::get_if<UsageError>(&answer)) return wrong->message;
  ADD_FAILURE() << "accepted: " << token;
  return {};
}

TEST(Token, spells_an_exact_replay_of_one_iteration) {
  CheckRequest request;
  request.case_name = "atomics_forbid_store_buffering";
  request.changes = {{Site::cell_store, Order::release}};
  request.schedule.at = 17;
  EXPECT_EQ(format_token(request),
            "relacy:atomics_forbid_store_buffering:cell.store=release:random@17");
  EXPECT_EQ(parsed(format_token(request)), request);
}

TEST(Token, spells_a_sampler_by_seed_and_executions) {
  CheckRequest request;
  request.case_name = "a_woken_agent_can_wait_again";
  request.engine = Engine::tsan;
  request.mutant = Mutant::touch_after_publish;
  request.schedule.seed = 7;
  request.executions = 2000;
  EXPECT_EQ(format_token(request),
            "tsan:a_woken_agent_can_wait_again:mutant=notify.touch_after_publish:seed7@2000");
  EXPECT_EQ(parsed(format_token(request)), request);
}

TEST(Token, nothing_changed_is_a_dash) {
  CheckRequest request;
  request.case_name = "MP+rel+acq";
  EXPECT_EQ(format_token(request), "relacy:MP+rel+acq:-:seed1@0");
  EXPECT_EQ(parsed(format_token(request)), request);
}

TEST(Token, changes_may_come_in_any_order_and_leave_sorted_by_site) {
  const CheckRequest request = parsed(
      "relacy:x:state.publish=relaxed,mutant=wait.not_equal_enqueues,cell.load=acquire:seed1@5");
  const std::vector<OrderChange> sorted{{Site::cell_load, Order::acquire},
                                        {Site::state_publish, Order::relaxed}};
  EXPECT_EQ(request.changes, sorted);
  EXPECT_EQ(request.mutant, Mutant::not_equal_stays_linked);
}

// All sites with all their orders, then requests made at random.
TEST(Token, every_request_comes_back) {
  std::mt19937_64 random(1);
  const auto below = [&random](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  for (int round = 0; round < 2000; ++round) {
    CheckRequest request;
    request.case_name = "case_" + std::to_string(below(1000));
    request.engine = kEngines[below(kEngines.size())];
    for (std::size_t i = 0; i < kSiteCount; ++i) {
      const Order order = kOrders[below(kOrders.size())];
      if (below(10) == 0 && allowed(kSites[i].operation, order))
        request.changes.push_back({static_cast<Site>(i), order});
    }
    if (below(2) == 0) request.mutant = static_cast<Mutant>(below(kMutants.size()));
    if (request.engine == Engine::relacy && below(2) == 0) {
      request.schedule.at = random() | 1U;
    } else if (request.engine == Engine::explore || request.engine == Engine::axiomatic) {
      if (request.engine == Engine::axiomatic || below(2) == 0)
        request.executions = random();
      else
        for (std::size_t steps = 1 + below(20); steps > 0; --steps)
          request.schedule.path += "abzAF"[below(5)] + std::to_string(below(30));
    } else {
      request.schedule.seed = random();
      request.executions = random();
    }
    ASSERT_EQ(parsed(format_token(request)), request) << format_token(request);
  }
}

TEST(Token, a_wrong_number_of_fields_is_rejected) {
  EXPECT_THAT(rejected(""), HasSubstr("1 fields, not the 4"));
  EXPECT_THAT(rejected("relacy:x:-"), HasSubstr("3 fields, not the 4"));
  EXPECT_THAT(rejected("relacy:x:-:seed1@2:"), HasSubstr("5 fields, not the 4"));
}

TEST(Token, an_unknown_name_is_told_the_nearest_ones) {
  EXPECT_EQ(rejected("relacey:x:-:seed1@2"), "unknown engine 'relacey': did you mean relacy?");
  EXPECT_EQ(rejected(":x:-:seed1@2"),
            "unknown engine '': known are native, tsan, relacy, explore, axiomatic");
  EXPECT_EQ(rejected("relacy:x:cell.stor=release:seed1@2"),
            "unknown site 'cell.stor': did you mean cell.store?");
  EXPECT_EQ(rejected("relacy:x:nowhere.near=release:seed1@2"),
            "unknown site 'nowhere.near': harness/world/sites.def lists them");
  EXPECT_EQ(rejected("relacy:x:cell.store=relase:seed1@2"),
            "unknown order 'relase': did you mean release, relaxed?");
  EXPECT_EQ(rejected("relacy:x:mutant=ref.upgrade_check:seed1@2"),
            "unknown mutant 'ref.upgrade_check': did you mean ref.upgrade_then_check?");
}

TEST(Token, an_order_that_the_operation_cannot_have_is_rejected) {
  EXPECT_EQ(
      rejected("relacy:x:cell.store=acquire:seed1@2"),
      "cell.store is a store and cannot be acquire: its orders are relaxed, release, seq_cst");
  EXPECT_THAT(rejected("relacy:x:cell.load=release:seed1@2"), HasSubstr("cannot be release"));
  EXPECT_THAT(rejected("relacy:x:cell.cas.fail=acq_rel:seed1@2"), HasSubstr("cannot be acq_rel"));
}

TEST(Token, nothing_is_changed_twice) {
  EXPECT_EQ(rejected("relacy:x:cell.store=release,cell.store=relaxed:seed1@2"),
            "site cell.store is changed twice");
  EXPECT_THAT(rejected("relacy:x:mutant=wait.park_without_loop,mutant=terminate.ignored:seed1@2"),
              HasSubstr("second mutant"));
}

TEST(Token, malformed_parts_are_rejected) {
  EXPECT_THAT(rejected("relacy::-:seed1@2"), HasSubstr("case name ''"));
  EXPECT_THAT(rejected("relacy:a b:-:seed1@2"), HasSubstr("case name 'a b'"));
  EXPECT_THAT(rejected("relacy:x::seed1@2"), HasSubstr("malformed change ''"));
  EXPECT_THAT(rejected("relacy:x:cell.store:seed1@2"), HasSubstr("not SITE=ORDER"));
  EXPECT_THAT(rejected("relacy:x:cell.store=a=b:seed1@2"), HasSubstr("not SITE=ORDER"));
  EXPECT_THAT(rejected("relacy:x:-,cell.store=release:seed1@2"), HasSubstr("malformed change '-'"));
}

TEST(Token, malformed_schedules_are_rejected) {
  for (const std::string_view schedule : {"",
                                          "random",
                                          "random@",
                                          "random@0",
                                          "random@-1",
                                          "random@1x",
                                          "random@ 1",
                                          "seed@5",
                                          "seed1",
                                          "seed1@",
                                          "seed1@5@6",
                                          "seed-1@5",
                                          "seed1@+5",
                                          "Random@1",
                                          "random@18446744073709551616",
                                          "seed18446744073709551616@1",
                                          "path@",
                                          "path@1a",
                                          "path@aG",
                                          "all@",
                                          "all@x"})
    EXPECT_THAT(rejected("relacy:x:-:" + std::string(schedule)), HasSubstr("malformed schedule"));
  EXPECT_EQ(parsed("relacy:x:-:random@18446744073709551615").schedule.at, UINT64_MAX);
  EXPECT_THAT(rejected("tsan:x:-:random@5"), HasSubstr("tsan cannot replay an iteration"));
}

// An error goes to a terminal and to one line of a log, whatever the token was.
TEST(Token, an_error_is_one_bounded_line) {
  const std::string hostile =
      "relacy:x:a\nb\x1b[2J" + std::string(100'000, 'z') + "=release:seed1@2";
  EXPECT_THAT(rejected(hostile), AllOf(HasSubstr("a\\x0ab\\x1b"), Not(HasSubstr("\n"))));
  EXPECT_LT(rejected(hostile).size(), 200U);
}

TEST(ParseChange, stands_alone_for_the_command_line) {
  const OrderChange expected{Site::ref_dec, Order::release};
  EXPECT_EQ(std::get<OrderChange>(parse_change("ref.dec=release")), expected);
  EXPECT_EQ(std::get<UsageError>(parse_change("ref.dec")).message,
            "malformed change 'ref.dec': not SITE=ORDER");
}

TEST(ParseMutant, none_is_no_name_of_a_mutant) {
  EXPECT_EQ(std::get<Mutant>(parse_mutant("terminate.ignored")), Mutant::terminate_ignored);
  EXPECT_THAT(std::get<UsageError>(parse_mutant("none")).message, HasSubstr("unknown mutant"));
}

TEST(DidYouMean, names_at_most_three_the_nearest_first) {
  EXPECT_EQ(did_you_mean("abcd", {"abce", "abxx", "abcdx", "abcde", "zzzz"}),
            "did you mean abcde, abcdx, abce?");
  EXPECT_EQ(did_you_mean("abcd", {"abxx"}), "did you mean abxx?");
  EXPECT_EQ(did_you_mean("abcd", {"wxyz"}), "");
  EXPECT_EQ(did_you_mean("", {"a", "b"}), "");
}

}  // namespace
}  // namespace assay

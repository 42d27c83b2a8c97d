// Histories of the core that were drawn by hand: what an order explains, and what none does.
#include "cases/property/history.h"

#include <gtest/gtest.h>

namespace assay::property {
namespace {

constexpr const char* kNoOrder = "no order of the operations explains their results";
constexpr const char* kNotConserved = "notify returned another number than waits ended ok";

// An operation as its text, under way from one moment to another.
Event at(std::uint64_t from, std::uint64_t to, std::size_t agent, const char* step, Answer answer,
         std::int64_t value = 0) {
  const auto parsed = parse_program(step);
  return {agent, std::get<Program>(parsed).agents.at(0).at(0), answer, value, from, to};
}
Event value(std::uint64_t from, std::uint64_t to, std::size_t agent, const char* step,
            std::int64_t value) {
  return at(from, to, agent, step, Answer::value, value);
}

std::string judged(const History& history) {
  const char* const defect = defect_of(history);
  return defect == nullptr ? "" : defect;
}

TEST(History, a_notify_wakes_who_sleeps) {
  EXPECT_EQ(judged({at(1, 6, 0, "wait x 0", Answer::ok), value(2, 5, 1, "notify x all", 1)}), "");
  EXPECT_EQ(judged({at(1, 6, 0, "wait x 0", Answer::ok), value(2, 5, 1, "notify x all", 0)}),
            kNotConserved)
      << "woken by nobody";
  EXPECT_EQ(judged({at(1, 6, 0, "wait x 0", Answer::timed_out), value(2, 5, 1, "notify x all", 1)}),
            kNotConserved)
      << "counted and not woken";
  EXPECT_EQ(judged({at(1, 6, 0, "wait x 0", Answer::ok), value(2, 5, 1, "notify y all", 1)}),
            kNoOrder)
      << "at another location";
  EXPECT_EQ(judged({at(1, 2, 0, "wait x 0", Answer::ok), value(3, 4, 1, "notify x all", 1)}),
            kNoOrder)
      << "before it was notified";
  EXPECT_EQ(judged({at(1, 6, 0, "wait x 1", Answer::ok), value(2, 5, 1, "notify x all", 1)}),
            kNoOrder)
      << "although the value differed";
}

// The store came before the wait compared: either it slept, and the notify found it, or it
// saw the store.
TEST(History, a_wake_up_is_not_lost) {
  const Event store = value(1, 2, 1, "store x 1", 1);
  const Event overlooked = value(3, 4, 1, "notify x all", 0);
  const Event rescue = value(7, 8, 2, "notify x all", 1);
  EXPECT_EQ(judged({at(5, 9, 0, "wait x 0", Answer::not_equal), store, overlooked}), "");
  EXPECT_EQ(judged({at(1, 9, 0, "wait x 0", Answer::ok), store, overlooked, rescue}), kNoOrder);
  EXPECT_EQ(judged({at(1, 9, 0, "wait x 0", Answer::ok), store, value(3, 4, 1, "notify x all", 1)}),
            "");
}

TEST(History, first_come_is_first_woken) {
  const Event early = at(1, 20, 0, "wait x 0", Answer::ok);
  const Event store = value(2, 3, 2, "store x 1", 1);
  const Event late = at(4, 9, 1, "wait x 1", Answer::ok);
  // x is 1 from the store on, so agent 0 fell asleep before it, and agent 1 after it.
  EXPECT_EQ(judged({early, store, late, value(5, 8, 2, "notify x 1", 1),
                    value(10, 11, 2, "notify x 1", 1)}),
            kNoOrder)
      << "agent 1 first";
  EXPECT_EQ(
      judged({at(1, 9, 0, "wait x 0", Answer::ok), store, at(4, 20, 1, "wait x 1", Answer::ok),
              value(5, 8, 2, "notify x 1", 1), value(10, 11, 2, "notify x 1", 1)}),
      "");
  EXPECT_EQ(judged({early, store, late, value(5, 8, 2, "notify x all", 2)}), "");
}

TEST(History, a_notify_counts_at_most_what_it_was_told) {
  EXPECT_EQ(judged({at(1, 9, 0, "wait x 0", Answer::ok), at(1, 9, 1, "wait x 0", Answer::ok),
                    value(3, 4, 2, "notify x 1", 2)}),
            kNoOrder);
  EXPECT_EQ(judged({at(1, 9, 0, "wait x 0", Answer::ok), at(1, 9, 1, "wait x 0", Answer::ok),
                    value(3, 4, 2, "notify x 2", 2)}),
            "");
}

TEST(History, who_was_counted_is_not_terminated) {
  const Event terminate = at(1, 2, 1, "terminate 0", Answer::done);
  EXPECT_EQ(judged({at(1, 9, 0, "wait x 0", Answer::terminated), terminate}), "");
  EXPECT_EQ(judged({at(1, 9, 0, "wait x 0", Answer::terminated)}), kNoOrder) << "by nobody";
  EXPECT_EQ(judged({at(1, 9, 0, "wait x 0", Answer::terminated), terminate,
                    value(3, 4, 1, "notify x 1", 1)}),
            kNotConserved);
}

TEST(History, a_length_grows) {
  EXPECT_EQ(judged({at(1, 2, 0, "grow 5", Answer::done), value(3, 4, 1, "length", 5)}), "");
  EXPECT_EQ(judged({at(1, 2, 0, "grow 5", Answer::done), value(3, 4, 1, "length", 3)}), kNoOrder);
  EXPECT_EQ(judged({at(1, 2, 0, "grow 5", Answer::done), at(3, 4, 1, "grow 4", Answer::done)}),
            kNoOrder);
  EXPECT_EQ(
      judged({at(1, 2, 0, "grow 5", Answer::done), at(3, 4, 1, "grow 4", Answer::range_error)}),
      "");
  EXPECT_EQ(judged({at(1, 2, 0, "grow 6", Answer::done)}), kNoOrder) << "beyond the maximum";
  EXPECT_EQ(judged({at(1, 9, 1, "grow 5", Answer::done), value(2, 3, 0, "length", 5),
                    value(4, 5, 0, "length", 3)}),
            "an agent saw a length shrink");
}

// The bound is an unordered read: it may be older than the length, but not than what the
// agent itself has seen.
TEST(History, a_bound_is_no_older_than_what_an_agent_saw) {
  const Event grow = at(1, 2, 0, "grow 5", Answer::done);
  EXPECT_EQ(judged({grow, at(3, 4, 1, "load w", Answer::range_error)}), "");
  EXPECT_EQ(judged({grow, value(3, 4, 1, "load w", 0), at(5, 6, 1, "load w", Answer::range_error)}),
            kNoOrder);
  EXPECT_EQ(judged({grow, at(3, 4, 0, "load w", Answer::range_error)}), kNoOrder);
  // A grow that fails has read the length, but not where it asks for more than the maximum.
  EXPECT_EQ(judged({grow, at(3, 4, 1, "grow 4", Answer::range_error),
                    at(5, 6, 1, "load w", Answer::range_error)}),
            kNoOrder);
  EXPECT_EQ(judged({grow, at(3, 4, 1, "grow 6", Answer::range_error),
                    at(5, 6, 1, "load w", Answer::range_error)}),
            "");
  EXPECT_EQ(judged({value(1, 2, 0, "load w", 0)}), kNoOrder) << "not there yet";
}

TEST(History, additions_under_a_lock_do_not_get_lost) {
  EXPECT_EQ(judged({value(1, 5, 0, "lockedAdd 1", 0), value(1, 5, 1, "lockedAdd 1", 1),
                    value(6, 7, 2, "lockedAdd 0", 2)}),
            "");
  EXPECT_EQ(judged({value(1, 5, 0, "lockedAdd 1", 0), value(1, 5, 1, "lockedAdd 1", 0)}), kNoOrder);
}

TEST(History, stores_are_seen_in_one_order) {
  EXPECT_EQ(judged({value(1, 2, 0, "store x 1", 1), value(3, 4, 0, "load y", 0),
                    value(1, 2, 1, "store y 1", 1), value(3, 4, 1, "load x", 0)}),
            kNoOrder)
      << "store buffering";
}

}  // namespace
}  // namespace assay::property

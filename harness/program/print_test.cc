// The printer is the parser's inverse: on every tree, and on every file of litmus/.
#include "harness/program/print.h"

#include <gtest/gtest.h>

#include "harness/program/parse.h"
#include "harness/program/random_program.h"
#include "harness/program/validate.h"

namespace assay::litmus {
namespace {

Condition parsed_condition(const std::string& text) {
  const auto read = parse("JS t { } P0 { } exists " + text);
  return std::get<Program>(read).condition;
}

std::string reprinted(const std::string& condition) { return print(parsed_condition(condition)); }

std::string reprinted_expression(const std::string& text) {
  const auto read = parse("JS t { } P0 { x[0] = " + text + "; } exists 0:r=0");
  const auto& store = std::get<Access>(std::get<Program>(read).agents.at(0).at(0).what);
  return print(store.operands.at(0));
}

TEST(Print, a_random_program_survives_printing_and_parsing) {
  const bool held = rc::check("parse(print(p)) == p", [] {
    const Program program = *any_program();
    const auto read = parse(print(program));
    RC_LOG() << print(program);
    RC_ASSERT(std::holds_alternative<Program>(read));
    RC_ASSERT(std::get<Program>(read) == program);
    RC_ASSERT(print(std::get<Program>(read)) == print(program));
  });
  EXPECT_EQ(held, true);
}

TEST(Print, random_programs_are_valid) {
  const bool held = rc::check("validate finds nothing", [] {
    const Program program = *any_program();
    const SourceErrors wrong = validate(program);
    RC_LOG() << print(program) << (wrong.empty() ? "" : wrong.front().message);
    RC_ASSERT(wrong.empty());
  });
  EXPECT_EQ(held, true);
}

TEST(Print, a_random_c_program_is_valid_and_survives_printing_and_parsing) {
  const bool held = rc::check("parse(print(p)) == p", [] {
    const Program program = *any_c_program();
    const SourceErrors wrong = validate(program);
    RC_LOG() << print(program) << (wrong.empty() ? "" : wrong.front().message);
    RC_ASSERT(wrong.empty());
    const auto read = parse(print(program));
    RC_ASSERT(std::holds_alternative<Program>(read));
    RC_ASSERT(std::get<Program>(read) == program);
  });
  EXPECT_EQ(held, true);
}

TEST(Print, conditions_keep_just_the_parentheses_they_need) {
  EXPECT_EQ(reprinted(R"((0:a=1 /\ 0:b=2) \/ 0:c=3)"), R"(0:a=1 /\ 0:b=2 \/ 0:c=3)");
  EXPECT_EQ(reprinted(R"(0:a=1 /\ (0:b=2 \/ 0:c=3))"), R"(0:a=1 /\ (0:b=2 \/ 0:c=3))");
  EXPECT_EQ(reprinted(R"(0:a=1 /\ (0:b=2 /\ 0:c=3))"), R"(0:a=1 /\ (0:b=2 /\ 0:c=3))");
  EXPECT_EQ(reprinted(R"((0:a=1 /\ 0:b=2) /\ 0:c=3)"), R"((0:a=1 /\ 0:b=2) /\ 0:c=3)");
  EXPECT_EQ(reprinted(R"(0:a=1 /\ 0:b=2 /\ 0:c=3)"), R"(0:a=1 /\ 0:b=2 /\ 0:c=3)");
  EXPECT_EQ(reprinted(R"(~ (final:a=-1 \/ ~~0:b=2))"), R"(~(final:a=-1 \/ ~~0:b=2))");
}

TEST(Print, expressions_keep_just_the_parentheses_they_need) {
  EXPECT_EQ(reprinted_expression("(a+b)-c"), "a + b - c");
  EXPECT_EQ(reprinted_expression("a+(b-c)"), "a + (b - c)");
  EXPECT_EQ(reprinted_expression("a|b^c&d+1"), "a | b ^ c & d + 1");
  EXPECT_EQ(reprinted_expression("((a|b)^c)&(d+1)"), "((a | b) ^ c) & d + 1");
  EXPECT_EQ(reprinted_expression("0x10n - -0x8000000000000000n"), "16n - -9223372036854775808n");
}

}  // namespace
}  // namespace assay::litmus

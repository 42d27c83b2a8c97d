// Programs as text: what is printed is read back, and what is wrong is said.
#include "cases/property/program_text.h"

#include <gtest/gtest.h>

#include "cases/property/generators.h"

namespace assay::property {
namespace {

std::string again(std::string_view text) {
  auto parsed = parse_program(text);
  if (auto* const error = std::get_if<std::string>(&parsed)) return *error;
  return text_of(std::get<Program>(parsed));
}

TEST(ProgramText, is_read_as_it_is_printed) {
  EXPECT_EQ(again("store x 1; notify x all | wait x 0"), "store x 1; notify x all | wait x 0");
  EXPECT_EQ(again("# why\n store y -1 ; grow 4#room\n\n-\r\nlockedAdd 2\n"),
            "store y -1; grow 4 | - | lockedAdd 2");
  EXPECT_EQ(again("terminate 2; wait100us w 0; wait0us u 1; length"),
            "terminate 2; wait100us w 0; wait0us u 1; length");
  EXPECT_EQ(again("length | - | -"), "length") << "agents that do nothing at the end";
}

TEST(ProgramText, says_what_is_wrong) {
  EXPECT_EQ(again(""), "no agent in it");
  EXPECT_EQ(again("# only this"), "no agent in it");
  EXPECT_EQ(again("load x\nlod x"), "line 2: no verb 'lod'");
  EXPECT_EQ(again("get x"), "line 1: no verb 'get'") << "racing plain access";
  EXPECT_EQ(again("load"), "line 1: load needs a cell, one of xyzwvu");
  EXPECT_EQ(again("load xy"), "line 1: load needs a cell, one of xyzwvu");
  EXPECT_EQ(again("store x"), "line 1: store needs an Int32 value");
  EXPECT_EQ(again("store x 2147483648"), "line 1: store needs an Int32 value");
  EXPECT_EQ(again("notify x some"), "line 1: notify needs a count or `all`");
  EXPECT_EQ(again("notify x -1"), "line 1: notify needs a count or `all`");
  EXPECT_EQ(again("grow 7"), "line 1: grow needs a number of cells up to 6");
  EXPECT_EQ(again("terminate 3"), "line 1: terminate needs an agent, 0 to 2");
  EXPECT_EQ(again("length x"), "line 1: too many words after length");
  EXPECT_EQ(again("length; ; length"), "line 1: no verb ''");
  EXPECT_EQ(again("length | length | length | length"), "line 1: more than 3 agents");
  EXPECT_EQ(again("length;length;length;length;length;length;length;length;length"),
            "line 1: more than 8 steps");
}

TEST(ProgramText, of_any_program_is_read_back) {
  EXPECT_EQ(rc::check("parse(text_of(program)) is the program",
                      [](const Program& program) {
                        if (program.agents.empty()) return;
                        const auto parsed = parse_program(text_of(program));
                        RC_ASSERT(std::holds_alternative<Program>(parsed));
                        RC_ASSERT(std::get<Program>(parsed) == program);
                      }),
            true);
}

}  // namespace
}  // namespace assay::property

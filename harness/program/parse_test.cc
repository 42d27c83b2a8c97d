// What the grammar takes, what it refuses and where, and that no bytes upset it.
#include "harness/program/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace assay::litmus {
namespace {

using testing::HasSubstr;

Program parsed(const std::string& text) { return std::get<Program>(parse(text)); }

// "LINE:COLUMN: MESSAGE"; "parsed" where nothing is wrong.
std::string error_of(const std::string& text) {
  const auto read = parse(text);
  const auto* errors = std::get_if<SourceErrors>(&read);
  if (errors == nullptr) return "parsed";
  const SourceError& first = errors->at(0);
  return std::to_string(first.at.line) + ":" + std::to_string(first.at.column) + ": " +
         first.message;
}

// The error of one statement, in line 1 of a program; columns count from its start.
std::string statement_error(const std::string& statement) {
  const auto read = parse("JS t { } P0 { \n" + statement + "\n} exists 0:r=0");
  const auto* errors = std::get_if<SourceErrors>(&read);
  if (errors == nullptr) return "parsed";
  return std::to_string(errors->at(0).at.column) + ": " + errors->at(0).message;
}

TEST(Parse, reads_every_part_of_a_test) {
  const Program p = parsed(R"(// a comment
    JS MP+flag_sc
    "one sentence: what the test asks"
    {
      const b = new SharedArrayBuffer(8);  /* another */
      const x = new Int32Array(b, 0, 1);
      const f = new BigInt64Array(new SharedArrayBuffer(16), 8);
    }
    P0 { x[0] = 42; Atomics.store(f, 0, 1n); }
    P1 { let r1; const r0 = Atomics.load(f, 0);
         if (r0 === 1n) { r1 = x[0]; } else { Atomics.add(x, 0, 1); } }
    final { const r2 = x[0]; }
    ~exists (1:r0=1 /\ ~1:r1=0 \/ final:r2=-1)
    FORBIDDEN 1:r0=1 "the flag was seen"
    models es, sc
    races some)");
  EXPECT_EQ(p.name, "MP+flag_sc");
  EXPECT_EQ(p.description, "one sentence: what the test asks");
  ASSERT_EQ(p.buffers.size(), 1U);
  EXPECT_EQ(p.buffers[0].byte_length, 8U);
  ASSERT_EQ(p.views.size(), 2U);
  EXPECT_EQ(p.views[0].buffer, "b");
  EXPECT_EQ(p.views[0].length, 1U);
  EXPECT_EQ(p.views[1].type, ElementType::bigint64);
  EXPECT_EQ(p.views[1].own_bytes, 16U);
  EXPECT_EQ(p.views[1].byte_offset, 8U);
  ASSERT_EQ(p.agents.size(), 2U);
  const auto& store = std::get<Access>(p.agents[0].at(1).what);
  EXPECT_EQ(store.kind, AccessKind::store);
  EXPECT_EQ(store.operands.at(0).kind, Expression::Kind::bigint);
  const auto& branch = std::get<Branch>(p.agents[1].at(2).what);
  EXPECT_EQ(branch.reg, "r0");
  EXPECT_EQ(std::get<Access>(branch.then.at(0).what).target, Access::Target::assigned);
  EXPECT_EQ(std::get<Access>(branch.otherwise.at(0).what).kind, AccessKind::add);
  EXPECT_EQ(p.final_block.size(), 1U);
  EXPECT_EQ(p.quantifier, Quantifier::not_exists);
  EXPECT_EQ(p.condition.kind, Condition::Kind::disjunction);
  EXPECT_EQ(p.condition.operands.at(1).agent, kFinal);
  EXPECT_EQ(p.condition.operands.at(1).value, -1);
  EXPECT_EQ(p.grades.at(0).grade, Grade::forbidden);
  EXPECT_EQ(p.models, (std::vector{Model::es, Model::sc}));
  EXPECT_EQ(p.races, RaceClaim::some);
}

TEST(Parse, says_what_was_expected_and_where) {
  EXPECT_EQ(error_of("PPC MP {}"), "1:1: expected JS or C, and a name");
  EXPECT_EQ(error_of("C MP {}"), "1:8: expected an agent, P0 (atomic_int* x) { … }");
  EXPECT_EQ(error_of("JS {"),
            "1:4: expected the name of the test: letters, digits, '+', '-', '_', '.'");
  EXPECT_EQ(error_of("JS a \"no end\n\""),
            "1:13: expected '\"' at the end of a sentence, on its line");
  EXPECT_EQ(error_of("JS a { var x; }"), "1:8: expected 'const' or '}'");
  EXPECT_EQ(error_of("JS a { const x = new Float64Array(4); }"),
            "1:35: expected a buffer or new SharedArrayBuffer(…)");
  EXPECT_EQ(error_of("JS a { const x = new Float16Array(b); }"),
            "1:22: expected SharedArrayBuffer, DataView or a typed array, such as Int32Array");
  EXPECT_EQ(error_of("JS a { const x = new Int32Array(new ArrayBuffer(4)); }"),
            "1:37: expected SharedArrayBuffer(…)");
  EXPECT_EQ(error_of("JS a { }"), "1:9: expected an agent, P0 { … }");
  EXPECT_EQ(error_of("JS a { } P1 { } exists 0:r=0"), "1:10: expected P0");
  EXPECT_EQ(error_of("JS a { } P0 { } P2 { } exists 0:r=0"), "1:17: expected P1");
  EXPECT_EQ(error_of("JS a { } P0 { } always 0:r=0"),
            "1:17: expected an agent, a final block, exists, ~exists or forall");
  EXPECT_EQ(error_of("JS a { } P0 { } exists =0"), "1:24: expected a condition, such as 0:r0=1");
  EXPECT_EQ(error_of("JS a { } P0 { } exists (0:r=0"), "1:30: expected ')'");
  EXPECT_EQ(error_of("JS a { } P0 { } exists 0:=1"), "1:26: expected the name of a register");
  EXPECT_EQ(error_of("JS a { } P0 { } exists 0:r=x"), "1:28: expected a number");
  EXPECT_EQ(error_of("JS a { } P0 { } exists 0:r=0 values x 42"),
            "1:39: expected an element and a value, such as x[0] 42");
  EXPECT_EQ(error_of("JS a { } P0 { } exists 0:r=0 FORBIDDEN 0:r=1"),
            "1:45: expected a sentence in double quotes");
  EXPECT_EQ(error_of("JS a { } P0 { } exists 0:r=0 races maybe"), "1:36: expected none or some");
  EXPECT_EQ(error_of("JS a { } P0 { } exists 0:r=0 races none races none"),
            "1:47: expected one races line at most");
  EXPECT_EQ(error_of("JS a { } P0 { } exists 0:r=0 }"),
            "1:30: expected ACCEPTABLE, INTERESTING, FORBIDDEN, models, races, values or "
            "the end of the file");
  EXPECT_EQ(error_of("JS a /* no end"), "1:15: expected '*/' at the end of a comment");
}

TEST(Parse, statements_are_javascript) {
  EXPECT_EQ(statement_error("x[0] = 1"), "1: expected ';'");
  EXPECT_EQ(statement_error("x[0] == 1;"), "7: expected one '='");
  EXPECT_EQ(statement_error("x[+] = 1;"), "3: expected the index of an element: a natural number");
  EXPECT_EQ(statement_error("x[-1] = 1;"), "3: expected the index of an element: a natural number");
  EXPECT_EQ(statement_error("x[01] = 1;"), "3: expected the index of an element: a natural number");
  EXPECT_EQ(statement_error("x[0] = ;"), "8: expected a number, a BigInt, a register or '('");
  EXPECT_EQ(statement_error("x[0] = 010;"), "8: expected a number, a BigInt, a register or '('");
  EXPECT_EQ(statement_error("x[0] = 1.;"), "8: expected a number, a BigInt, a register or '('");
  EXPECT_EQ(statement_error("x[0] = 1e999;"), "8: expected a number that a double can hold");
  EXPECT_EQ(statement_error("x[0] = 4294967296;"), "8: expected a number from -2^31 to 2^32 - 1");
  EXPECT_EQ(statement_error("x[0] = 0x10000000000000000n;"),
            "8: expected an integer of at most 64 bits");
  EXPECT_EQ(statement_error("x[0] = a--1;"), "9: expected ';'");
  EXPECT_EQ(statement_error("x[0] = a&&b;"), "9: expected ';'");
  EXPECT_EQ(statement_error("x[0] = y[0];"), "9: expected ';'");
  EXPECT_EQ(statement_error("const r = 1;"),
            "11: expected an element, v[i], or a call, Atomics.…(v, i)");
  EXPECT_THAT(statement_error("Atomics.waitAsync(x, 0, 0);"), HasSubstr("wait or notify"));
  EXPECT_EQ(statement_error("Atomics.load(x);"), "15: expected ','");
  EXPECT_EQ(statement_error("for (;;) { }"), "6: expected a bound: for (let i = 0; i < 3; i++)");
  EXPECT_EQ(statement_error("for (let i = 0; j < 3; i++) { }"),
            "17: expected the loop's variable, i");
  EXPECT_EQ(statement_error("for (let i = 0; i < n; i++) { }"), "21: expected a natural number");
  EXPECT_EQ(statement_error("while (true) { }"),
            "7: a loop needs a bound: for (let i = 0; i < 3; i++) { … }");
  EXPECT_EQ(statement_error("d.getInt16(0, yes);"), "2: expected '[', '=' or .set…()");
  EXPECT_EQ(statement_error("d.setInt12(0, 1);"), "6: expected an element type, such as Int16");
  EXPECT_EQ(statement_error("if (r == 1) { }"), "7: expected '===' or '!=='");
  EXPECT_EQ(statement_error("if (r === 1) x[0] = 1;"), "14: expected '{'");
  EXPECT_EQ(statement_error("if (r === 1) { } else if"), "23: expected '{'");
}

TEST(Parse, limits_nesting_and_chains) {
  const auto condition = [](std::size_t depth) {
    return "JS a { } P0 { } exists " + std::string(depth, '(') + "0:r=0" + std::string(depth, ')');
  };
  EXPECT_EQ(error_of(condition(64)), "parsed");
  EXPECT_EQ(error_of(condition(65)), "1:88: nested more than 64 deep");
  EXPECT_EQ(error_of(condition(500'000)), "1:88: nested more than 64 deep");
  EXPECT_EQ(error_of("JS a { } P0 { } exists " + std::string(1'000'000, '~')),
            "1:88: nested more than 64 deep");
  EXPECT_THAT(statement_error("x[0] = " + std::string(900'000, '(')), HasSubstr("nested more"));
  std::string ifs;
  for (int i = 0; i < 50'000; ++i) ifs += "if (r === 1) {";
  EXPECT_THAT(statement_error(ifs), HasSubstr("nested more"));
  std::string sum = "x[0] = 1";
  for (int i = 0; i < 200'000; ++i) sum += "+1";
  EXPECT_THAT(statement_error(sum + ";"), HasSubstr("operators in a row"));
}

TEST(Parse, a_long_flat_condition_is_fine) {
  std::string text = "JS a { } P0 { } exists 0:r=0";
  for (int i = 0; i < 50'000; ++i) text += R"( /\ 0:r=0)";
  EXPECT_EQ(parsed(text).condition.operands.size(), 50'001U);
}

TEST(Parse, refuses_what_is_larger_than_a_mebibyte) {
  EXPECT_EQ(error_of(std::string(10'000'000, ' ')), "1:1: expected a file of at most 1 MiB");
  EXPECT_EQ(error_of("JS a { } P0 { } exists 0:r=0" + std::string(1'000'000, '\n')), "parsed");
}

TEST(Parse, any_bytes_are_an_error_or_a_tree) {
  std::mt19937_64 random(1);
  const std::string good =
      "JS a \"s\" { const x = new Int32Array(new SharedArrayBuffer(4)); } P0 { x[0] = 1 + 2; "
      "const r = Atomics.add(x, 0, 1); if (r === 1) { x[0] = 1; } } exists (0:r=0) "
      "FORBIDDEN 0:r=1 \"s\" models es races none";
  int errors = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string text = good;
    if (i % 3 == 0) {
      for (char& c : text) c = static_cast<char>(random());
    } else {
      for (int changes = 0; changes < i % 3; ++changes)
        text[random() % text.size()] = static_cast<char>(random());
      text.resize(random() % text.size());
    }
    const auto read = read_program(text);
    if (const auto* wrong = std::get_if<SourceErrors>(&read)) {
      ++errors;
      EXPECT_THAT(to_text(wrong->at(0), "f", text), HasSubstr(wrong->at(0).message));
    }
  }
  EXPECT_GT(errors, 2900);
}

}  // namespace
}  // namespace assay::litmus

// Every rule beyond the grammar: the message, and where it points.
#include "harness/program/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/program/parse.h"

namespace assay::litmus {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> wrong_with(const std::string& text) {
  std::vector<std::string> all;
  const auto read = read_program(text);
  if (const auto* errors = std::get_if<SourceErrors>(&read))
    for (const SourceError& e : *errors)
      all.push_back(std::to_string(e.at.line) + ":" + std::to_string(e.at.column) + ": " +
                    e.message);
  return all;
}

// In line 2; x is an Int32Array of two elements, b a BigInt64Array of one.
std::vector<std::string> in_agent(const std::string& statements) {
  return wrong_with(
      "JS t { const x = new Int32Array(new SharedArrayBuffer(8)); "
      "const b = new BigInt64Array(new SharedArrayBuffer(8)); } P0 { const z = x[0]; }  P1 {\n" +
      statements + "\n} exists 0:z=0");
}

std::vector<std::string> in_declarations(const std::string& declarations) {
  return wrong_with("JS t {\n" + declarations +
                    "\nconst ok = new Int32Array(new SharedArrayBuffer(4)); } "
                    "P0 { const z = ok[0]; } exists 0:z=0");
}

std::vector<std::string> after_agents(const std::string& rest) {
  return wrong_with(
      "JS t { const x = new Int32Array(new SharedArrayBuffer(8)); } P0 { const r0 = x[0]; }\n" +
      rest);
}

TEST(Validate, names_are_unique_and_not_reserved) {
  EXPECT_THAT(in_declarations("const a = new SharedArrayBuffer(4); const a = new Int32Array(a);"),
              ElementsAre("2:43: 'a' is declared already"));
  EXPECT_THAT(in_declarations("const class = new SharedArrayBuffer(4);"),
              ElementsAre("2:7: 'class' is a reserved name"));
  EXPECT_THAT(in_declarations("const Atomics = new SharedArrayBuffer(4);"),
              ElementsAre("2:7: 'Atomics' is a reserved name"));
  EXPECT_THAT(in_agent("const x = x[0];"),
              ElementsAre("2:1: 'x' is a buffer or view: the register hides it"));
  EXPECT_THAT(in_agent("const yield = x[0];"), ElementsAre("2:1: 'yield' is a reserved name"));
}

TEST(Validate, views_fit_their_buffers) {
  EXPECT_THAT(in_declarations("const a = new Int32Array(b);"),
              ElementsAre("2:7: unknown buffer 'b'"));
  EXPECT_THAT(in_declarations("const a = new Int32Array(new SharedArrayBuffer(8), 2, 1);"),
              ElementsAre("2:7: Int32Array: byteOffset 2 is no multiple of 4"));
  EXPECT_THAT(in_declarations("const a = new BigInt64Array(new SharedArrayBuffer(12));"),
              ElementsAre("2:7: BigInt64Array: byteLength 12 is no multiple of 8"));
  EXPECT_THAT(in_declarations("const a = new Int32Array(new SharedArrayBuffer(4), 8);"),
              ElementsAre("2:7: Int32Array: byteOffset 8 is beyond byteLength 4"));
  EXPECT_THAT(in_declarations("const a = new Int32Array(new SharedArrayBuffer(8), 4, 2);"),
              ElementsAre("2:7: Int32Array: length 2 exceeds the 1 elements that follow"));
  EXPECT_THAT(in_declarations("const a = new SharedArrayBuffer(4097);"),
              ElementsAre("2:7: a buffer of 4097 bytes: at most 4096 here"));
}

TEST(Validate, accesses_name_elements_that_exist) {
  EXPECT_THAT(in_agent("y[0] = 1;"), ElementsAre("2:1: unknown view 'y'"));
  EXPECT_THAT(in_agent("x[2] = 1;"),
              ElementsAre("2:1: index 2 is out of range: 'x' has 2 elements"));
  EXPECT_THAT(in_agent("Atomics.store(b, 1, 1n);"),
              ElementsAre("2:1: index 1 is out of range: 'b' has 1 elements"));
}

TEST(Validate, calls_have_their_arguments) {
  EXPECT_THAT(in_agent("Atomics.store(x, 0);"),
              ElementsAre("2:1: Atomics.store takes 3 arguments"));
  EXPECT_THAT(in_agent("Atomics.load(x, 0, 1);"),
              ElementsAre("2:1: Atomics.load takes 2 arguments"));
  EXPECT_THAT(in_agent("Atomics.compareExchange(x, 0, 1);"),
              ElementsAre("2:1: Atomics.compareExchange takes 4 arguments"));
  EXPECT_THAT(in_agent("const r = Atomics.store(x, 0, 1);"),
              ElementsAre("2:1: the value of Atomics.store is not supported yet"));
}

TEST(Validate, numbers_and_bigints_do_not_mix) {
  EXPECT_THAT(in_agent("x[0] = 1n;"), ElementsAre("2:8: 'x' is an Int32Array: expected a number"));
  EXPECT_THAT(in_agent("Atomics.add(b, 0, 1);"),
              ElementsAre("2:19: 'b' is a BigInt64Array: expected a BigInt, such as 1n"));
  EXPECT_THAT(in_agent("const r = b[0]; x[0] = r;"),
              ElementsAre("2:24: 'x' is an Int32Array: expected a number"));
  EXPECT_THAT(in_agent("const r = b[0]; x[0] = 1 + r;"),
              ElementsAre("2:28: a number and a BigInt do not mix"));
  EXPECT_THAT(in_agent("const r = b[0]; if (r === 0) { }"),
              ElementsAre("2:27: 'r' is never === a number"));
  EXPECT_THAT(in_agent("let r; const q = x[0]; if (q === 1) { r = x[0]; } else { r = b[0]; }"),
              IsEmpty());  // never used afterwards: JavaScript does not mind
}

TEST(Validate, registers_are_declared_assigned_once_and_before_they_are_read) {
  EXPECT_THAT(in_agent("const r = x[0]; const r = x[1];"),
              ElementsAre("2:17: register 'r' is declared already"));
  EXPECT_THAT(in_agent("r = x[0];"),
              ElementsAre("2:1: unknown register 'r': declare it with const or let"));
  EXPECT_THAT(in_agent("let r; r = x[0]; r = x[1];"),
              ElementsAre("2:18: register 'r' is assigned twice"));
  EXPECT_THAT(in_agent("x[0] = r;"), ElementsAre("2:8: unknown register 'r'"));
  EXPECT_THAT(in_agent("x[0] = z;"), ElementsAre("2:8: unknown register 'z'"));  // P0's
  EXPECT_THAT(in_agent("let r; x[0] = r;"),
              ElementsAre("2:15: register 'r' may have no value yet"));
  EXPECT_THAT(in_agent("let r; const q = x[0]; if (q === 1) { r = x[0]; } x[0] = r;"),
              ElementsAre("2:58: register 'r' may have no value yet"));
  EXPECT_THAT(in_agent("let r; const q = x[0]; if (q === 1) { r = x[0]; } r = x[0];"),
              ElementsAre("2:51: register 'r' is assigned twice"));
  EXPECT_THAT(
      in_agent("let r; const q = x[0]; if (q === 1) { r = x[0]; } else { r = x[1]; } x[0] = r;"),
      IsEmpty());
  EXPECT_THAT(in_agent("const q = x[0]; if (q === 1) { const r = x[0]; }"),
              ElementsAre("2:32: declare 'r' with let before the branch: here it ends with the "
                          "block"));
}

TEST(Validate, conditions_name_registers) {
  EXPECT_THAT(after_agents("exists (0:r1=0)"), ElementsAre("2:9: P0 has no register 'r1'"));
  EXPECT_THAT(after_agents("exists (1:r0=0)"), ElementsAre("2:9: there is no agent 1"));
  EXPECT_THAT(after_agents("exists (99999999999:r0=0)"),
              ElementsAre("2:9: there is no agent 1000"));
  EXPECT_THAT(after_agents("exists (final:r0=0)"),
              ElementsAre("2:9: the final block has no register 'r0'"));
  EXPECT_THAT(after_agents("exists 0:r0=0 FORBIDDEN ~0:q=0 \"s\""),
              ElementsAre("2:26: P0 has no register 'q'"));
}

TEST(Validate, an_outcome_is_graded_once) {
  EXPECT_THAT(after_agents("exists 0:r0=0\nFORBIDDEN 0:r0=0 \"a\"\nACCEPTABLE 0:r0=0 \"b\""),
              ElementsAre("4:1: this outcome is graded already, in line 3"));
}

TEST(Validate, elements_are_accessed_as_what_they_are) {
  const auto with = [](const std::string& statements, const std::string& after = "") {
    return wrong_with(
        "JS t { const b = new SharedArrayBuffer(8); const i = new Int32Array(b); "
        "const c = new Uint8ClampedArray(b); const f = new Float32Array(b); "
        "const d = new DataView(b, 2); const q = new BigUint64Array(b); }\nP0 { " +
        statements + " }\nexists ~0:r=9 " + after);
  };
  const std::string read = "const r = i[0]; ";
  EXPECT_THAT(with(read + "f[0] = 1.5; f[1] = 2; f[0] = r; d.setInt32(2, r); c[0] = 300;"),
              IsEmpty());
  EXPECT_THAT(with(read + "i[0] = 1.5;"),
              ElementsAre("2:29: 'i' is an Int32Array: expected a number"));
  EXPECT_THAT(with(read + "c[0] = 1.5;"), ElementsAre("2:29: 'c' takes integers here"));
  EXPECT_THAT(with(read + "f[0] = r + 1;"),
              ElementsAre("2:29: 'f' takes a number or a register here"));
  EXPECT_THAT(with(read + "const s = f[0]; i[0] = s + 1;"),
              ElementsAre("2:45: floats are not computed with"));
  EXPECT_THAT(with(read + "const s = f[0]; if (s === 1) { }"),
              ElementsAre("2:38: a branch compares integers, and 's' is a float"));
  EXPECT_THAT(with(read + "Atomics.store(f, 0, 1);"),
              ElementsAre("2:22: Atomics refuse 'f', which is no array of integers"));
  EXPECT_THAT(with(read + "const s = Atomics.wait(q, 0, 0n);"),
              ElementsAre("2:22: Atomics.wait takes an Int32Array or a BigInt64Array"));
  EXPECT_THAT(with(read + "d[0] = 1;"),
              ElementsAre("2:22: 'd' is a DataView: it has getInt8, setInt8 and the like"));
  EXPECT_THAT(with(read + "i.setInt8(0, 1);"),
              ElementsAre("2:22: 'i' is a typed array: it has elements, v[i]"));
  EXPECT_THAT(with(read + "d.setInt32(3, 1);"),
              ElementsAre("2:22: index 3 is out of range: 'd' has 6 bytes"));
  EXPECT_THAT(with(read + "const n = Atomics.notify(i, 0, r);"),
              ElementsAre("2:53: Atomics.notify takes a count: a natural number"));
  EXPECT_THAT(with(read, "values i[2] 1"),
              ElementsAre("3:22: index 2 is out of range: 'i' has 2 elements"));
  EXPECT_THAT(with(read, "values q[0] 1"), ElementsAre("3:22: 'q' holds no number"));
  EXPECT_THAT(with(read, "FORBIDDEN 0:blocked \"s\""), ElementsAre("3:25: P0 never waits"));
  EXPECT_THAT(with(read, "FORBIDDEN r=1 \"s\""),
              ElementsAre("3:25: 'r' is no register of an agent, such as 0:r"));
}

TEST(Validate, loops_have_bounds_and_variables_of_their_own) {
  EXPECT_THAT(in_agent("for (let i = 0; i < 2; i++) { x[i] = i; }"), IsEmpty());
  EXPECT_THAT(in_agent("for (let i = 0; i < 3; i++) { x[i] = i; }"),
              ElementsAre("2:31: index 2 is out of range: 'x' has 2 elements"));
  EXPECT_THAT(
      in_agent("for (let i = 0; i < 65; i++) { }"),
      ElementsAre("2:1: a loop of more than 64 turns", "2:1: loops of more than 64 turns in all"));
  EXPECT_THAT(in_agent("for (let i = 0; i < 9; i++) { for (let j = 0; j < 9; ++j) { } }"),
              ElementsAre("2:31: loops of more than 64 turns in all"));
  EXPECT_THAT(in_agent("for (let x = 0; x < 2; x++) { }"),
              ElementsAre("2:1: 'x' is declared already"));
  EXPECT_THAT(in_agent("x[j] = 1;"),
              ElementsAre("2:1: expected an index: a number, or the variable of a loop around it"));
}

TEST(Validate, there_are_bounds) {
  std::string declarations;
  std::string statements;
  for (int i = 0; i < 65; ++i) {
    const std::string n = std::to_string(i);
    declarations += "const v" + n + " = new Int32Array(new SharedArrayBuffer(4));";
    statements += "const r" + n + " = x[0]; ";
  }
  EXPECT_THAT(in_declarations(declarations), ElementsAre("2:3389: more than 64 views"));
  EXPECT_THAT(in_agent(statements), ElementsAre("2:1143: more than 64 registers"));
}

TEST(Validate, twenty_errors_are_enough_and_a_mebibyte_of_them_is_quick) {
  std::string rest = "exists 0:r0=0";
  for (int i = 0; i < 80'000; ++i) rest += R"( /\ 0:q=0)";
  EXPECT_THAT(after_agents(rest), testing::SizeIs(kMostErrors));
  std::string grades = "exists 0:r0=0\n";
  for (int i = 0; i < 20'000; ++i) grades += "FORBIDDEN 0:r0=" + std::to_string(i) + " \"s\"\n";
  EXPECT_THAT(after_agents(grades), IsEmpty());
}

TEST(Validate, errors_are_sorted_by_position) {
  EXPECT_THAT(wrong_with("JS t { const x = new Int32Array(y);\nconst x = new Int32Array(y); }\n"
                         "P0 { q[0] = 1; }\nexists 0:r=0"),
              ElementsAre("1:14: unknown buffer 'y'", "2:7: 'x' is declared already",
                          "2:7: unknown buffer 'y'", "3:6: unknown view 'q'",
                          "4:8: P0 has no register 'r'"));
}

}  // namespace
}  // namespace assay::litmus

// The compiled program does what the tree says: agents one after the other, against
// a direct reading of the tree over plain bytes.
#include "harness/program/interpreter.h"

#include <gtest/gtest.h>

#include <cstring>
#include <map>

#include "harness/program/outcomes.h"
#include "harness/program/parse.h"
#include "harness/program/print.h"
#include "harness/program/random_program.h"
#include "harness/program/round_memory.h"
#include "harness/world/production.h"

namespace assay::litmus {
namespace {

// By the compiled code: P0 to its end, then P1, …, then the final block.
std::string by_code(const Program& program) {
  const Code code = compile(program);
  RoundMemory<Production> memory;
  if (std::string error = memory.create(code, 2); !error.empty()) return error;
  const Views<Production> views = memory.views(1);
  Outcome outcome;
  const auto run_one = [&](const AgentCode& agent) {
    std::vector<std::int64_t> frame = agent.frame;
    const std::uint64_t assigned = run<Production>(agent, views, frame.data());
    for (std::size_t r = 0; r < agent.registers; ++r)
      outcome.push_back((assigned >> r & 1U) != 0 ? std::optional(frame[r]) : std::nullopt);
  };
  for (const AgentCode& agent : code.agents) run_one(agent);
  run_one(code.final_block);
  memory.drop();
  return to_text(outcome, code.registers);
}

// The same, read off the tree.
class TreeReader {
 public:
  explicit TreeReader(const Program& program) : program_(program) {
    for (const Buffer& buffer : program.buffers) bytes_[buffer.name].resize(buffer.byte_length);
    for (const View& view : program.views)
      if (view.buffer.empty()) bytes_["own " + view.name].resize(view.own_bytes);
  }

  std::string run() {
    std::string text;
    for (std::size_t i = 0; i < program_.agents.size(); ++i)
      text += agent(program_.agents[i], std::to_string(i));
    text += agent(program_.final_block, "final");
    return text.empty() ? text : text.substr(1);
  }

 private:
  std::string agent(const Block& statements, const std::string& name) {
    registers_.clear();
    block(statements);
    std::string text;
    for (const auto& [reg, value] : registers_)
      text += " " + name + ":" + reg + "=" + std::to_string(value) + ";";
    return text;
  }

  void block(const Block& statements) {
    for (const Statement& statement : statements) {
      if (const auto* branch = std::get_if<Branch>(&statement.what))
        block((registers_.at(branch->reg) == branch->value.value) != branch->differs
                  ? branch->then
                  : branch->otherwise);
      else if (const auto* loop = std::get_if<Loop>(&statement.what))
        repeat(*loop);
      else if (const auto* access = std::get_if<Access>(&statement.what))
        perform(*access);
    }
  }

  void repeat(const Loop& loop) {
    for (std::uint64_t i = loop.from; i < loop.below; ++i) {
      variables_[loop.variable] = i;
      block(loop.body);
    }
  }

  void perform(const Access& access) {
    for (const View& view : program_.views) {
      if (view.name != access.view) continue;
      if (view.type == ElementType::int32)
        perform_as<std::int32_t>(access, view);
      else
        perform_as<std::int64_t>(access, view);
    }
  }

  template <class T>
  void perform_as(const Access& access, const View& view) {
    std::vector<char>& bytes = bytes_.at(view.buffer.empty() ? "own " + view.name : view.buffer);
    const std::uint64_t index =
        access.index_variable.empty() ? access.index : variables_.at(access.index_variable);
    char* const place = bytes.data() + view.byte_offset + index * sizeof(T);
    T old = 0;
    std::memcpy(&old, place, sizeof old);
    std::vector<T> operands;
    for (const Expression& operand : access.operands)
      operands.push_back(static_cast<T>(value<T>(operand)));
    const T made = result(access.kind, old, operands);
    std::memcpy(place, &made, sizeof made);
    if (!access.reg.empty()) registers_[access.reg] = old;
  }

  template <class T>
  static T result(AccessKind kind, T old, const std::vector<T>& operands) {
    using U = std::make_unsigned_t<T>;
    switch (kind) {
      case AccessKind::plain_load:
      case AccessKind::load:
        return old;
      case AccessKind::plain_store:
      case AccessKind::store:
      case AccessKind::exchange:
        return operands.at(0);
      case AccessKind::add:
        return static_cast<T>(static_cast<U>(old) + static_cast<U>(operands.at(0)));
      case AccessKind::sub:
        return static_cast<T>(static_cast<U>(old) - static_cast<U>(operands.at(0)));
      case AccessKind::bit_and:
        return old & operands.at(0);
      case AccessKind::bit_or:
        return old | operands.at(0);
      case AccessKind::bit_xor:
        return old ^ operands.at(0);
      case AccessKind::compare_exchange:
      case AccessKind::wait:
      case AccessKind::notify:
      case AccessKind::fence:
      case AccessKind::compute:
        break;
    }
    return old == operands.at(0) ? operands.at(1) : old;
  }

  // JavaScript's arithmetic. A number is exact here and its bit operators take 32
  // bits; of a BigInt 64 bits matter.
  template <class T>
  std::int64_t value(const Expression& e) const {
    if (e.kind == Expression::Kind::reg)
      return variables_.count(e.name) != 0 ? static_cast<std::int64_t>(variables_.at(e.name))
                                           : registers_.at(e.name);
    if (e.kind != Expression::Kind::binary) return e.value;
    const std::int64_t left = value<T>(e.operands[0]);
    const std::int64_t right = value<T>(e.operands[1]);
    const auto a = static_cast<std::uint64_t>(left);
    const auto b = static_cast<std::uint64_t>(right);
    switch (e.op) {
      case Operator::add:
        return static_cast<std::int64_t>(a + b);
      case Operator::sub:
        return static_cast<std::int64_t>(a - b);
      case Operator::bit_and:
        return static_cast<T>(left) & static_cast<T>(right);
      case Operator::bit_xor:
        return static_cast<T>(left) ^ static_cast<T>(right);
      case Operator::bit_or:
        break;
    }
    return static_cast<T>(left) | static_cast<T>(right);
  }

  const Program& program_;
  std::map<std::string, std::vector<char>> bytes_;
  std::map<std::string, std::int64_t> registers_;
  std::map<std::string, std::uint64_t> variables_;  // of loops
};

std::string outcome_of(const std::string& statements) {
  const auto read = read_program(
      "JS t { const x = new Int32Array(new SharedArrayBuffer(8)); "
      "const b = new BigInt64Array(new SharedArrayBuffer(8)); } P0 { const zero = x[0]; " +
      statements + " } exists 0:zero=0");
  if (const auto* errors = std::get_if<SourceErrors>(&read)) return errors->at(0).message;
  return by_code(std::get<Program>(read));
}

TEST(Interpreter, each_access_reads_and_writes_its_element) {
  EXPECT_EQ(outcome_of("x[1] = 5; const a = x[1];"), "0:a=5; 0:zero=0;");
  EXPECT_EQ(outcome_of("Atomics.store(x, 1, 5); const a = Atomics.load(x, 1);"),
            "0:a=5; 0:zero=0;");
  EXPECT_EQ(outcome_of("x[0] = 5; const a = Atomics.exchange(x, 0, 6); const c = x[0];"),
            "0:a=5; 0:c=6; 0:zero=0;");
  EXPECT_EQ(outcome_of("x[0] = 5; const a = Atomics.add(x, 0, 3); const c = x[0];"),
            "0:a=5; 0:c=8; 0:zero=0;");
  EXPECT_EQ(outcome_of("x[0] = 5; const a = Atomics.sub(x, 0, 3); const c = x[0];"),
            "0:a=5; 0:c=2; 0:zero=0;");
  EXPECT_EQ(outcome_of("x[0] = 6; const a = Atomics.and(x, 0, 3); const c = x[0];"),
            "0:a=6; 0:c=2; 0:zero=0;");
  EXPECT_EQ(outcome_of("x[0] = 6; const a = Atomics.or(x, 0, 3); const c = x[0];"),
            "0:a=6; 0:c=7; 0:zero=0;");
  EXPECT_EQ(outcome_of("x[0] = 6; const a = Atomics.xor(x, 0, 3); const c = x[0];"),
            "0:a=6; 0:c=5; 0:zero=0;");
}

TEST(Interpreter, compare_exchange_writes_only_where_it_found_what_it_expected) {
  EXPECT_EQ(outcome_of("const a = Atomics.compareExchange(x, 0, 0, 7); const c = x[0];"),
            "0:a=0; 0:c=7; 0:zero=0;");
  EXPECT_EQ(outcome_of("const a = Atomics.compareExchange(x, 0, 1, 7); const c = x[0];"),
            "0:a=0; 0:c=0; 0:zero=0;");
}

TEST(Interpreter, elements_truncate) {
  EXPECT_EQ(outcome_of("x[0] = 4294967295; const a = x[0];"), "0:a=-1; 0:zero=0;");
  EXPECT_EQ(outcome_of("x[0] = 4294967295 + 2; const a = x[0];"), "0:a=1; 0:zero=0;");
  EXPECT_EQ(outcome_of("b[0] = 0x7fffffffffffffffn + 1n; const a = b[0];"),
            "0:a=-9223372036854775808; 0:zero=0;");
}

TEST(Interpreter, a_branch_not_taken_leaves_its_registers_out) {
  EXPECT_EQ(outcome_of("let r; if (zero === 1) { r = x[0]; }"), "0:zero=0;");
  EXPECT_EQ(outcome_of("let r; if (zero === 0) { r = x[0]; } else { x[0] = 1; }"),
            "0:r=0; 0:zero=0;");
  EXPECT_EQ(outcome_of("let r; if (zero === 1) { x[0] = 1; } else { r = x[0]; } const s = x[0];"),
            "0:r=0; 0:s=0; 0:zero=0;");
}

TEST(Interpreter, agrees_with_the_tree_on_random_programs) {
  const bool held = rc::check("by_code(p) == by_tree(p)", [] {
    const Program program = *any_sampled_program();
    RC_LOG() << print(program);
    RC_ASSERT(by_code(program) == TreeReader(program).run());
  });
  EXPECT_EQ(held, true);
}

}  // namespace
}  // namespace assay::litmus

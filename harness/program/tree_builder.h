// Puts a syntax tree together while the grammar matches, bottom-up.
//
// Every call returns what is wrong, or nothing; the caller knows where.
//
// Thread safety: one thread.
// Invariants: nothing is taken back, since the grammar does not backtrack over a
// token that counts.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/program/program.h"

namespace assay::litmus {

inline constexpr int kFarAgent = 1000;  // no agent; stands for all larger numbers

struct TreeBuilder {
  using Wrong = std::string;  // empty: nothing

  Program program;

  // Scratch of what is being matched, in the grammar's words.
  std::uint64_t natural = 0;
  std::string declared;
  Position declared_at;
  View view;
  std::string target;
  bool differs = false;
  Access access;
  std::variant<Access, Let, Branch, Loop> statement;
  std::vector<Expression> expressions;  // a stack
  std::vector<int> heights;             // of each of them
  std::vector<Branch> branches;         // a stack
  std::vector<Loop> loops;              // a stack
  std::vector<Block> blocks;            // a stack
  std::vector<Condition> conditions;    // a stack
  std::vector<bool> chained;            // of each condition: may its chain go on?
  Position condition_at;
  int condition_agent = 0;
  std::string condition_register;
  Hint hint;
  Location location;   // C
  Observed observed;   // C
  std::string called;  // C
  std::vector<MemoryOrder> orders;
  GradeLine grade;
  std::string sentence;
  int depth = 0;

  Wrong nest();
  void unnest() { --depth; }

  Wrong number(std::string_view digits);
  Wrong literal(std::string_view text, Position at);
  Wrong binary(Operator op);
  void end_block(Block& into);
  Wrong repeated(std::string_view variable);
  Wrong agent_number(std::string_view digits);
  Wrong equals(std::string_view value);
  void is_blocked();
  void negate(Position at);
  // The top two conditions become one, or the upper joins the chain of the lower.
  void join(Condition::Kind kind);
  Wrong add_model(std::string_view model);
  Wrong set_races(std::string_view claim);
  void push(Expression expression);
  Expression pop();
};

// The enumerator whose name a text is. Precondition: there is one.
template <class Enum, std::size_t N>
Enum enumerator(const std::array<std::string_view, N>& names, std::string_view text) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == text) return static_cast<Enum>(i);
  return Enum{};
}

}  // namespace assay::litmus

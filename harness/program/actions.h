// What to do when a rule that both flavours have has matched.
//
// Thread safety: see TreeBuilder. This header pulls in PEGTL, like grammar.h.
// Invariants: an action throws pegtl::parse_error at what it refuses, and nothing else.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "harness/program/grammar.h"
#include "harness/program/source_error.h"
#include "harness/program/tree_builder.h"

namespace assay::litmus {

namespace pegtl = tao::pegtl;

template <class Input>
Position position(const Input& in) {
  const auto at = in.position();
  return {at.line, at.column};
}

template <class Input>
void require(const TreeBuilder::Wrong& wrong, const Input& in) {
  if (!wrong.empty()) throw pegtl::parse_error(wrong, in);
}

// What to do when a rule has matched; nothing unless said below.
template <class Rule>
struct Action : pegtl::nothing<Rule> {};

#define ON(rule)                                                      \
  template <>                                                         \
  struct Action<grammar::rule> {                                      \
    template <class Input>                                            \
    static void apply(const Input& in, TreeBuilder& b);               \
  };                                                                  \
  template <class Input>                                              \
  void Action<grammar::rule>::apply([[maybe_unused]] const Input& in, \
                                    [[maybe_unused]] TreeBuilder& b)

// -- nesting, expressions --------------------------------------------------------
ON(nest_open) {
  require(b.nest(), in);
  if (in.string_view() == "{") b.blocks.emplace_back();
}
ON(group_close) { b.unnest(); }
ON(block_close) { b.unnest(); }
ON(literal) { require(b.literal(in.string_view(), position(in)), in); }
ON(register_ref) {
  Expression made;
  made.kind = Expression::Kind::reg;
  made.name = in.string();
  made.at = position(in);
  b.push(std::move(made));
}
ON(plus_tail) { require(b.binary(Operator::add), in); }
ON(minus_tail) { require(b.binary(Operator::sub), in); }
ON(and_tail) { require(b.binary(Operator::bit_and), in); }
ON(xor_tail) { require(b.binary(Operator::bit_xor), in); }
ON(or_tail) { require(b.binary(Operator::bit_or), in); }

// -- the question, and after it ----------------------------------------------------
ON(condition_agent) {
  b.condition_at = position(in);
  b.condition_agent = kFinal;
  if (in.string_view() == "final") return;
  require(b.number(in.string_view()), in);
  b.condition_agent = static_cast<int>(std::min<std::uint64_t>(b.natural, kFarAgent));
}
ON(condition_name) { b.condition_register = in.string(); }
ON(condition_location) {
  b.condition_at = position(in);
  b.condition_agent = kLocation;
  b.condition_register = in.string();
}
ON(blocked) { b.is_blocked(); }
ON(condition_value) { require(b.equals(in.string_view()), in); }
ON(condition_group) { b.chained.back() = false; }
ON(tilde) { require(b.nest(), in); }
ON(negation) {
  b.unnest();
  b.negate(position(in));
}
ON(and_also) { b.join(Condition::Kind::conjunction); }
ON(or_else) { b.join(Condition::Kind::disjunction); }
ON(quantifier) {
  const std::string_view text = in.string_view();
  b.program.quantifier = text.starts_with('~') ? Quantifier::not_exists
                         : text == "exists"    ? Quantifier::exists
                                               : Quantifier::forall;
}
ON(question) {
  b.program.condition = std::move(b.conditions.back());
  b.conditions.clear();
  b.chained.clear();
}
ON(sentence_text) { b.sentence = in.string(); }
ON(description) { b.program.description = b.sentence; }
ON(grade) {
  b.grade.grade = enumerator<Grade>(kGradeNames, in.string_view());
  b.grade.at = position(in);
}
ON(grade_line) {
  b.grade.sentence = b.sentence;
  b.grade.condition = std::move(b.conditions.back());
  b.conditions.clear();
  b.chained.clear();
  b.program.grades.push_back(std::exchange(b.grade, {}));
}
ON(model) { require(b.add_model(in.string_view()), in); }
ON(race_claim) { require(b.set_races(in.string_view()), in); }
ON(test_name) { b.program.name = in.string(); }

// The tree, or the first error; `File` is the rule of a whole file.
template <class File>
std::variant<Program, SourceErrors> parse_with(std::string_view text, Flavour flavour) {
  TreeBuilder builder;
  builder.program.flavour = flavour;
  try {
    pegtl::memory_input<> in(text.data(), text.size(), "");
    // A failure is an exception: the end of the grammar has a message.
    pegtl::parse<File, Action, grammar::Control>(in, builder);
  } catch (const pegtl::parse_error& error) {
    const pegtl::position& at = error.positions().front();
    return SourceErrors{{{at.line, at.column}, std::string(error.message())}};
  }
  return std::move(builder.program);
}

}  // namespace assay::litmus

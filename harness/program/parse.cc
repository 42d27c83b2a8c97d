#include "harness/program/parse.h"

#include <string>
#include <utility>

#include "harness/program/grammar.h"
#include "harness/program/tree_builder.h"
#include "harness/program/validate.h"

namespace assay::litmus {
namespace {

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

// -- declarations ----------------------------------------------------------------
ON(declared_name) {
  b.declared = in.string();
  b.declared_at = position(in);
  b.view = {};
}
ON(byte_length) { require(b.number(in.string_view()), in); }
ON(own_buffer) { b.view.own_bytes = b.natural; }
ON(buffer_ref) { b.view.buffer = in.string(); }
ON(element_type) { b.view.type = enumerator<ElementType>(kElementTypeNames, in.string_view()); }
ON(view_offset) {
  require(b.number(in.string_view()), in);
  b.view.byte_offset = b.natural;
}
ON(view_length) {
  require(b.number(in.string_view()), in);
  b.view.length = b.natural;
}
ON(view) {
  b.view.name = b.declared;
  b.view.at = b.declared_at;
  b.program.views.push_back(std::move(b.view));
}
ON(buffer_made) { b.program.buffers.push_back({b.declared, b.natural, b.declared_at}); }

// -- statements ------------------------------------------------------------------
ON(index) {
  require(b.number(in.string_view()), in);
  b.access.index = b.natural;
}
ON(access_view) { b.access.view = in.string(); }
ON(plain_read) { b.access.kind = AccessKind::plain_load; }
ON(atomic_name) { b.access.kind = enumerator<AccessKind>(kAccessNames, in.string_view()); }
ON(atomic_view) { b.access.view = in.string(); }
ON(atomics) {
  while (!b.expressions.empty()) b.access.operands.insert(b.access.operands.begin(), b.pop());
}
ON(const_name) { b.target = in.string(); }
ON(const_statement) {
  b.access.target = Access::Target::constant;
  b.access.reg = b.target;
  b.statement = std::exchange(b.access, {});
}
ON(let_name) { b.target = in.string(); }
ON(let_statement) { b.statement = Let{b.target}; }
ON(target_name) { b.target = in.string(); }
ON(store_rest) {
  b.access.kind = AccessKind::plain_store;
  b.access.view = b.target;
  b.access.operands.push_back(b.pop());
}
ON(assign_rest) {
  b.access.target = Access::Target::assigned;
  b.access.reg = b.target;
}
ON(assignment) { b.statement = std::exchange(b.access, {}); }
ON(atomics_statement) { b.statement = std::exchange(b.access, {}); }
ON(if_register) { b.target = in.string(); }
ON(if_value) { require(b.literal(in.string_view(), position(in)), in); }
ON(if_head) { b.branches.push_back({b.target, b.pop(), {}, {}}); }
ON(then_block) { b.end_block(b.branches.back().then); }
ON(else_block) { b.end_block(b.branches.back().otherwise); }
ON(if_statement) {
  b.statement = std::move(b.branches.back());
  b.branches.pop_back();
}
ON(statement) { b.blocks.back().push_back({std::move(b.statement), position(in)}); }
ON(agent_label) { require(b.agent_number(in.string_view().substr(1)), in); }
ON(agent_block) { b.end_block(b.program.agents.emplace_back()); }
ON(final_block) { b.end_block(b.program.final_block); }

// -- the question, and after it ----------------------------------------------------
ON(condition_agent) {
  b.condition_at = position(in);
  b.condition_agent = kFinal;
  if (in.string_view() == "final") return;
  constexpr std::uint64_t kFar = 1000;  // no agent; an int
  require(b.number(in.string_view()), in);
  b.condition_agent = static_cast<int>(b.natural < kFar ? b.natural : kFar);
}
ON(condition_name) { b.condition_register = in.string(); }
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
#undef ON

SourceErrors one_error(Position at, std::string message) { return {{at, std::move(message)}}; }

}  // namespace

std::variant<Program, SourceErrors> parse(std::string_view text) {
  if (text.size() > kMaxFileBytes) return one_error({}, "expected a file of at most 1 MiB");
  TreeBuilder builder;
  try {
    pegtl::memory_input<> in(text.data(), text.size(), "");
    // A failure is an exception: the end of the grammar has a message.
    pegtl::parse<grammar::file, Action, grammar::Control>(in, builder);
  } catch (const pegtl::parse_error& error) {
    const pegtl::position& at = error.positions().front();
    return one_error({at.line, at.column}, std::string(error.message()));
  }
  return std::move(builder.program);
}

std::variant<Program, SourceErrors> read_program(std::string_view text) {
  std::variant<Program, SourceErrors> read = parse(text);
  if (const auto* program = std::get_if<Program>(&read)) {
    SourceErrors wrong = validate(*program);
    if (!wrong.empty()) return wrong;
  }
  return read;
}

}  // namespace assay::litmus

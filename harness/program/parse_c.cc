#include "harness/program/parse_c.h"

#include <algorithm>

#include "harness/program/actions.h"
#include "harness/program/c_grammar.h"

namespace assay::litmus {
namespace {

struct Function {
  std::string_view name;
  AccessKind kind;
  std::size_t operands;  // besides the location
};
constexpr std::array<Function, 11> kFunctions{{
    {"atomic_load", AccessKind::load, 0},
    {"atomic_store", AccessKind::store, 1},
    {"atomic_exchange", AccessKind::exchange, 1},
    {"atomic_fetch_add", AccessKind::add, 1},
    {"atomic_fetch_sub", AccessKind::sub, 1},
    {"atomic_fetch_and", AccessKind::bit_and, 1},
    {"atomic_fetch_or", AccessKind::bit_or, 1},
    {"atomic_fetch_xor", AccessKind::bit_xor, 1},
    {"atomic_compare_exchange_strong", AccessKind::compare_exchange, 1},
    {"atomic_compare_exchange_weak", AccessKind::compare_exchange, 1},
    {"atomic_thread_fence", AccessKind::fence, 0},
}};

// What a call says, once its arguments are there; empty: nothing is wrong.
TreeBuilder::Wrong call(TreeBuilder& b) {
  std::string_view called = b.called;
  const bool fence = called == "atomic_thread_fence";
  const bool with_orders = fence || called.ends_with("_explicit");
  if (with_orders && !fence) called.remove_suffix(std::string_view("_explicit").size());
  const auto* const function = std::find_if(kFunctions.begin(), kFunctions.end(),
                                            [&](const Function& f) { return f.name == called; });
  if (function == kFunctions.end()) return "expected a function of <stdatomic.h>, not " + b.called;
  Access& access = b.access;
  access.kind = function->kind;
  access.weak = called.ends_with("_weak");
  const bool compares = access.kind == AccessKind::compare_exchange;
  const std::size_t orders = !with_orders ? 0 : compares ? 2 : 1;
  std::vector<Expression> operands;
  while (!b.expressions.empty()) operands.insert(operands.begin(), b.pop());
  if (!fence) {
    if (operands.empty() || operands[0].kind != Expression::Kind::reg)
      return "expected a location first in " + b.called;
    access.view = operands[0].name;
    operands.erase(operands.begin());
  }
  if (operands.size() != function->operands || b.orders.size() != orders ||
      access.expected.empty() == compares)
    return "expected other arguments of " + b.called;
  access.operands = std::move(operands);
  if (orders > 0) access.order = b.orders[0];
  if (orders > 1) access.failure = b.orders[1];
  b.orders.clear();
  return {};
}

}  // namespace

// -- declarations ----------------------------------------------------------------
ON(c::atomic_type) { b.location.type = Location::Type::atomic; }
ON(c::plain_type) { b.location.type = Location::Type::plain; }
ON(c::initial_name) {
  b.location.name = in.string();
  b.location.at = position(in);
}
ON(c::initial_value) {
  require(b.literal(in.string_view(), position(in)), in);
  const Expression value = b.pop();
  require(value.kind == Expression::Kind::number ? "" : "expected an integer", in);
  b.location.value = value.value;
}
ON(c::location) { b.program.locations.push_back(std::exchange(b.location, {})); }
ON(c::label) {
  require(b.agent_number(in.string_view().substr(1)), in);
  b.program.parameters.emplace_back();
}
ON(c::parameter_name) {
  Parameter made;
  made.name = in.string();
  made.atomic = std::exchange(b.location, {}).type == Location::Type::atomic;
  made.at = position(in);
  b.program.parameters.back().push_back(std::move(made));
}

// -- statements ------------------------------------------------------------------
ON(c::pointer) { b.access.view = in.string(); }
ON(c::loaded) { b.access.kind = AccessKind::plain_load; }
ON(c::call_name) { b.called = in.string(); }
ON(c::order) {
  const auto order = enumerator<MemoryOrder>(kMemoryOrderNames, in.string_view());
  b.orders.push_back(order);
}
ON(c::expected_register) { b.access.expected = in.string(); }
ON(c::call) { require(call(b), in); }
ON(c::computed) {
  b.access.kind = AccessKind::compute;
  b.access.operands.push_back(b.pop());
}
ON(c::declared_register) {
  b.target = in.string();
  b.statement = Let{b.target};
}
ON(c::given) {
  b.access.target = Access::Target::constant;
  b.access.reg = b.target;
  b.statement = std::exchange(b.access, {});
}
ON(c::stored) {
  b.access.kind = AccessKind::plain_store;
  b.access.operands.push_back(b.pop());
  b.statement = std::exchange(b.access, {});
}
ON(c::assigned_register) { b.target = in.string(); }
ON(c::assignment) {
  b.access.target = Access::Target::assigned;
  b.access.reg = b.target;
  b.statement = std::exchange(b.access, {});
}
ON(c::call_statement) { b.statement = std::exchange(b.access, {}); }
ON(c::tested) {
  b.branches.push_back({in.string(), true, {}, {}, {}});
  b.branches.back().value.at = position(in);
}
ON(c::comparison) { b.branches.back().differs = in.string_view() == "!="; }
ON(c::compared) {
  require(b.literal(in.string_view(), position(in)), in);
  b.branches.back().value = b.pop();
}
ON(c::then_block) { b.end_block(b.branches.back().then); }
ON(c::else_block) { b.end_block(b.branches.back().otherwise); }
ON(c::if_statement) {
  b.statement = std::move(b.branches.back());
  b.branches.pop_back();
}
ON(c::statement) { b.blocks.back().push_back({std::move(b.statement), position(in)}); }
ON(c::agent_body) { b.end_block(b.program.agents.emplace_back()); }

// -- the question ----------------------------------------------------------------
ON(c::observed_agent) {
  require(b.number(in.string_view()), in);
  b.observed.agent = static_cast<int>(std::min<std::uint64_t>(b.natural, kFarAgent));
}
ON(c::observed_name) {
  b.observed.name = in.string();
  b.observed.at = position(in);
}
ON(c::observed) { b.program.observed.push_back(std::exchange(b.observed, {})); }
ON(c::filter_line) {
  require(b.program.filter ? "expected one filter at most" : "", in);
  b.program.filter = std::move(b.conditions.back());
  b.conditions.clear();
  b.chained.clear();
}
#undef ON

std::variant<Program, SourceErrors> parse_c(std::string_view text) {
  return parse_with<grammar::c::file>(text, Flavour::c);
}

}  // namespace assay::litmus

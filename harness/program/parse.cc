#include "harness/program/parse.h"

#include <string>
#include <utility>

#include "harness/program/actions.h"
#include "harness/program/parse_c.h"
#include "harness/program/validate.h"

namespace assay::litmus {

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
ON(data_view_type) { b.view.data_view = true; }
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
ON(index_number) {
  require(b.number(in.string_view()), in);
  b.access.index = b.natural;
}
ON(index_variable) { b.access.index_variable = in.string(); }
ON(accessed_type) {
  const std::string array = in.string() + "Array";
  b.access.data_view = DataViewAccess{enumerator<ElementType>(kElementTypeNames, array), false};
}
ON(little_endian) { b.access.data_view->little_endian = in.string_view() == "true"; }
ON(access_view) { b.access.view = in.string(); }
ON(plain_element) { b.access.kind = AccessKind::plain_load; }
ON(get_call) { b.access.kind = AccessKind::plain_load; }
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
ON(set_rest) {
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
ON(if_equals) { b.differs = in.string_view() == "!=="; }
ON(if_value) { require(b.literal(in.string_view(), position(in)), in); }
ON(if_head) { b.branches.push_back({b.target, b.differs, b.pop(), {}, {}}); }
ON(then_block) { b.end_block(b.branches.back().then); }
ON(else_block) { b.end_block(b.branches.back().otherwise); }
ON(if_statement) {
  b.statement = std::move(b.branches.back());
  b.branches.pop_back();
}
ON(bound_variable) {
  b.loops.emplace_back();
  b.loops.back().variable = in.string();
}
ON(bound_from) {
  require(b.number(in.string_view()), in);
  b.loops.back().from = b.natural;
}
ON(bound_below) {
  require(b.number(in.string_view()), in);
  b.loops.back().below = b.natural;
}
ON(bound_again) { require(b.repeated(in.string_view()), in); }
ON(for_block) { b.end_block(b.loops.back().body); }
ON(for_statement) {
  b.statement = std::move(b.loops.back());
  b.loops.pop_back();
}
ON(statement) { b.blocks.back().push_back({std::move(b.statement), position(in)}); }
ON(agent_label) { require(b.agent_number(in.string_view().substr(1)), in); }
ON(agent_block) { b.end_block(b.program.agents.emplace_back()); }
ON(final_block) { b.end_block(b.program.final_block); }

ON(hint_view) {
  b.hint.view = in.string();
  b.hint.at = position(in);
}
ON(hint_index) {
  require(b.number(in.string_view()), in);
  b.hint.index = b.natural;
}
ON(hint_value) { require(b.literal(in.string_view(), position(in)), in); }
ON(hint) {
  b.hint.value = b.pop();
  b.program.values.push_back(std::exchange(b.hint, {}));
}
#undef ON

namespace {

// Whether a file's first word, after gaps, is C.
bool is_c(std::string_view text) {
  pegtl::memory_input<> in(text.data(), text.size(), "");
  try {
    return pegtl::parse<pegtl::seq<grammar::gap, pegtl::one<'C'>, pegtl::blank>>(in);
  } catch (const pegtl::parse_error&) {
    return false;
  }
}

}  // namespace

std::variant<Program, SourceErrors> parse(std::string_view text) {
  if (text.size() > kMaxFileBytes) return SourceErrors{{{}, "expected a file of at most 1 MiB"}};
  if (is_c(text)) return parse_c(text);
  return parse_with<grammar::file>(text, Flavour::js);
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

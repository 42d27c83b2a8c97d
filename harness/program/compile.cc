#include <algorithm>
#include <bit>
#include <map>
#include <set>

#include "harness/program/code.h"

namespace assay::litmus {
namespace {

// What a view's name, or a C location's, stands for.
struct Resolved {
  ElementType type = ElementType::int32;
  std::uint32_t number = 0;   // of a typed array, among the views of its type
  std::uint32_t address = 0;  // of its first byte
  bool data_view = false;
  bool atomic = false;  // C: an atomic_int
};
using ResolvedNames = std::map<std::string, Resolved, std::less<>>;

void collect_registers(const Block& block, std::map<std::string, Shown>& names,
                       const ResolvedNames& views) {
  for (const Statement& statement : block) {
    if (const auto* let = std::get_if<Let>(&statement.what)) {
      names.try_emplace(let->reg, Shown::integer);
    } else if (const auto* branch = std::get_if<Branch>(&statement.what)) {
      collect_registers(branch->then, names, views);
      collect_registers(branch->otherwise, names, views);
    } else if (const auto* loop = std::get_if<Loop>(&statement.what)) {
      collect_registers(loop->body, names, views);
    } else if (const auto& access = std::get<Access>(statement.what); !access.reg.empty()) {
      const auto view = views.find(access.view);
      const ElementType type = access.data_view      ? access.data_view->type
                               : view != views.end() ? view->second.type
                                                     : ElementType::int32;
      Shown shown = Shown::integer;
      if (access.kind != AccessKind::wait && access.kind != AccessKind::notify)
        shown = is_float(type)                   ? Shown::fraction
                : type == ElementType::biguint64 ? Shown::natural
                                                 : Shown::integer;
      names.insert_or_assign(access.reg, shown);
    }
  }
}

Ordering ordering(MemoryOrder order) {
  return order == MemoryOrder::implicit ? Ordering::seq_cst
                                        : static_cast<Ordering>(static_cast<std::size_t>(order));
}
static_assert(static_cast<int>(Ordering::seq_cst) == static_cast<int>(MemoryOrder::seq_cst));

// Compiles one agent.
class Compiler {
 public:
  Compiler(const ResolvedNames& names, Flavour flavour, Code& code, std::set<Cell>& cells)
      : names_(names), flavour_(flavour), whole_(code), cells_(cells) {}

  AgentCode run(const Block& statements, int agent) {
    std::map<std::string, Shown> named;
    collect_registers(statements, named, names_);
    for (const auto& [name, shown] : named) {
      slots_[name] = new_slot(0);
      whole_.registers.push_back({agent, name, shown, slots_[name]});
    }
    code_.registers = named.size();
    block(statements);
    return std::move(code_);
  }

 private:
  std::uint32_t new_slot(std::int64_t value) {
    code_.frame.push_back(value);
    return static_cast<std::uint32_t>(code_.frame.size() - 1);
  }

  std::uint32_t constant(std::int64_t value) {
    const auto [entry, fresh] = constants_.try_emplace(value, 0);
    if (fresh) entry->second = new_slot(value);
    return entry->second;
  }

  std::uint32_t here() const { return static_cast<std::uint32_t>(code_.instructions.size()); }

  void block(const Block& statements) {
    for (const Statement& statement : statements) {
      if (const auto* branch_taken = std::get_if<Branch>(&statement.what))
        branch(*branch_taken);
      else if (const auto* loop = std::get_if<Loop>(&statement.what))
        unroll(*loop);
      else if (const auto* what = std::get_if<Access>(&statement.what))
        access(*what);
    }
  }

  void unroll(const Loop& loop) {
    for (std::uint64_t i = loop.from; i < loop.below; ++i) {
      variables_[loop.variable] = i;
      block(loop.body);
    }
    variables_.erase(loop.variable);
  }

  void branch(const Branch& taken) {
    Instruction test;
    test.kind =
        taken.differs ? Instruction::Kind::jump_if_equal : Instruction::Kind::jump_unless_equal;
    test.left = slots_.at(taken.reg);
    test.right = constant(taken.value.value);
    const std::uint32_t test_at = here();
    code_.instructions.push_back(test);
    block(taken.then);
    const std::uint32_t end_of_then = here();
    if (!taken.otherwise.empty()) {
      Instruction skip;
      skip.kind = Instruction::Kind::jump;
      code_.instructions.push_back(skip);
    }
    code_.instructions[test_at].element = here();
    if (taken.otherwise.empty()) return;
    block(taken.otherwise);
    code_.instructions[end_of_then].element = here();
  }

  void access(const Access& what) {
    Instruction made;
    made.access = what.kind;
    if (what.kind == AccessKind::fence) {
      made.kind = Instruction::Kind::fence;
      made.order = ordering(what.order);
      code_.instructions.push_back(made);
      return;
    }
    if (what.kind == AccessKind::compute)
      made.kind = Instruction::Kind::assign;
    else
      place(what, made);
    if (!what.operands.empty())
      made.left = value_of(what.operands[0], made.type);
    else if (what.kind == AccessKind::notify)
      made.left = constant(-1);  // all of them
    if (!what.expected.empty()) {
      made.right = made.left;
      made.left = made.observed = slots_.at(what.expected);
      made.tells_success = true;
    } else if (what.operands.size() > 1) {
      made.right = value_of(what.operands[1], made.type);
    }
    if (what.reg.empty()) {
      made.result = scratch();
    } else {
      made.result = slots_.at(what.reg);
      made.assigns = std::uint64_t{1} << made.result;
    }
    code_.instructions.push_back(made);
  }

  // Which bytes it touches, and how.
  void place(const Access& what, Instruction& made) {
    const Resolved& name = names_.at(what.view);
    const std::uint64_t index =
        what.index_variable.empty() ? what.index : variables_.at(what.index_variable);
    const bool plain = what.kind == AccessKind::plain_load || what.kind == AccessKind::plain_store;
    made.type = what.data_view ? what.data_view->type : name.type;
    made.big_endian = what.data_view && !what.data_view->little_endian;
    made.address = name.address +
                   static_cast<std::uint32_t>(index * (name.data_view ? 1 : size_of(made.type)));
    made.data_view = name.data_view;
    made.view = name.number;
    made.element = static_cast<std::uint32_t>(index);
    // ECMA-262, IsNoTearConfiguration, of typed arrays alone.
    const bool small_integer = is_atomic(made.type) && !is_bigint(made.type);
    made.tear_free = flavour_ == Flavour::c || !plain || (small_integer && !name.data_view);
    if (flavour_ == Flavour::c) {
      made.order = plain && !name.atomic ? Ordering::plain : ordering(what.order);
      made.failure = ordering(what.failure);
      made.weak = what.weak;
    } else if (!plain) {
      made.order = made.failure = Ordering::seq_cst;
    }
    if (!name.data_view) cells_.insert({made.type, made.view, made.element});
  }

  // Where what nobody reads goes.
  std::uint32_t scratch() {
    if (!scratch_) scratch_ = new_slot(0);
    return *scratch_;
  }

  // `type`: of the element that the value goes to.
  std::uint32_t value_of(const Expression& e, ElementType type) {
    switch (e.kind) {
      case Expression::Kind::number:
        return constant(is_float(type) ? std::bit_cast<std::int64_t>(static_cast<double>(e.value))
                                       : e.value);
      case Expression::Kind::bigint:
      case Expression::Kind::fraction:
        return constant(e.value);
      case Expression::Kind::reg:
        if (const auto variable = variables_.find(e.name); variable != variables_.end()) {
          const auto value = static_cast<std::int64_t>(variable->second);
          return constant(is_float(type) ? std::bit_cast<std::int64_t>(static_cast<double>(value))
                                         : value);
        }
        return slots_.at(e.name);
      case Expression::Kind::binary:
        break;
    }
    Instruction made;
    made.kind = Instruction::Kind::operate;
    made.op = e.op;
    made.left = value_of(e.operands[0], type);
    made.right = value_of(e.operands[1], type);
    made.result = new_slot(0);
    code_.instructions.push_back(made);
    return made.result;
  }

  const ResolvedNames& names_;
  Flavour flavour_;
  Code& whole_;
  std::set<Cell>& cells_;
  AgentCode code_;
  std::map<std::string, std::uint32_t, std::less<>> slots_;
  std::map<std::string, std::uint64_t, std::less<>> variables_;  // of loops
  std::map<std::int64_t, std::uint32_t> constants_;
  std::optional<std::uint32_t> scratch_;
};

// Buffers and views by number, and where their bytes are.
ResolvedNames lay_out(const Program& program, Code& code) {
  std::map<std::string, std::size_t, std::less<>> buffers;
  for (const Buffer& buffer : program.buffers) {
    buffers[buffer.name] = code.buffers.size();
    code.buffers.push_back(buffer.byte_length);
  }
  for (const View& view : program.views)
    if (view.buffer.empty()) code.buffers.push_back(view.own_bytes);
  std::vector<std::uint32_t> base;  // of each buffer
  std::uint64_t bytes = 0;
  for (const std::uint64_t length : code.buffers) {
    base.push_back(static_cast<std::uint32_t>(bytes));
    bytes += length;
  }
  ResolvedNames resolved;
  std::array<std::uint32_t, kElementTypeNames.size()> count{};
  std::size_t own = program.buffers.size();
  for (const View& view : program.views) {
    ViewLayout layout{view.type, view.buffer.empty() ? own++ : buffers.at(view.buffer),
                      view.byte_offset, 0};
    Resolved& made = resolved[view.name];
    made.type = view.type;
    made.data_view = view.data_view;
    made.address = base[layout.buffer] + static_cast<std::uint32_t>(view.byte_offset);
    const std::uint64_t room = code.buffers[layout.buffer] - view.byte_offset;
    code.blocks.push_back({view.name, made.address,
                           static_cast<std::uint32_t>(view.data_view ? 1 : size_of(view.type))});
    if (view.data_view) continue;
    layout.length = view.length.value_or(room / size_of(view.type));
    code.views.push_back(layout);
    made.number = count.at(static_cast<std::size_t>(view.type))++;
  }
  for (const Hint& hint : program.values) {
    const Resolved& view = resolved.at(hint.view);
    const auto size = static_cast<std::uint32_t>(size_of(view.type));
    std::int64_t value = hint.value.value;
    if (is_float(view.type) && hint.value.kind == Expression::Kind::number)
      value = std::bit_cast<std::int64_t>(static_cast<double>(value));
    code.hints.push_back({view.address + static_cast<std::uint32_t>(hint.index) * size, size,
                          to_image(view.type, false, value)});
  }
  return resolved;
}

// The names that a C test's outcomes show.
void collect_observed(const Condition& condition, std::set<std::pair<int, std::string>>& into) {
  if (condition.kind == Condition::Kind::equals) into.emplace(condition.agent, condition.reg);
  for (const Condition& operand : condition.operands) collect_observed(operand, into);
}

std::set<std::pair<int, std::string>> observed_in(const Program& program) {
  std::set<std::pair<int, std::string>> names;
  collect_observed(program.condition, names);
  if (program.filter) collect_observed(*program.filter, names);
  for (const GradeLine& line : program.grades) collect_observed(line.condition, names);
  for (const Observed& each : program.observed) names.emplace(each.agent, each.name);
  return names;
}

// C: four bytes for each location, and a final block that loads those that are observed.
Code compile_c(const Program& program) {
  Code code;
  code.flavour = Flavour::c;
  code.beyond_sampling = "the C flavour is judged by models";
  ResolvedNames names;
  for (const Location& location : program.locations)
    names[location.name].atomic = location.type == Location::Type::atomic;
  for (const auto& parameters : program.parameters)
    for (const Parameter& parameter : parameters) names[parameter.name].atomic = parameter.atomic;
  std::uint32_t address = 0;
  for (auto& [name, resolved] : names) {
    resolved.address = address;
    code.buffers.push_back(4);
    code.blocks.push_back({name, address, 4});
    address += 4;
  }
  for (const Location& location : program.locations)
    if (location.value != 0)
      code.initial.push_back(
          {names[location.name].address, 4, to_image(ElementType::int32, false, location.value)});
  std::set<Cell> cells;
  for (std::size_t i = 0; i < program.agents.size(); ++i)
    code.agents.push_back(
        Compiler(names, program.flavour, code, cells).run(program.agents[i], static_cast<int>(i)));
  const auto observed = observed_in(program);
  std::erase_if(code.registers, [&](const RegisterName& reg) {
    return observed.count({reg.agent, reg.name}) == 0;
  });
  for (const auto& [agent, name] : observed) {
    if (agent != kLocation) continue;
    Instruction load;
    load.address = names.at(name).address;
    load.order = names.at(name).atomic ? Ordering::relaxed : Ordering::plain;
    load.result = static_cast<std::uint32_t>(code.final_block.frame.size());
    code.final_block.frame.push_back(0);
    code.final_block.instructions.push_back(load);
    code.registers.push_back({kLocation, name, Shown::integer, load.result});
  }
  code.final_block.registers = code.final_block.frame.size();
  return code;
}

// Where agents wait, whether they ended parked is a part of the outcome.
void add_blocked(Code& code) {
  for (std::size_t i = 0; i < code.agents.size(); ++i) {
    const auto& instructions = code.agents[i].instructions;
    const bool waits = std::any_of(instructions.begin(), instructions.end(), [](const auto& each) {
      return each.kind == Instruction::Kind::access && each.access == AccessKind::wait;
    });
    if (!waits) continue;
    const auto agent = static_cast<int>(i);
    const auto first =
        std::find_if(code.registers.begin(), code.registers.end(), [&](const RegisterName& reg) {
          return reg.agent == agent || reg.agent == kFinal || reg.agent > agent;
        });
    code.registers.insert(first, {agent, std::string(kBlocked), Shown::word, 0});
  }
}

std::string beyond_sampling(const Program& program, const Code& code) {
  for (const View& view : program.views)
    if (view.data_view || (view.type != ElementType::int32 && view.type != ElementType::bigint64))
      return "samplers have Int32Array and BigInt64Array only";
  for (const AgentCode& agent : code.agents)
    for (const Instruction& each : agent.instructions)
      if (each.access == AccessKind::wait || each.access == AccessKind::notify)
        return "samplers do not wait and notify";
  return {};
}

}  // namespace

Code compile(const Program& program) {
  if (program.flavour == Flavour::c) return compile_c(program);
  Code code;
  const ResolvedNames views = lay_out(program, code);
  std::set<Cell> cells;
  for (std::size_t i = 0; i < program.agents.size(); ++i)
    code.agents.push_back(
        Compiler(views, program.flavour, code, cells).run(program.agents[i], static_cast<int>(i)));
  code.final_block = Compiler(views, program.flavour, code, cells).run(program.final_block, kFinal);
  code.cells.assign(cells.begin(), cells.end());
  add_blocked(code);
  code.beyond_sampling = beyond_sampling(program, code);
  return code;
}

}  // namespace assay::litmus

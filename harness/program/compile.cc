#include <algorithm>
#include <map>
#include <set>

#include "harness/program/code.h"

namespace assay::litmus {
namespace {

struct ResolvedView {
  ElementType type;
  std::uint32_t number;  // among the views of its type
};
using ResolvedViews = std::map<std::string, ResolvedView, std::less<>>;

void collect_registers(const Block& block, std::set<std::string>& names) {
  for (const Statement& statement : block) {
    if (const auto* let = std::get_if<Let>(&statement.what)) {
      names.insert(let->reg);
    } else if (const auto* branch = std::get_if<Branch>(&statement.what)) {
      collect_registers(branch->then, names);
      collect_registers(branch->otherwise, names);
    } else if (const auto& access = std::get<Access>(statement.what); !access.reg.empty()) {
      names.insert(access.reg);
    }
  }
}

// Compiles one agent.
class Compiler {
 public:
  Compiler(const ResolvedViews& views, std::set<Cell>& cells) : views_(views), cells_(cells) {}

  AgentCode run(const Block& statements) {
    std::set<std::string> names;
    collect_registers(statements, names);
    for (const std::string& name : names) slots_[name] = new_slot(0);
    code_.registers = names.size();
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
      else if (const auto* what = std::get_if<Access>(&statement.what))
        access(*what);
    }
  }

  void branch(const Branch& taken) {
    Instruction test;
    test.kind = Instruction::Kind::jump_unless_equal;
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
    const ResolvedView& view = views_.at(what.view);
    Instruction made;
    made.access = what.kind;
    made.type = view.type;
    made.view = view.number;
    made.element = static_cast<std::uint32_t>(what.index);
    if (!what.operands.empty()) made.left = value_of(what.operands[0]);
    if (what.operands.size() > 1) made.right = value_of(what.operands[1]);
    if (what.reg.empty()) {
      made.result = scratch();
    } else {
      made.result = slots_.at(what.reg);
      made.assigns = std::uint64_t{1} << made.result;
    }
    code_.instructions.push_back(made);
    cells_.insert({made.type, made.view, made.element});
  }

  // Where what nobody reads goes.
  std::uint32_t scratch() {
    if (!scratch_) scratch_ = new_slot(0);
    return *scratch_;
  }

  std::uint32_t value_of(const Expression& e) {
    switch (e.kind) {
      case Expression::Kind::number:
      case Expression::Kind::bigint:
        return constant(e.value);
      case Expression::Kind::reg:
        return slots_.at(e.name);
      case Expression::Kind::binary:
        break;
    }
    Instruction made;
    made.kind = Instruction::Kind::operate;
    made.op = e.op;
    made.left = value_of(e.operands[0]);
    made.right = value_of(e.operands[1]);
    made.result = new_slot(0);
    code_.instructions.push_back(made);
    return made.result;
  }

  const ResolvedViews& views_;
  std::set<Cell>& cells_;
  AgentCode code_;
  std::map<std::string, std::uint32_t, std::less<>> slots_;
  std::map<std::int64_t, std::uint32_t> constants_;
  std::optional<std::uint32_t> scratch_;
};

// Buffers and views by number.
ResolvedViews lay_out(const Program& program, Code& code) {
  std::map<std::string, std::size_t, std::less<>> buffers;
  for (const Buffer& buffer : program.buffers) {
    buffers[buffer.name] = code.buffers.size();
    code.buffers.push_back(buffer.byte_length);
  }
  ResolvedViews resolved;
  std::array<std::uint32_t, 2> count{};
  for (const View& view : program.views) {
    ViewLayout layout{view.type, 0, view.byte_offset, 0};
    if (view.buffer.empty()) {
      layout.buffer = code.buffers.size();
      code.buffers.push_back(view.own_bytes);
    } else {
      layout.buffer = buffers.at(view.buffer);
    }
    const std::uint64_t room = code.buffers[layout.buffer] - view.byte_offset;
    layout.length = view.length.value_or(room / size_of(view.type));
    code.views.push_back(layout);
    resolved[view.name] = {view.type, count.at(static_cast<std::size_t>(view.type))++};
  }
  return resolved;
}

void name_registers(int agent, const Block& block, std::vector<RegisterName>& into) {
  std::set<std::string> names;
  collect_registers(block, names);
  for (const std::string& name : names) into.push_back({agent, name});
}

}  // namespace

Code compile(const Program& program) {
  Code code;
  const ResolvedViews views = lay_out(program, code);
  std::set<Cell> cells;
  for (std::size_t i = 0; i < program.agents.size(); ++i) {
    code.agents.push_back(Compiler(views, cells).run(program.agents[i]));
    name_registers(static_cast<int>(i), program.agents[i], code.registers);
  }
  code.final_block = Compiler(views, cells).run(program.final_block);
  name_registers(kFinal, program.final_block, code.registers);
  code.cells.assign(cells.begin(), cells.end());
  return code;
}

}  // namespace assay::litmus

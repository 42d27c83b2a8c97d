#include "harness/program/random_program.h"

#include <algorithm>
#include <set>

namespace assay::litmus {
namespace {

std::size_t below(std::size_t n) { return *rc::gen::inRange<std::size_t>(0, n); }
bool one_in(std::size_t n) { return below(n) == 0; }

struct KnownRegister {
  std::string name;
  ElementType type = ElementType::int32;
};

// Makes one program; each choice may depend on the earlier ones.
class Maker {
 public:
  Program run() {
    program_.name = one_in(2) ? "MP+flag_sc" : "2+2W.x-y";
    if (one_in(2)) program_.description = "A sentence: with \\ and é.";
    declare();
    for (std::size_t agents = 1 + below(3); agents > 0; --agents)
      program_.agents.push_back(block(static_cast<int>(program_.agents.size())));
    if (one_in(2)) program_.final_block = block(kFinal);
    program_.quantifier = static_cast<Quantifier>(below(3));
    program_.condition = condition(3);
    for (std::size_t lines = below(4); lines > 0; --lines) grade();
    for (std::size_t model = 0; model < kModelNames.size(); ++model)
      if (one_in(3)) program_.models.push_back(static_cast<Model>(model));
    if (one_in(2)) program_.races = static_cast<RaceClaim>(below(2));
    return std::move(program_);
  }

 private:
  void declare() {
    for (std::size_t i = 0, buffers = below(3); i < buffers; ++i)
      program_.buffers.push_back({"buffer" + std::to_string(i), 16 + 8 * below(3), {}});
    for (std::size_t i = 0, views = 1 + below(3); i < views; ++i) {
      View view;
      view.name = "v" + std::to_string(i);
      view.type = static_cast<ElementType>(below(2));
      if (program_.buffers.empty() || one_in(2))
        view.own_bytes = 16;
      else
        view.buffer = program_.buffers[below(program_.buffers.size())].name;
      if (one_in(2)) view.byte_offset = 8;
      if (one_in(2)) view.length = 1;
      program_.views.push_back(view);
    }
  }

  Block block(int agent) {
    registers_.clear();
    lets_.clear();
    next_register_ = 0;
    Block made;
    made.push_back(read(true));  // so that there is a register
    for (std::size_t i = 0, lets = below(3); i < lets; ++i) {
      Let let{new_register()};
      lets_.push_back(let.reg);
      made.push_back({let, {}});
    }
    statements(made, 1 + below(5), 2);
    for (const KnownRegister& reg : registers_) named_.push_back({agent, reg.name});
    return made;
  }

  // Registers assigned in a branch are not known after it.
  void statements(Block& into, std::size_t count, int depth) {
    for (; count > 0; --count) {
      if (depth > 0 && one_in(5)) {
        into.push_back(branch(depth - 1));
      } else if (!lets_.empty() && one_in(3)) {
        into.push_back(read(false));
      } else if (depth == 2 && one_in(3)) {
        into.push_back(read(true));
      } else {
        into.push_back(write());
      }
    }
  }

  Statement branch(int depth) {
    const KnownRegister reg = registers_[below(registers_.size())];
    Branch made;
    made.reg = reg.name;
    made.value = literal(reg.type);
    const auto known = registers_;
    statements(made.then, below(3), depth);
    registers_ = known;
    statements(made.otherwise, below(3), depth);
    registers_ = known;
    return {made, {}};
  }

  std::string new_register() { return "r" + std::to_string(next_register_++); }

  const View& target(Access& access) {
    const View& view = program_.views[below(program_.views.size())];
    access.view = view.name;
    access.index = 0;
    return view;
  }

  Statement read(bool constant) {
    Access made;
    const ElementType type = target(made).type;
    constexpr std::array kReads{
        AccessKind::plain_load, AccessKind::load,    AccessKind::exchange,
        AccessKind::add,        AccessKind::sub,     AccessKind::bit_and,
        AccessKind::bit_or,     AccessKind::bit_xor, AccessKind::compare_exchange};
    made.kind = kReads.at(below(kReads.size()));
    operands(made, type);
    made.target = constant ? Access::Target::constant : Access::Target::assigned;
    if (constant) {
      made.reg = new_register();
    } else {
      made.reg = lets_.back();
      lets_.pop_back();
    }
    registers_.push_back({made.reg, type});
    return {made, {}};
  }

  Statement write() {
    Access made;
    const ElementType type = target(made).type;
    do {
      made.kind = static_cast<AccessKind>(below(kAccessNames.size()));
    } while (made.kind == AccessKind::plain_load);
    operands(made, type);
    return {made, {}};
  }

  void operands(Access& access, ElementType type) {
    std::size_t count = 1;
    if (access.kind == AccessKind::plain_load || access.kind == AccessKind::load) count = 0;
    if (access.kind == AccessKind::compare_exchange) count = 2;
    for (; count > 0; --count) access.operands.push_back(expression(type, 3));
  }

  static Expression literal(ElementType type) {
    Expression made;
    made.kind = type == ElementType::int32 ? Expression::Kind::number : Expression::Kind::bigint;
    constexpr std::array<std::int64_t, 6> kValues{0, 1, 2, -1, -2147483648, 4294967295};
    made.value = kValues.at(below(kValues.size()));
    if (type == ElementType::bigint64 && one_in(4)) made.value = INT64_MIN + one_in(2);
    return made;
  }

  Expression expression(ElementType type, int depth) {
    if (depth == 0 || one_in(2)) {
      std::vector<KnownRegister> fitting;
      for (const KnownRegister& reg : registers_)
        if (reg.type == type) fitting.push_back(reg);
      if (fitting.empty() || one_in(2)) return literal(type);
      Expression made;
      made.kind = Expression::Kind::reg;
      made.name = fitting[below(fitting.size())].name;
      return made;
    }
    Expression made;
    made.kind = Expression::Kind::binary;
    made.op = static_cast<Operator>(below(kOperatorSigns.size()));
    made.operands.push_back(expression(type, depth - 1));
    made.operands.push_back(expression(type, depth - 1));
    return made;
  }

  Condition condition(int depth) {
    Condition made;
    const std::size_t kind = depth == 0 ? 0 : below(4);
    made.kind = static_cast<Condition::Kind>(kind);
    if (made.kind == Condition::Kind::equals) {
      const auto& [agent, reg] = named_[below(named_.size())];
      made.agent = agent;
      made.reg = reg;
      made.value = static_cast<std::int64_t>(below(4)) - 1;
      return made;
    }
    std::size_t operands = made.kind == Condition::Kind::negation ? 1 : 2 + below(2);
    for (; operands > 0; --operands) made.operands.push_back(condition(depth - 1));
    return made;
  }

  void grade() {
    GradeLine line;
    line.grade = static_cast<Grade>(below(kGradeNames.size()));
    line.condition = condition(2);
    line.sentence = one_in(2) ? "why" : "";
    for (const GradeLine& other : program_.grades)
      if (other.condition == line.condition) return;
    program_.grades.push_back(line);
  }

  Program program_;
  std::vector<KnownRegister> registers_;  // with a value, of the block being made
  std::vector<std::string> lets_;         // declared, without a value
  std::vector<std::pair<int, std::string>> named_;
  int next_register_ = 0;
};

}  // namespace

rc::Gen<Program> any_program() {
  return rc::gen::exec([] { return Maker().run(); });
}

}  // namespace assay::litmus

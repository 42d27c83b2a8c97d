#include "harness/program/random_program.h"

#include <algorithm>
#include <bit>
#include <set>

namespace assay::litmus {
namespace {

std::size_t below(std::size_t n) { return *rc::gen::inRange<std::size_t>(0, n); }
bool one_in(std::size_t n) { return below(n) == 0; }

// Kinds of numbers that do not mix.
enum class Number : std::uint8_t { number, bigint, fraction };
Number number_of(ElementType type) {
  return is_bigint(type) ? Number::bigint : is_float(type) ? Number::fraction : Number::number;
}

struct KnownRegister {
  std::string name;
  Number type = Number::number;
};

constexpr std::array kSampled{ElementType::int32, ElementType::bigint64};

// Makes one program; each choice may depend on the earlier ones.
class Maker {
 public:
  // `sampled`: only what samplers can run.
  explicit Maker(bool sampled) : sampled_(sampled) {}

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
    for (const View& view : program_.views)
      if (!view.data_view && one_in(6))
        program_.values.push_back({view.name, 0, literal(view.type), {}});
    return std::move(program_);
  }

 private:
  void declare() {
    for (std::size_t i = 0, buffers = below(3); i < buffers; ++i)
      program_.buffers.push_back({"buffer" + std::to_string(i), 16 + 8 * below(3), {}});
    for (std::size_t i = 0, views = 1 + below(3); i < views; ++i) {
      View view;
      view.name = "v" + std::to_string(i);
      view.type = sampled_ ? kSampled.at(below(2))
                           : static_cast<ElementType>(below(kElementTypeNames.size()));
      view.data_view = !sampled_ && i > 0 && one_in(4);
      if (view.data_view) view.type = View{}.type;
      if (program_.buffers.empty() || one_in(2))
        view.own_bytes = 16;
      else
        view.buffer = program_.buffers[below(program_.buffers.size())].name;
      if (one_in(2)) view.byte_offset = 8;
      if (one_in(2)) view.length = view.data_view ? 8 : 1;
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
      } else if (depth > 0 && one_in(8)) {
        into.push_back(loop(depth - 1));
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
    std::vector<KnownRegister> integers;
    for (const KnownRegister& reg : registers_)
      if (reg.type != Number::fraction) integers.push_back(reg);
    if (integers.empty()) return write();
    const KnownRegister reg = integers[below(integers.size())];
    Branch made;
    made.reg = reg.name;
    made.differs = one_in(3);
    made.value = literal(reg.type == Number::bigint ? ElementType::bigint64 : ElementType::int32);
    const auto known = registers_;
    statements(made.then, below(3), depth);
    registers_ = known;
    statements(made.otherwise, below(3), depth);
    registers_ = known;
    return {made, {}};
  }

  Statement loop(int depth) {
    Loop made;
    made.variable = "i" + std::to_string(next_loop_++);
    made.from = below(2);
    made.below = below(3);
    const auto known = registers_;
    const auto lets = lets_;
    lets_.clear();  // a loop that does not turn assigns nothing
    loops_.push_back(made.variable);
    statements(made.body, below(3), depth);
    loops_.pop_back();
    lets_ = lets;
    registers_ = known;
    return {made, {}};
  }

  std::string new_register() { return "r" + std::to_string(next_register_++); }

  // The type of the element that is accessed.
  ElementType target(Access& access) {
    const View& view = program_.views[below(program_.views.size())];
    access.view = view.name;
    access.index = 0;
    if (!view.data_view) return view.type;
    constexpr std::array kTypes{ElementType::int8,     ElementType::uint16,  ElementType::int32,
                                ElementType::bigint64, ElementType::float32, ElementType::float64};
    access.data_view = DataViewAccess{kTypes.at(below(kTypes.size())), one_in(2)};
    return access.data_view->type;
  }

  // A kind of access that the element has.
  AccessKind kind_for(const Access& access, ElementType type, bool reads) {
    if (access.data_view || !is_atomic(type))
      return reads ? AccessKind::plain_load : AccessKind::plain_store;
    for (;;) {
      const auto kind = static_cast<AccessKind>(below(kAccessNames.size() - 2));
      if (kind == AccessKind::wait || kind == AccessKind::notify) {
        if (!sampled_ && is_waitable(type)) return kind;
        continue;
      }
      const bool stores = kind == AccessKind::store || kind == AccessKind::plain_store;
      if (reads ? !stores : kind != AccessKind::plain_load) return kind;
    }
  }

  Statement read(bool constant) {
    Access made;
    const ElementType type = target(made);
    made.kind = kind_for(made, type, true);
    operands(made, type);
    made.target = constant ? Access::Target::constant : Access::Target::assigned;
    if (constant) {
      made.reg = new_register();
    } else {
      made.reg = lets_.back();
      lets_.pop_back();
    }
    const bool waits = made.kind == AccessKind::wait || made.kind == AccessKind::notify;
    registers_.push_back({made.reg, waits ? Number::number : number_of(type)});
    return {made, {}};
  }

  Statement write() {
    Access made;
    const ElementType type = target(made);
    made.kind = kind_for(made, type, false);
    const bool at_variable = !loops_.empty() && !made.data_view && one_in(3);
    if (at_variable && type != ElementType::bigint64 && !view_is_short(made.view))
      made.index_variable = loops_.back();
    operands(made, type);
    return {made, {}};
  }

  // Whether index 1 may be out of range.
  bool view_is_short(const std::string& name) const {
    for (const View& view : program_.views)
      if (view.name == name) return view.length == 1 || size_of(view.type) == 8;
    return true;
  }

  void operands(Access& access, ElementType type) {
    std::size_t count = 1;
    if (access.kind == AccessKind::plain_load || access.kind == AccessKind::load) count = 0;
    if (access.kind == AccessKind::compare_exchange) count = 2;
    if (access.kind == AccessKind::notify) {
      if (one_in(2)) access.operands.push_back(count_of_agents());
      return;
    }
    // What is converted is not computed: a float, a clamped integer.
    const int depth = is_atomic(type) ? 3 : 0;
    for (; count > 0; --count) access.operands.push_back(expression(type, depth));
  }

  static Expression count_of_agents() {
    Expression made;
    made.value = static_cast<std::int64_t>(below(4));
    return made;
  }

  static Expression literal(ElementType type) {
    Expression made;
    made.kind = is_bigint(type) ? Expression::Kind::bigint : Expression::Kind::number;
    if (is_float(type) && one_in(2)) {
      constexpr std::array kFractions{0.5, -1.25, 1e300, 5e-324, 4.0, -0.0};
      made.kind = Expression::Kind::fraction;
      made.value = std::bit_cast<std::int64_t>(kFractions.at(below(kFractions.size())));
      return made;
    }
    constexpr std::array<std::int64_t, 6> kValues{0, 1, 2, -1, -2147483648, 4294967295};
    made.value = kValues.at(below(kValues.size()));
    if (is_bigint(type) && one_in(4)) made.value = INT64_MIN + one_in(2);
    return made;
  }

  Expression expression(ElementType type, int depth) {
    if (depth == 0 || one_in(2)) {
      std::vector<KnownRegister> fitting;
      for (const KnownRegister& reg : registers_)
        if (reg.type == number_of(type)) fitting.push_back(reg);
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
      made.fraction = one_in(4);
      if (made.fraction) {
        constexpr std::array kFractions{0.5, -1.25, 1e300, 4.0, -0.0};
        made.value = std::bit_cast<std::int64_t>(kFractions.at(below(kFractions.size())));
      }
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

  bool sampled_;
  Program program_;
  std::vector<std::string> loops_;  // the variables of those around, innermost last
  int next_loop_ = 0;
  std::vector<KnownRegister> registers_;  // with a value, of the block being made
  std::vector<std::string> lets_;         // declared, without a value
  std::vector<std::pair<int, std::string>> named_;
  int next_register_ = 0;
};

}  // namespace

rc::Gen<Program> any_program() {
  return rc::gen::exec([] { return Maker(false).run(); });
}

rc::Gen<Program> any_sampled_program() {
  return rc::gen::exec([] { return Maker(true).run(); });
}

}  // namespace assay::litmus

#include <algorithm>
#include <array>

#include "harness/program/random_program.h"

namespace assay::litmus {
namespace {

std::size_t below(std::size_t n) { return *rc::gen::inRange<std::size_t>(0, n); }
bool one_in(std::size_t n) { return below(n) == 0; }

constexpr std::array<const char*, 3> kLocations{"x", "y", "z"};  // z is no atomic

// Makes one program; each choice may depend on the earlier ones.
class Maker {
 public:
  Program run() {
    program_.flavour = Flavour::c;
    program_.name = "MP+rel+acq";
    if (one_in(2)) program_.description = "A sentence.";
    for (std::size_t i = 0; i < kLocations.size(); ++i) {
      if (one_in(2)) continue;
      const bool atomic = i < 2;
      const auto said = atomic ? Location::Type::atomic : Location::Type::plain;
      program_.locations.push_back({kLocations.at(i),
                                    one_in(2) ? said : Location::Type::unsaid,
                                    static_cast<std::int64_t>(below(3)),
                                    {}});
    }
    for (std::size_t agents = 1 + below(3); agents > 0; --agents) {
      std::vector<Parameter> parameters;
      for (std::size_t i = 0; i < kLocations.size(); ++i)
        parameters.push_back({kLocations.at(i), i < 2, {}});
      program_.parameters.push_back(parameters);
      program_.agents.push_back(block());
    }
    if (one_in(3)) program_.observed.push_back({kLocation, "x", {}});
    if (one_in(3)) program_.filter = condition(1);
    program_.quantifier = static_cast<Quantifier>(below(3));
    program_.condition = condition(3);
    if (one_in(3)) program_.grades.push_back({Grade::forbidden, condition(2), "why", {}});
    if (one_in(3)) program_.models = {Model::rc11, Model::tso};
    if (one_in(3)) program_.races = static_cast<RaceClaim>(below(2));
    return std::move(program_);
  }

 private:
  Block block() {
    registers_.clear();
    Block made;
    made.push_back(read());
    statements(made, 1 + below(4), 2);
    named_.push_back({static_cast<int>(program_.agents.size()), "r0"});
    next_ = 0;
    return made;
  }

  void statements(Block& into, std::size_t count, int depth) {
    for (; count > 0; --count) {
      if (depth > 0 && one_in(5))
        into.push_back(branch(depth - 1));
      else if (depth == 2 && one_in(3))
        into.push_back(read());
      else
        into.push_back(write());
    }
  }

  Statement branch(int depth) {
    Branch made;
    made.reg = registers_[below(registers_.size())];
    made.differs = one_in(2);
    made.value = number();
    statements(made.then, below(3), depth);
    statements(made.otherwise, below(3), depth);
    return {made, {}};
  }

  static MemoryOrder order(bool loads, bool stores) {
    for (;;) {
      const auto made = static_cast<MemoryOrder>(below(kMemoryOrderNames.size()));
      const bool releases = made == MemoryOrder::release || made == MemoryOrder::acq_rel;
      const bool acquires = made == MemoryOrder::acquire || made == MemoryOrder::acq_rel;
      if ((loads && !stores && releases) || (stores && !loads && acquires)) continue;
      return made;
    }
  }

  Statement read() {
    Access made;
    made.view = kLocations.at(below(2));
    made.target = Access::Target::constant;
    switch (below(5)) {
      case 0:
        made.kind = AccessKind::plain_load;
        made.view = kLocations.at(below(3));
        break;
      case 1:
        made.kind = AccessKind::compute;
        made.view.clear();
        made.operands.push_back(expression(2));
        break;
      case 2:
        made.kind = static_cast<AccessKind>(4 + below(6));
        made.operands.push_back(expression(2));
        made.order = order(true, true);
        break;
      case 3:
        if (!registers_.empty()) {
          made.kind = AccessKind::compare_exchange;
          made.expected = registers_[below(registers_.size())];
          made.operands.push_back(expression(1));
          made.order = order(true, true);
          made.weak = one_in(2);
          if (made.order != MemoryOrder::implicit) made.failure = MemoryOrder::relaxed;
          break;
        }
        [[fallthrough]];
      default:
        made.kind = AccessKind::load;
        made.order = order(true, false);
    }
    made.reg = "r" + std::to_string(next_++);
    registers_.push_back(made.reg);
    return {made, {}};
  }

  Statement write() {
    Access made;
    made.view = kLocations.at(below(2));
    made.operands.push_back(expression(2));
    switch (below(4)) {
      case 0:
        made.kind = AccessKind::plain_store;
        made.view = kLocations.at(below(3));
        break;
      case 1:
        made.kind = AccessKind::fence;
        made.view.clear();
        made.operands.clear();
        made.order = static_cast<MemoryOrder>(1 + below(5));
        break;
      case 2:
        made.kind = static_cast<AccessKind>(4 + below(6));
        made.order = order(true, true);
        break;
      default:
        made.kind = AccessKind::store;
        made.order = order(false, true);
    }
    return {made, {}};
  }

  static Expression number() {
    Expression made;
    made.value = static_cast<std::int64_t>(below(5)) - 1;
    return made;
  }

  Expression expression(int depth) {
    if (depth == 0 || one_in(2)) {
      if (registers_.empty() || one_in(2)) return number();
      Expression made;
      made.kind = Expression::Kind::reg;
      made.name = registers_[below(registers_.size())];
      return made;
    }
    Expression made;
    made.kind = Expression::Kind::binary;
    made.op = static_cast<Operator>(below(kOperatorSigns.size()));
    made.operands.push_back(expression(depth - 1));
    made.operands.push_back(expression(depth - 1));
    return made;
  }

  Condition condition(int depth) {
    Condition made;
    made.kind = static_cast<Condition::Kind>(depth == 0 ? 0 : below(4));
    if (made.kind == Condition::Kind::equals) {
      const auto& [agent, reg] = named_[below(named_.size())];
      made.agent = one_in(3) ? kLocation : agent;
      made.reg = made.agent == kLocation ? "y" : reg;
      made.value = static_cast<std::int64_t>(below(4)) - 1;
      return made;
    }
    std::size_t operands = made.kind == Condition::Kind::negation ? 1 : 2 + below(2);
    for (; operands > 0; --operands) made.operands.push_back(condition(depth - 1));
    return made;
  }

  Program program_;
  std::vector<std::string> registers_;  // with a value, of the agent being made
  std::vector<std::pair<int, std::string>> named_;
  int next_ = 0;
};

}  // namespace

rc::Gen<Program> any_c_program() {
  return rc::gen::exec([] { return Maker().run(); });
}

}  // namespace assay::litmus

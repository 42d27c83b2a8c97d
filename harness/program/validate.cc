#include "harness/program/validate.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "harness/program/check_block.h"
#include "harness/program/print.h"
#include "harness/program/validate_c.h"

namespace assay::litmus {
namespace {

class Validator {
 public:
  explicit Validator(const Program& program) : program_(program) {}

  SourceErrors run() {
    if (declarations()) {
      for (std::size_t i = 0; i < program_.agents.size(); ++i)
        registers_[static_cast<int>(i)] = check_block(program_, program_.agents[i], scope_);
      registers_[kFinal] = check_block(program_, program_.final_block, scope_);
      condition(program_.condition);
      grades();
      for (const Hint& hint : program_.values) values(hint);
    }
    std::stable_sort(scope_.errors.begin(), scope_.errors.end(), [](const auto& a, const auto& b) {
      return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
    });
    return std::move(scope_.errors);
  }

 private:
  void declare(const std::string& text, Position at) {
    scope_.name(text, at);
    if (!scope_.names.insert(text).second) scope_.wrong(at, "'{}' is declared already", text);
  }

  // False: there are too many to look at the rest.
  bool declarations() {
    if (program_.buffers.size() > kMostBuffers) {
      scope_.wrong(program_.buffers[kMostBuffers].at, "more than {} buffers", kMostBuffers);
      return false;
    }
    if (program_.views.size() > kMostViews) {
      scope_.wrong(program_.views[kMostViews].at, "more than {} views", kMostViews);
      return false;
    }
    for (const Buffer& buffer : program_.buffers) {
      declare(buffer.name, buffer.at);
      bytes(buffer.byte_length, buffer.at);
    }
    for (const View& view : program_.views) {
      declare(view.name, view.at);
      if (view.buffer.empty()) bytes(view.own_bytes, view.at);
      if (const std::optional<std::uint64_t> room = bytes_behind(view)) extent(view, *room);
    }
    return true;
  }

  void bytes(std::uint64_t byte_length, Position at) {
    if (byte_length > kMostBufferBytes)
      scope_.wrong(at, "a buffer of {} bytes: at most {} here", byte_length, kMostBufferBytes);
  }

  std::optional<std::uint64_t> bytes_behind(const View& view) {
    if (view.buffer.empty()) return view.own_bytes;
    for (const Buffer& buffer : program_.buffers)
      if (buffer.name == view.buffer) return buffer.byte_length;
    scope_.wrong(view.at, "unknown buffer '{}'", view.buffer);
    return std::nullopt;
  }

  // The RangeErrors of ECMA-262's TypedArray constructor.
  void extent(const View& view, std::uint64_t byte_length) {
    const std::uint64_t size = view.data_view ? 1 : size_of(view.type);
    const std::string_view type = view.data_view ? "DataView" : litmus::name(view.type);
    if (view.byte_offset % size != 0)
      return scope_.wrong(view.at, "{}: byteOffset {} is no multiple of {}", type, view.byte_offset,
                          size);
    if (!view.length && byte_length % size != 0)
      return scope_.wrong(view.at, "{}: byteLength {} is no multiple of {}", type, byte_length,
                          size);
    if (view.byte_offset > byte_length)
      return scope_.wrong(view.at, "{}: byteOffset {} is beyond byteLength {}", type,
                          view.byte_offset, byte_length);
    const std::uint64_t room = (byte_length - view.byte_offset) / size;
    if (view.length && *view.length > room)
      return scope_.wrong(view.at, "{}: length {} exceeds the {} elements that follow", type,
                          *view.length, room);
    scope_.lengths[view.name] = view.length.value_or(room);
    scope_.views[view.name] = &view;
  }

  void values(const Hint& hint) {
    const auto known = scope_.views.find(hint.view);
    if (known == scope_.views.end()) return scope_.wrong(hint.at, "unknown view '{}'", hint.view);
    if (known->second->data_view)
      return scope_.wrong(hint.at, "a hint names an element of an array");
    if (hint.index >= scope_.lengths[hint.view])
      scope_.wrong(hint.at, "index {} is out of range: '{}' has {} elements", hint.index, hint.view,
                   scope_.lengths[hint.view]);
    const Number wanted = number_of(known->second->type);
    const Number given = number_of(hint.value);
    if (given != wanted && !(wanted == Number::fraction && given == Number::number))
      scope_.wrong(hint.at, "'{}' holds no {}", hint.view,
                   kNumberNames[static_cast<std::size_t>(given)]);
  }

  // -- conditions ------------------------------------------------------------------
  void grades() {
    std::map<std::string, std::uint64_t> lines;  // by printed condition
    for (const GradeLine& line : program_.grades) {
      condition(line.condition);
      const auto [first, fresh] = lines.emplace(print(line.condition), line.at.line);
      if (!fresh)
        scope_.wrong(line.at, "this outcome is graded already, in line {}", first->second);
    }
  }

  void condition(const Condition& c) {
    for (const Condition& operand : c.operands) condition(operand);
    if (c.kind != Condition::Kind::equals) return;
    if (c.agent == kLocation)
      return scope_.wrong(c.at, "'{}' is no register of an agent, such as 0:{}", c.reg, c.reg);
    const auto agent = registers_.find(c.agent);
    if (agent == registers_.end()) return scope_.wrong(c.at, "there is no agent {}", c.agent);
    if (agent->second.count(c.reg) != 0) return;
    if (c.reg == kBlocked) {
      if (!waits(c.agent == kFinal ? program_.final_block
                                   : program_.agents[static_cast<std::size_t>(c.agent)]))
        scope_.wrong(c.at, "P{} never waits", c.agent);
      return;
    }
    if (c.agent == kFinal) return scope_.wrong(c.at, "the final block has no register '{}'", c.reg);
    scope_.wrong(c.at, "P{} has no register '{}'", c.agent, c.reg);
  }

  static bool waits(const Block& block) {
    return std::any_of(block.begin(), block.end(), [](const Statement& statement) {
      if (const auto* taken = std::get_if<Branch>(&statement.what))
        return waits(taken->then) || waits(taken->otherwise);
      if (const auto* loop = std::get_if<Loop>(&statement.what)) return waits(loop->body);
      const auto* access = std::get_if<Access>(&statement.what);
      return access != nullptr && access->kind == AccessKind::wait;
    });
  }

  const Program& program_;
  Scope scope_;
  std::map<int, std::set<std::string, std::less<>>> registers_;  // by agent
};

}  // namespace

SourceErrors validate(const Program& program) {
  return program.flavour == Flavour::c ? validate_c(program) : Validator(program).run();
}

}  // namespace assay::litmus

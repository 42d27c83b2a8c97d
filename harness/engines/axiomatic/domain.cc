#include "harness/engines/axiomatic/domain.h"

#include <algorithm>
#include <numeric>

#include "harness/program/interpreter.h"

namespace assay::axiomatic {
namespace {

using litmus::AccessKind;
using litmus::Instruction;

template <class T>
bool insert(std::vector<T>& sorted, T value) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), value);
  if (at != sorted.end() && *at == value) return false;
  sorted.insert(at, value);
  return true;
}

std::size_t writes_in(const litmus::AgentCode& agent) {
  return static_cast<std::size_t>(
      std::count_if(agent.instructions.begin(), agent.instructions.end(), [](const auto& at) {
        return at.kind == Instruction::Kind::access && at.access != AccessKind::plain_load &&
               at.access != AccessKind::load && at.access != AccessKind::wait &&
               at.access != AccessKind::notify;
      }));
}

}  // namespace

const std::vector<std::uint64_t>* Domain::images(std::uint32_t first, std::uint32_t size) {
  if (!computed_) compute();
  computed_ = true;
  if (exceeded_ || !product(first, size, asked_)) return nullptr;
  return &asked_;
}

bool Domain::product(std::uint32_t first, std::uint32_t size,
                     std::vector<std::uint64_t>& into) const {
  into = {0};
  for (std::uint32_t byte = 0; byte < size; ++byte) {
    const std::vector<std::uint8_t>& choices = bytes_[first + byte];
    if (into.size() * choices.size() > kMost) return false;
    std::vector<std::uint64_t> longer;
    for (const std::uint64_t so_far : into)
      for (const std::uint8_t choice : choices)
        longer.push_back(so_far | std::uint64_t{choice} << (8 * byte));
    into = std::move(longer);
  }
  std::sort(into.begin(), into.end());
  return true;
}

void Domain::compute() {
  const std::uint64_t size =
      std::accumulate(code_.buffers.begin(), code_.buffers.end(), std::uint64_t{0});
  bytes_.assign(size, {0});
  const auto put = [&](const litmus::BytesValue& value, bool replaces) {
    for (std::uint32_t byte = 0; byte < value.size; ++byte) {
      auto& choices = bytes_[value.address + byte];
      if (replaces) choices.clear();
      insert(choices, static_cast<std::uint8_t>(value.image >> (8 * byte)));
    }
  };
  for (const litmus::BytesValue& value : code_.initial) put(value, true);
  for (const litmus::BytesValue& value : code_.hints) put(value, false);
  std::size_t rounds = writes_in(code_.final_block);
  for (const litmus::AgentCode& agent : code_.agents) rounds += writes_in(agent);
  for (grew_ = true; grew_ && rounds > 0 && !exceeded_; --rounds) {
    grew_ = false;
    next_ = bytes_;
    for (const litmus::AgentCode& agent : code_.agents) exceeded_ = exceeded_ || !run(agent);
    exceeded_ = exceeded_ || !run(code_.final_block);
    bytes_ = next_;
  }
}

// False: an operand has too many values.
bool Domain::run(const litmus::AgentCode& agent) {
  std::vector<std::vector<std::int64_t>> slots;
  for (std::size_t s = 0; s < agent.frame.size(); ++s)
    slots.push_back(s < agent.registers ? std::vector<std::int64_t>{}
                                        : std::vector<std::int64_t>{agent.frame[s]});
  const auto all = [&](std::uint32_t slot, const std::vector<std::int64_t>& values) {
    for (const std::int64_t value : values) insert(slots[slot], value);
    return slots[slot].size() <= kMost;
  };
  const auto combined = [&](const std::vector<std::int64_t>& left,
                            const std::vector<std::int64_t>& right, auto operation,
                            std::vector<std::int64_t>& into) {
    if (left.size() * right.size() > kMost * 16) return false;
    for (const std::int64_t a : left)
      for (const std::int64_t b : right) insert(into, operation(a, b));
    return into.size() <= kMost;
  };
  for (const Instruction& at : agent.instructions) {
    std::vector<std::int64_t> made;
    if (at.kind == Instruction::Kind::operate) {
      if (!combined(
              slots[at.left], slots[at.right],
              [&](std::int64_t a, std::int64_t b) { return litmus::operate(at.op, a, b); }, made) ||
          !all(at.result, made))
        return false;
    } else if (at.kind == Instruction::Kind::assign) {
      for (const std::int64_t value : slots[at.left])
        insert<std::int64_t>(made, static_cast<std::int32_t>(value));
      if (!all(at.result, made)) return false;
    } else if (at.kind == Instruction::Kind::access) {
      std::vector<std::uint64_t> images;
      if (!product(at.address, static_cast<std::uint32_t>(litmus::size_of(at.type)), images))
        return false;
      std::vector<std::int64_t> read;
      for (const std::uint64_t image : images)
        insert(read, litmus::from_image(at.type, at.big_endian, image));
      switch (at.access) {
        case AccessKind::plain_load:
        case AccessKind::load:
          if (!all(at.result, read)) return false;
          break;
        case AccessKind::plain_store:
        case AccessKind::store:
          store(at, slots[at.left]);
          break;
        case AccessKind::wait:
          if (!all(at.result, {0, 1})) return false;
          break;
        case AccessKind::notify:
          for (std::size_t n = 0; n <= code_.agents.size(); ++n)
            insert(made, static_cast<std::int64_t>(n));
          if (!all(at.result, made)) return false;
          break;
        case AccessKind::compare_exchange:
          store(at, slots[at.right]);
          if (!all(at.result, at.tells_success ? std::vector<std::int64_t>{0, 1} : read))
            return false;
          if (at.tells_success && !all(at.observed, read)) return false;
          break;
        default:
          if (!combined(
                  read, slots[at.left],
                  [&](std::int64_t a, std::int64_t b) { return update(at.access, a, b); }, made) ||
              !all(at.result, read))
            return false;
          store(at, made);
      }
    }
  }
  return true;
}

void Domain::store(const Instruction& at, const std::vector<std::int64_t>& values) {
  for (const std::int64_t value : values) {
    const std::uint64_t image = litmus::to_image(at.type, at.big_endian, value);
    for (std::uint32_t byte = 0; byte < litmus::size_of(at.type); ++byte)
      if (insert(next_[at.address + byte], static_cast<std::uint8_t>(image >> (8 * byte))))
        grew_ = true;
  }
}

}  // namespace assay::axiomatic

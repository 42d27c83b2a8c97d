// Runs one agent of a compiled litmus test through the core's own typed arrays and
// Atomics.
//
// The loop is short enough that two accesses in a row are a few nanoseconds apart,
// so that a store buffer shows: no allocation, no tree, no check that cannot fail.
//
// Thread safety: views and code are shared, the frame is the agent's own.
// Invariants: shared bytes are touched by the core alone.
#pragma once

#include <cstdint>

#include "harness/program/code.h"
#include "harness/subject/atomics.h"

namespace assay::litmus {

// The views of one round, by type and number.
template <World W>
struct Views {
  const Int32Array<W>* int32 = nullptr;
  const BigInt64Array<W>* bigint64 = nullptr;
};

// The access's value; of a store, what was stored. An index is in range (code.h), so
// no result here is an error.
template <World W, Element T>
T perform(const TypedArray<W, T>& view, const Instruction& at, const std::int64_t* frame) {
  const std::size_t i = at.element;
  const auto left = static_cast<T>(frame[at.left]);
  switch (at.access) {
    case AccessKind::plain_load:
      return *view.get(i);
    case AccessKind::plain_store:
      view.set(i, left);
      return left;
    case AccessKind::load:
      return atomics::load(view, i).value();
    case AccessKind::store:
      return atomics::store(view, i, left).value();
    case AccessKind::exchange:
      return atomics::exchange(view, i, left).value();
    case AccessKind::add:
      return atomics::add(view, i, left).value();
    case AccessKind::sub:
      return atomics::sub(view, i, left).value();
    case AccessKind::bit_and:
      return atomics::bit_and(view, i, left).value();
    case AccessKind::bit_or:
      return atomics::bit_or(view, i, left).value();
    case AccessKind::bit_xor:
      return atomics::bit_xor(view, i, left).value();
    case AccessKind::compare_exchange:
    case AccessKind::wait:  // these are beyond sampling: Code::beyond_sampling
    case AccessKind::notify:
    case AccessKind::fence:
    case AccessKind::compute:
      break;
  }
  return atomics::compare_exchange(view, i, left, static_cast<T>(frame[at.right])).value();
}

inline std::int64_t operate(Operator op, std::int64_t left, std::int64_t right) {
  const auto a = static_cast<std::uint64_t>(left);
  const auto b = static_cast<std::uint64_t>(right);
  std::uint64_t result = 0;
  switch (op) {
    case Operator::add:
      result = a + b;
      break;
    case Operator::sub:
      result = a - b;
      break;
    case Operator::bit_and:
      result = a & b;
      break;
    case Operator::bit_xor:
      result = a ^ b;
      break;
    case Operator::bit_or:
      result = a | b;
      break;
  }
  return static_cast<std::int64_t>(result);
}

// What an update makes of an element's value; exchange takes the operand.
inline std::int64_t update(AccessKind kind, std::int64_t old, std::int64_t operand) {
  switch (kind) {
    case AccessKind::add:
      return operate(Operator::add, old, operand);
    case AccessKind::sub:
      return operate(Operator::sub, old, operand);
    case AccessKind::bit_and:
      return operate(Operator::bit_and, old, operand);
    case AccessKind::bit_or:
      return operate(Operator::bit_or, old, operand);
    case AccessKind::bit_xor:
      return operate(Operator::bit_xor, old, operand);
    default:
      return operand;
  }
}

// Runs to the end. The frame starts as `code.frame`; named registers that an earlier
// run left there do not matter. Returns the registers that got a value, as bits.
template <World W>
std::uint64_t run(const AgentCode& code, const Views<W>& views, std::int64_t* frame) {
  std::uint64_t assigned = 0;
  const Instruction* const first = code.instructions.data();
  const Instruction* const end = first + code.instructions.size();
  for (const Instruction* at = first; at != end;) {
    switch (at->kind) {
      case Instruction::Kind::access:
        frame[at->result] = at->type == ElementType::int32
                                ? perform<W>(views.int32[at->view], *at, frame)
                                : perform<W>(views.bigint64[at->view], *at, frame);
        assigned |= at->assigns;
        ++at;
        break;
      case Instruction::Kind::operate:
        frame[at->result] = operate(at->op, frame[at->left], frame[at->right]);
        ++at;
        break;
      case Instruction::Kind::jump_unless_equal:
        at = frame[at->left] == frame[at->right] ? at + 1 : first + at->element;
        break;
      case Instruction::Kind::jump_if_equal:
        at = frame[at->left] != frame[at->right] ? at + 1 : first + at->element;
        break;
      case Instruction::Kind::jump:
        at = first + at->element;
        break;
      case Instruction::Kind::assign:  // C's: beyond sampling
      case Instruction::Kind::fence:
        ++at;
        break;
    }
  }
  return assigned;
}

}  // namespace assay::litmus

// One event of an execution: an access, a fence, or a critical section of a waiter list.
//
// Thread safety: values only.
// Invariants: a read's `pinned` and a write's `image` have `size` bytes, the least
// significant one first in memory.
// Reference: ECMA-262, "Memory Model Fundamentals"; WaiterList Objects.
#pragma once

#include <cstdint>

#include "harness/program/code.h"

namespace assay::axiomatic {

// A sync event stands for a whole critical section that does not read: notify's, and
// the one in which a woken agent leaves. A wait's first section is its read.
enum class EventKind : std::uint8_t { initial, read, write, update, fence, sync };

struct Event {
  EventKind kind = EventKind::read;
  litmus::Ordering order = litmus::Ordering::plain;
  bool tear_free = true;
  int agent = -1;           // -1: the initial write; as many as there are agents: final
  std::uint32_t first = 0;  // byte
  std::uint32_t size = 0;   // bytes; 0: no access
  bool known = false;       // what it writes does not depend on what is read
  bool pinned = false;      // it has to read `pin`
  std::uint64_t image = 0;
  std::uint64_t pin = 0;
  const litmus::Instruction* at = nullptr;

  bool reads() const { return kind == EventKind::read || kind == EventKind::update; }
  bool writes() const {
    return kind == EventKind::initial || kind == EventKind::write || kind == EventKind::update;
  }
  bool seq_cst() const { return order == litmus::Ordering::seq_cst && kind != EventKind::sync; }
};

inline bool same_range(const Event& a, const Event& b) {
  return a.first == b.first && a.size == b.size && a.size != 0;
}
inline bool overlap(const Event& a, const Event& b) {
  return a.first < b.first + b.size && b.first < a.first + a.size;
}

}  // namespace assay::axiomatic

// What the core must do when operations come one after the other: cells that wrap,
// a queue of sleepers for each, and a length that grows.
//
// Deliberately naive: no lock, no state word, no count.
//
// Thread safety: one thread.
// Invariants: an agent is in one queue at most.
// Reference: core semantics 1.3 and 1.4.
#pragma once

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <vector>

#include "cases/property/step.h"
#include "harness/subject/wait_notify.h"

namespace assay::property {

template <Element T>
class SequentialModel {
 public:
  // Old value of a read-modify-write, value of a read; nothing where `step` writes
  // plainly or the index is out of range.
  std::optional<T> access(const Step& step) {
    if (step.cell >= length_) return std::nullopt;
    T& cell = cells_[step.cell];
    const T old = cell;
    const T operand = static_cast<T>(step.value);
    switch (step.verb) {
      case Verb::store:
        cell = operand;
        return operand;
      case Verb::add:
        cell = wrapped(unsigned_of(old) + unsigned_of(operand));
        return old;
      case Verb::sub:
        cell = wrapped(unsigned_of(old) - unsigned_of(operand));
        return old;
      case Verb::bit_and:
        cell = static_cast<T>(old & operand);
        return old;
      case Verb::bit_or:
        cell = static_cast<T>(old | operand);
        return old;
      case Verb::bit_xor:
        cell = static_cast<T>(old ^ operand);
        return old;
      case Verb::exchange:
        cell = operand;
        return old;
      case Verb::compare_exchange:
        if (old == 0) cell = operand;
        return old;
      case Verb::plain_set:
        cell = operand;
        return std::nullopt;
      default:
        return old;
    }
  }

  // In cells. False, and nothing changed: it would shrink, or there is no room.
  bool grow(std::size_t cells) {
    if (cells < length_ || cells > kMostCells) return false;
    length_ = cells;
    return true;
  }
  std::size_t length() const { return length_; }

  T value(std::size_t cell) const { return cells_[cell]; }
  bool asleep(std::size_t agent) const {
    return std::any_of(queues_.begin(), queues_.end(), [agent](const auto& queue) {
      return std::find(queue.begin(), queue.end(), agent) != queue.end();
    });
  }
  std::size_t sleepers(std::size_t cell) const { return queues_[cell].size(); }
  void fall_asleep(std::size_t agent, std::size_t cell) { queues_[cell].push_back(agent); }
  // First come, first woken.
  std::vector<std::size_t> notify(std::size_t cell, std::uint64_t count) {
    std::vector<std::size_t> woken;
    while (!queues_[cell].empty() && woken.size() < count) {
      woken.push_back(queues_[cell].front());
      queues_[cell].pop_front();
    }
    return woken;
  }
  void terminate(std::size_t agent) {
    for (auto& queue : queues_) std::erase(queue, agent);
  }

  // Any order will do: it tells states apart.
  friend auto operator<=>(const SequentialModel&, const SequentialModel&) = default;

 private:
  using Unsigned = std::make_unsigned_t<T>;
  static Unsigned unsigned_of(T value) { return static_cast<Unsigned>(value); }
  static T wrapped(Unsigned value) { return static_cast<T>(value); }

  std::array<T, kMostCells> cells_{};
  std::array<std::deque<std::size_t>, kMostCells> queues_;
  std::size_t length_ = kCells;
};

}  // namespace assay::property

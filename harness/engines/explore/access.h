// Words that agents share, as the search sees them: each access is a label. The World of
// the core and the standard-looking façade (atomic.h) are both made of this.
//
// Thread safety: inside a case, by the agent that runs.
// Invariants: a word's value is the search's; the object holds none.
#pragma once

#include <cstring>
#include <type_traits>

#include "harness/engines/explore/replay.h"

namespace assay::explore {

template <class T>
concept Storable = std::is_trivially_copyable_v<T> && sizeof(T) <= sizeof(Value);

template <Storable T>
Value to_value(T v) {
  Value value = 0;
  std::memcpy(&value, &v, sizeof(T));
  return value;
}
template <Storable T>
T from_value(Value value) {
  T v;
  std::memcpy(&v, &value, sizeof(T));
  return v;
}

// How one access is done, and what it is called.
struct How {
  Order order = Order::relaxed;
  Order failure = Order::relaxed;
  bool plain = false;
  int site = -1;
  const char* text = nullptr;
  Where where;
};

// A place in memory with `width` bytes.
class Word {
 public:
  Word(const void* address, std::size_t width, Where where)
      : width_(static_cast<std::uint8_t>(width)),
        location_(Replay::current->location(address, width_, where)) {}
  Word(std::uintptr_t address, std::size_t width, Location container, Where where)
      : width_(static_cast<std::uint8_t>(width)),
        location_(Replay::current->location(address, width_, where)),
        container_(container) {}

  Location location() const { return location_; }
  Value load(const How& how) const {
    Label label = made(Verb::load, how);
    label.awaits = label.await != 0;
    return Replay::current->perform(label);
  }
  void store(Value v, const How& how) const {
    Label label = made(Verb::store, how);
    label.value = v;
    Replay::current->perform(label);
  }
  Value modify(Verb verb, Value operand, const How& how) const {
    Label label = made(verb, how);
    label.value = operand;
    return Replay::current->perform(label);
  }
  // What was there; `desired` is there now if that is `expected`.
  Value compare_exchange(Value expected, Value desired, const How& how) const {
    Label label = made(Verb::compare_exchange, how);
    label.value = desired;
    label.expected = expected;
    return Replay::current->perform(label);
  }
  // The same, and the agent is held up until it succeeds.
  bool await_exchange(Value expected, Value desired, bool timed, const How& how) const {
    Label label = made(Verb::compare_exchange, how);
    label.value = desired;
    label.expected = expected;
    label.awaits = true;
    label.await = Replay::current->begin_await();
    if (Replay::current->perform(label) == expected) return true;
    Replay::current->perform(
        {.verb = Verb::blocked, .timed = timed, .sleeps = true, .where = how.where});
    return false;
  }
  // The beginning of its life, with a value.
  void begin(Value v, const How& how) const {
    Label label = made(Verb::store, how);
    label.plain = label.is_birth = true;
    label.value = v;
    Replay::current->perform(label);
  }

 private:
  Label made(Verb verb, const How& how) const {
    return {.verb = verb,
            .order = how.order,
            .failure = how.failure,
            .plain = how.plain,
            .await = Replay::current->current_await(),
            .width = width_,
            .site = static_cast<std::int16_t>(how.site),
            .location = location_,
            .container = container_,
            .text = how.text,
            .where = how.where};
  }

  std::uint8_t width_;
  Location location_;
  Location container_ = kNowhere;
};

// The life of an object that a word is: from its construction to its destruction.
template <Storable T>
class Living {
 public:
  explicit Living(T v, Where where = {}) { word(where).begin(to_value(v), {.where = where}); }
  Living(const Living&) = delete;
  Living& operator=(const Living&) = delete;
  // Of an object that the World destroys, the whole ends at once.
  ~Living() {
    Replay& replay = *Replay::current;
    if (replay.abandoning() || replay.alone() || replay.destroy_depth() > 0) return;
    const auto begin = reinterpret_cast<std::uintptr_t>(bytes_);
    replay.perform({.verb = Verb::death, .value = begin, .expected = begin + sizeof(T)});
  }
  Word word(Where where) const { return {bytes_, sizeof(T), where}; }

 private:
  alignas(T) unsigned char bytes_[sizeof(T)] = {};  // an address for each byte, no more
};

}  // namespace assay::explore

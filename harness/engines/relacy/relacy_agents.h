// Sleeping, waking and spawning under Relacy.
//
// A parker is one token and the context's own park: it says why it woke, so that
// a time-out and a spurious wake-up are told apart. Relacy's futex, mutexes and
// condition variables contain a seq_cst fence that would hide missing ones.
//
// Spawned agents are fibres that exist from the start and sleep until they get a
// body; the last agent of the case lets the unused ones go.
//
// Part of relacy_world.h.
#pragma once

#include "harness/engines/relacy/relacy_world.h"

namespace assay {

class RelacyWorld::Parker {
 public:
  Parker() { everyone()[count()++] = this; }
  Parker(const Parker&) = delete;
  Parker& operator=(const Parker&) = delete;
  ~Parker() {
    for (std::size_t i = 0; i < count(); ++i)
      if (everyone()[i] == this) everyone()[i] = everyone()[--count()];
  }

  bool park(Time deadline, Where where = {}) {
    const auto at = place("park", where);
    context().approach(agent(), "park", where);
    leave_if_abandoned();
    if (token_.exchange(0, rl::mo_acquire, at) != 0) return took(where);
    leave_if_abandoned();
    sleeper_ = static_cast<int>(rl::thread_index());
    record("sleeps", deadline == kNever ? "park" : "park until", where);
    const rl::unpark_reason why =
        rl::ctx().park_current_thread(deadline != kNever, spurious_left_ > 0, false, at);
    sleeper_ = kNobodySleeps;
    leave_if_abandoned();
    if (why == rl::unpark_reason_spurious) {
      --spurious_left_;
      record("wakes for nothing", "park", where);
      return true;
    }
    if (why != rl::unpark_reason_timeout) {
      token_.exchange(0, rl::mo_acquire, at);
      return took(where);
    }
    if (token_.exchange(0, rl::mo_acquire, at) != 0) return took(where);
    if (context().clock < deadline) context().clock = deadline;
    record("deadline passed", "park", where);
    return false;
  }

  void unpark(Where where = {}) {
    const auto at = place("unpark", where);
    token_.exchange(1, rl::mo_release, at);
    leave_if_abandoned();
    record("gives a token", "unpark", where);
    wake(at);
  }

  // Before each execution; parkers of an execution that failed are gone.
  static void forget_all() { count() = 0; }
  static void wake_all() {
    for (std::size_t i = 0; i < count(); ++i) everyone()[i]->wake(place("abandon", {}));
  }

 private:
  static constexpr int kNobodySleeps = -1;
  static constexpr std::size_t kMaxParkers = 64;
  static std::array<Parker*, kMaxParkers>& everyone() {
    static std::array<Parker*, kMaxParkers> all{};
    return all;
  }
  static std::size_t& count() {
    static std::size_t n = 0;
    return n;
  }

  bool took(Where where) {
    leave_if_abandoned();
    record("takes a token", "park", where);
    return true;
  }
  void wake(const rl::debug_info& at) {
    if (sleeper_ == kNobodySleeps) return;
    const int sleeper = sleeper_;
    sleeper_ = kNobodySleeps;
    rl::ctx().unpark_thread(static_cast<rl::thread_id_t>(sleeper), false, at);
  }

  rl::atomic<int> token_{0};
  int sleeper_ = kNobodySleeps;
  int spurious_left_ = context().info().spurious;
};

// The fibres that wait for a body.
class RelacySpares {
 public:
  struct Body {
    Body() = default;
    Body(const Body&) = delete;
    Body& operator=(const Body&) = delete;
    virtual ~Body() = default;
    virtual void run() = 0;
  };

  explicit RelacySpares(int first) : first_(first) {}

  int give(Body* body, Where where) {
    Spare& spare = spares_[used_++];
    spare.body = body;
    spare.given.store(1, rl::mo_release, RelacyWorld::place("spawn", where));
    spare.start.unpark(where);
    return first_ + static_cast<int>(used_) - 1;
  }
  void join(int agent, Where where) {
    Spare& spare = spares_[static_cast<std::size_t>(agent - first_)];
    while (spare.done.load(rl::mo_acquire, RelacyWorld::place("join", where)) == 0)
      spare.finished.park(kNever, where);
  }
  // The body of spare fibre `agent`.
  void serve(int agent) {
    Spare& spare = spares_[static_cast<std::size_t>(agent - first_)];
    const auto at = RelacyWorld::place("begin of agent", {});
    while (spare.given.load(rl::mo_acquire, at) == 0 && !over_) spare.start.park(kNever);
    if (spare.body == nullptr) return;
    spare.body->run();
    delete spare.body;
    spare.done.store(1, rl::mo_release, RelacyWorld::place("end of agent", {}));
    spare.finished.unpark();
  }
  void close() {
    over_ = true;
    for (std::size_t i = used_; i < spares_.size(); ++i) spares_[i].start.unpark();
  }

 private:
  struct Spare {
    RelacyWorld::Parker start;
    RelacyWorld::Parker finished;
    rl::atomic<int> given{0};
    rl::atomic<int> done{0};
    Body* body = nullptr;
  };

  const int first_;
  std::size_t used_ = 0;
  bool over_ = false;
  std::array<Spare, 2> spares_;
};

inline RelacySpares*& relacy_spares() {
  static RelacySpares* current = nullptr;
  return current;
}

template <class F>
RelacyWorld::Thread RelacyWorld::spawn(F body, Where where) {
  struct Held final : RelacySpares::Body {
    explicit Held(F f) : function(std::move(f)) {}
    void run() override { function(); }
    F function;
  };
  return {relacy_spares()->give(new Held(std::move(body)), where)};
}

inline void RelacyWorld::join(Thread thread, Where where) {
  relacy_spares()->join(thread.agent, where);
}

inline void RelacyWorld::abandon(const char* why, Where where) {
  if (context().abandoned_because == nullptr) context().abandoned_because = why;
  record("abandons", why, where);
  context().abandoning = true;
  Parker::wake_all();
  throw Abandoned{};
}

}  // namespace assay

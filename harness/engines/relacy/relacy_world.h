// The World of the Relacy race detector.
//
// Include after <relacy/relacy.hpp> and the core, in one .cc only: Relacy defines
// macros for memory orders and replaces operator new.
//
// Thread safety: agents are fibres of one thread.
// Invariants:
// - Every access tests whether the execution was abandoned after its scheduling
//   point; `park` also just before it sleeps.
// - Liveness marks (`alive_`) do not schedule; they are what makes an access after
//   the end of an object a data race.
// - A cell's width is fixed by its first access; another width abandons the check
//   as mixed-size.
// What Relacy cannot see is declared in relacy_engine.cc.
#pragma once

#include <utility>

#include "harness/engines/relacy/relacy_context.h"

namespace assay {

struct RelacyWorld {
  static constexpr bool kHasMutants = true;
  static constexpr int kMaxAgents = 8;

  static RelacyContext& context() { return RelacyContext::instance(); }
  static bool mutated(Mutant mutant) { return context().mutated(mutant); }
  static bool abandoned() { return context().abandoning; }
  template <Site S>
  static Order order(At<S>) {
    return context().order(S);
  }

  static rl::memory_order relacy_order(Order order) {
    switch (order) {
      case Order::relaxed:
        return rl::mo_relaxed;
      case Order::acquire:
        return rl::mo_acquire;
      case Order::release:
        return rl::mo_release;
      case Order::acq_rel:
        return rl::mo_acq_rel;
      case Order::seq_cst:
        break;
    }
    return rl::mo_seq_cst;
  }

  // Relacy's debug information, with the core's own line.
  static rl::debug_info place(const char* what, Where where) {
    return rl::debug_info(what, where.file, where.line);
  }
  static rl::debug_info place(Site site, Where where) {
    return place(row(site).name.data(), where);
  }
  static int agent() {
    rl::context& relacy = rl::ctx();
    return relacy.threadx_ != nullptr && !in_setup ? static_cast<int>(rl::thread_index()) : -1;
  }
  static void record(const char* operation, const char* object, Where where) {
    context().record({agent(), operation, object, 0, false, false, "", where.file, where.line});
  }
  // The words of a lock are addresses of waiters, that of a table is the table's; other
  // words of that type are numbers.
  static constexpr bool holds_address(Site site) {
    return row(site).name.starts_with("lock.") || row(site).name.starts_with("table.");
  }
  template <class T>
  static void record(const char* operation, Site site, T value, Where where) {
    context().record({agent(), operation, row(site).name.data(), static_cast<std::uint64_t>(value),
                      true, holds_address(site), name(context().order(site)).data(), where.file,
                      where.line});
  }
  static void leave_if_abandoned() {
    if (context().abandoning) throw Abandoned{};
  }

  template <Site S>
  static void fence(At<S>, Where where = {}) {
    context().reach(S, where);
    if (context().order(S) == Order::relaxed) return;
    rl::atomic_thread_fence(relacy_order(context().order(S)), place(S, where));
    leave_if_abandoned();
  }

  // An object that is alive from construction to destruction; touching it outside
  // is a race with either.
  class Liveness {
   public:
    Liveness() { mark_(place("begin of life", {})).store(1); }
    Liveness(const Liveness&) = delete;
    Liveness& operator=(const Liveness&) = delete;
    ~Liveness() {
      if (abandoned()) return;
      context().approach(agent(), "end of life of an object, at", {});
      mark_(place("end of life", {})).store(0);
    }
    void touch(const rl::debug_info& at) const { (void)mark_(at).load(); }

   private:
    rl::var<char> mark_;
  };

  template <class T>
  class Atomic {
   public:
    Atomic() : value_(T{}) {}
    explicit Atomic(T v) : value_(v) {}

    template <Site S>
    T load(At<S>, Where where = {}) const {
      const auto at = begin(S, where);
      return end("load", S, value_.load(relacy_order(context().order(S)), at), where);
    }
    template <Site S>
    void store(T v, At<S>, Where where = {}) {
      const auto at = begin(S, where);
      value_.store(v, relacy_order(context().order(S)), at);
      end("store", S, v, where);
    }
    template <Site S>
    T exchange(T v, At<S>, Where where = {}) {
      const auto at = begin(S, where);
      return end("exchange", S, value_.exchange(v, relacy_order(context().order(S)), at), where);
    }
    template <Site S>
    T fetch_add(T v, At<S>, Where where = {}) {
      const auto at = begin(S, where);
      return end("add", S, value_.fetch_add(v, relacy_order(context().order(S)), at), where);
    }
    template <Site S>
    T fetch_sub(T v, At<S>, Where where = {}) {
      const auto at = begin(S, where);
      return end("sub", S, value_.fetch_sub(v, relacy_order(context().order(S)), at), where);
    }
    template <Site S>
    T fetch_and(T v, At<S>, Where where = {}) {
      const auto at = begin(S, where);
      return end("and", S, value_.fetch_and(v, relacy_order(context().order(S)), at), where);
    }
    template <Site S>
    T fetch_or(T v, At<S>, Where where = {}) {
      const auto at = begin(S, where);
      return end("or", S, value_.fetch_or(v, relacy_order(context().order(S)), at), where);
    }
    template <Site S>
    T fetch_xor(T v, At<S>, Where where = {}) {
      const auto at = begin(S, where);
      return end("xor", S, value_.fetch_xor(v, relacy_order(context().order(S)), at), where);
    }
    template <Site S, Site F>
    bool compare_exchange(T& expected, T desired, At<S>, At<F>, Where where = {}) {
      const auto at = begin(S, where);
      context().reach(F, where);
      const Order success = context().order(S);
      const Order failure = context().order(F);
      // Relacy silently relaxes a failure order where success does not acquire; a
      // fence on failure gives back what was asked for.
      const bool fenced =
          failure != Order::relaxed && (success == Order::relaxed || success == Order::release);
      const bool done = value_.compare_exchange(
          rl::bool_t<false>(), expected, desired, relacy_order(success),
          fenced ? rl::mo_relaxed : relacy_order(failure_within(success, failure)), at);
      if (!done && fenced) rl::atomic_thread_fence(rl::mo_acquire, place(F, where));
      leave_if_abandoned();
      if (done)
        record("cas ok", S, desired, where);
      else
        record("cas failed", F, expected, where);
      return done;
    }

   private:
    // Relacy wants a failure order that is not stronger than success.
    static Order failure_within(Order success, Order failure) {
      return failure == Order::seq_cst && success != Order::seq_cst ? Order::acquire : failure;
    }
    rl::debug_info begin(Site site, Where where) const {
      context().reach(site, where);
      context().approach(agent(), row(site).name.data(), where);
      const rl::debug_info at = place(site, where);
      alive_.touch(at);
      return at;
    }
    T end(const char* operation, Site site, T seen, Where where) const {
      leave_if_abandoned();
      record(operation, site, seen, where);
      return seen;
    }

    rl::atomic<T> value_;
    Liveness alive_;
  };

  template <class T>
  class Var {
   public:
    Var() : Var(T{}) {}
    explicit Var(T v) { value_(place("initialise", {})).store(v); }
    Var(const Var&) = delete;
    Var& operator=(const Var&) = delete;
    ~Var() {
      if (abandoned()) return;
      context().approach(agent(), "end of life of a variable, at", {});
      value_(place("end of life", {})).store(T{});
    }
    T get(Where where = {}) const {
      context().approach(agent(), "read", where);
      const T seen = value_(place("read", where)).load();
      record("read", kVariable, where);
      return seen;
    }
    void set(T v, Where where = {}) {
      context().approach(agent(), "write", where);
      value_(place("write", where)).store(v);
      record("write", kVariable, where);
    }

   private:
    mutable rl::var<T> value_;
  };

  class Bytes;
  class Parker;

  static Time now() { return context().clock; }

  template <class Predicate>
  static void await(Predicate ready, Where where = {}) {
    while (!ready()) {
      rl::yield(1, place("await", where));
      leave_if_abandoned();
    }
  }
  static void pause(Where where = {}) {
    rl::yield(1, place("pause", where));
    leave_if_abandoned();
  }
  static int choose(int n) { return static_cast<int>(rl::rand(static_cast<unsigned>(n))); }

  template <class T, class... Args>
  static T* make(Args&&... args) {
    return new T(std::forward<Args>(args)...);
  }
  template <class T>
  static void destroy(T* object) {
    delete object;
  }

  static int current_agent() { return static_cast<int>(rl::thread_index()); }

  struct Thread {
    int agent;
  };
  template <class F>
  static Thread spawn(F body, Where where = {});
  static void join(Thread thread, Where where = {});

  [[noreturn]] static void abandon(const char* why, Where where = {});
  static void check(bool ok, const char* text, Where where = {}) {
    ++context().assertions;
    if (ok || context().abandoning) return;
    record("check fails", text, where);
    context().approach(agent(), "check", where);
    context().fail(text);
    rl::ctx().fail_test(text, rl::test_result_user_assert_failed, place("check", where));
  }

  static inline bool in_setup = false;  // `before` and `after` are no agent's
};

}  // namespace assay

#include "harness/engines/relacy/relacy_agents.h"
#include "harness/engines/relacy/relacy_bytes.h"

namespace assay {
static_assert(World<RelacyWorld>);
}  // namespace assay

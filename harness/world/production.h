// The World that ships: every access is the bare instruction.
//
// Orders are compile-time constants, taken from the table of sites; a test
// compares the generated code with that of std::atomic. Shared bytes are
// accessed through the compiler's atomic builtins on may-alias types, because
// std::atomic_ref of two widths on one place is undefined.
//
// Thread safety: as the verbs of world.h.
// Invariants: no mutant, no check and no order lookup is in the generated code.
#pragma once

#include <sched.h>

#include <cstdio>
#include <cstdlib>
#include <thread>
#include <utility>

#include "harness/world/futex_parker.h"
#include "harness/world/pause.h"
#include "harness/world/reserved_pages.h"
#include "harness/world/world.h"

#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 warns of a failure order stronger than the success order, which C++17 allows.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-memory-model"
#endif

namespace assay {

constexpr int builtin_order(Order order) {
  switch (order) {
    case Order::relaxed:
      return __ATOMIC_RELAXED;
    case Order::acquire:
      return __ATOMIC_ACQUIRE;
    case Order::release:
      return __ATOMIC_RELEASE;
    case Order::acq_rel:
      return __ATOMIC_ACQ_REL;
    case Order::seq_cst:
      break;
  }
  return __ATOMIC_SEQ_CST;
}

struct Production {
  static constexpr bool kHasMutants = false;
  static constexpr bool mutated(Mutant) { return false; }
  static constexpr bool abandoned() { return false; }

  template <Site S>
  static consteval Order order(At<S>) {
    return row(S).order;
  }
  template <Site S>
  static consteval int builtin() {
    return builtin_order(row(S).order);
  }
  template <Site S>
  static void fence(At<S>, Where = {}) {
    __atomic_thread_fence(builtin<S>());
  }

  template <class T>
  class Atomic {
   public:
    constexpr Atomic() = default;
    constexpr explicit Atomic(T v) : value_(v) {}
    Atomic(const Atomic&) = delete;
    Atomic& operator=(const Atomic&) = delete;

    template <Site S>
    T load(At<S>, Where = {}) const {
      return __atomic_load_n(&value_, builtin<S>());
    }
    template <Site S>
    void store(T v, At<S>, Where = {}) {
      __atomic_store_n(&value_, v, builtin<S>());
    }
    template <Site S>
    T exchange(T v, At<S>, Where = {}) {
      return __atomic_exchange_n(&value_, v, builtin<S>());
    }
    template <Site S>
    T fetch_add(T v, At<S>, Where = {}) {
      return __atomic_fetch_add(&value_, v, builtin<S>());
    }
    template <Site S>
    T fetch_sub(T v, At<S>, Where = {}) {
      return __atomic_fetch_sub(&value_, v, builtin<S>());
    }
    template <Site S>
    T fetch_and(T v, At<S>, Where = {}) {
      return __atomic_fetch_and(&value_, v, builtin<S>());
    }
    template <Site S>
    T fetch_or(T v, At<S>, Where = {}) {
      return __atomic_fetch_or(&value_, v, builtin<S>());
    }
    template <Site S>
    T fetch_xor(T v, At<S>, Where = {}) {
      return __atomic_fetch_xor(&value_, v, builtin<S>());
    }
    template <Site S, Site F>
    bool compare_exchange(T& expected, T desired, At<S>, At<F>, Where = {}) {
      return __atomic_compare_exchange_n(&value_, &expected, desired, false, builtin<S>(),
                                         builtin<F>());
    }

   private:
    T value_{};
  };

  template <class T>
  class Var {
   public:
    constexpr Var() = default;
    constexpr explicit Var(T v) : value_(v) {}
    T get(Where = {}) const { return value_; }
    void set(T v, Where = {}) { value_ = v; }

   private:
    T value_{};
  };

  class Bytes {
   public:
    bool reserve(std::size_t bytes) { return pages_.reserve(bytes); }
    bool commit(std::size_t bytes) { return pages_.commit(bytes); }

    template <class T, Site S>
    T load(std::size_t offset, At<S>, Where = {}) const {
      return __atomic_load_n(cell<T>(offset), builtin<S>());
    }
    template <class T, Site S>
    void store(std::size_t offset, T v, At<S>, Where = {}) {
      __atomic_store_n(cell<T>(offset), v, builtin<S>());
    }
    template <class T, Site S>
    T exchange(std::size_t offset, T v, At<S>, Where = {}) {
      return __atomic_exchange_n(cell<T>(offset), v, builtin<S>());
    }
    template <class T, Site S>
    T fetch_add(std::size_t offset, T v, At<S>, Where = {}) {
      return __atomic_fetch_add(cell<T>(offset), v, builtin<S>());
    }
    template <class T, Site S>
    T fetch_sub(std::size_t offset, T v, At<S>, Where = {}) {
      return __atomic_fetch_sub(cell<T>(offset), v, builtin<S>());
    }
    template <class T, Site S>
    T fetch_and(std::size_t offset, T v, At<S>, Where = {}) {
      return __atomic_fetch_and(cell<T>(offset), v, builtin<S>());
    }
    template <class T, Site S>
    T fetch_or(std::size_t offset, T v, At<S>, Where = {}) {
      return __atomic_fetch_or(cell<T>(offset), v, builtin<S>());
    }
    template <class T, Site S>
    T fetch_xor(std::size_t offset, T v, At<S>, Where = {}) {
      return __atomic_fetch_xor(cell<T>(offset), v, builtin<S>());
    }
    template <class T, Site S, Site F>
    bool compare_exchange(std::size_t offset, T& expected, T desired, At<S>, At<F>, Where = {}) {
      return __atomic_compare_exchange_n(cell<T>(offset), &expected, desired, false, builtin<S>(),
                                         builtin<F>());
    }
    template <class T>
    T plain_load(std::size_t offset, Where = {}) const {
      return __atomic_load_n(cell<T>(offset), builtin<Site::plain_load>());
    }
    template <class T>
    void plain_store(std::size_t offset, T v, Where = {}) {
      __atomic_store_n(cell<T>(offset), v, builtin<Site::plain_store>());
    }

   private:
    template <class T>
    using MayAlias [[gnu::may_alias]] = T;

    template <class T>
    MayAlias<T>* cell(std::size_t offset) const {
      // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes as a typed cell
      return reinterpret_cast<MayAlias<T>*>(pages_.data() + offset);
    }

    ReservedPages pages_;
  };

  using Parker = FutexParker;
  static Time now() { return monotonic_now(); }

  // Spins briefly, then yields: never burns a core that another agent needs.
  template <class Predicate>
  static void await(Predicate ready, Where = {}) {
    constexpr int kSpins = 100;
    for (int i = 0; !ready(); ++i)
      if (i >= kSpins) sched_yield();
  }
  static void pause(Where = {}) { pause_processor(); }
  static int choose(int) { return 0; }

  template <class T, class... Args>
  static T* make(Args&&... args) {
    return new T(std::forward<Args>(args)...);
  }
  template <class T>
  static void destroy(T* object) {
    delete object;
  }

  static int current_agent() {
    static int next = 0;
    thread_local const int mine = __atomic_fetch_add(&next, 1, __ATOMIC_RELAXED);
    return mine;
  }
  using Thread = std::thread;
  template <class Body>
  static Thread spawn(Body body) {
    return std::thread(std::move(body));
  }
  static void join(Thread thread) { thread.join(); }

  [[noreturn]] static void abandon(const char* why, Where where = {}) {
    std::fprintf(stderr, "%s:%u: %s\n", where.file, where.line, why);
    std::abort();
  }
  static void check(bool ok, const char* text, Where where = {}) {
    if (!ok) abandon(text, where);
  }
};

static_assert(World<Production>);

}  // namespace assay

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

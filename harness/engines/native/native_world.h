// The checking World of real threads; built with -fsanitize=thread it is the World
// of the TSan engine.
//
// Orders are looked up in the assignment under test, agents are disturbed at
// random, parkers wake spuriously, a deadlock is found without a clock.
//
// Thread safety: as the verbs of world.h.
// Invariants: no access of the core runs after its execution was abandoned.
#pragma once

#include <sched.h>

#include <cstdlib>
#include <thread>
#include <utility>

#include "harness/engines/native/native_context.h"
#include "harness/engines/native/ordered_access.h"
#include "harness/engines/native/plain_access.h"
#include "harness/world/futex_parker.h"
#include "harness/world/pause.h"
#include "harness/world/reserved_pages.h"
#include "harness/world/world.h"

namespace assay {

struct NativeWorld {
  static constexpr bool kHasMutants = true;
  static NativeContext& context() { return NativeContext::instance(); }
  static bool mutated(Mutant mutant) { return context().mutated(mutant); }
  static bool abandoned() { return context().stopping(); }
  template <Site S>
  static Order order(At<S>) {
    return context().order(S);
  }

  // Around one access: may let other agents overtake before and after it.
  template <Site S>
  class Access {
   public:
    explicit Access(Where where) { context().before_access(S, where); }
    ~Access() { context().after_access(S); }
    Access(const Access&) = delete;
    Access& operator=(const Access&) = delete;
    Order order() const { return context().order(S); }
  };

  template <Site S>
  static void fence(At<S>, Where where = {}) {
    const Access<S> access(where);
#ifndef __SANITIZE_THREAD__  // g++ rejects fences there; the core has none
    ordered::with_constant(access.order(),
                           [](auto o) { __atomic_thread_fence(decltype(o)::value); });
#endif
  }

  template <class T>
  class Atomic {
   public:
    constexpr Atomic() = default;
    constexpr explicit Atomic(T v) : value_(v) {}
    Atomic(const Atomic&) = delete;
    Atomic& operator=(const Atomic&) = delete;

    template <Site S>
    T load(At<S>, Where where = {}) const {
      const Access<S> access(where);
      return ordered::load(&value_, access.order());
    }
    template <Site S>
    void store(T v, At<S>, Where where = {}) {
      const Access<S> access(where);
      ordered::store(&value_, v, access.order());
    }
    template <Site S>
    T exchange(T v, At<S>, Where where = {}) {
      const Access<S> access(where);
      return ordered::exchange(&value_, v, access.order());
    }
    template <Site S>
    T fetch_add(T v, At<S>, Where where = {}) {
      const Access<S> access(where);
      return ordered::fetch_add(&value_, v, access.order());
    }
    template <Site S>
    T fetch_sub(T v, At<S>, Where where = {}) {
      const Access<S> access(where);
      return ordered::fetch_sub(&value_, v, access.order());
    }
    template <Site S>
    T fetch_and(T v, At<S>, Where where = {}) {
      const Access<S> access(where);
      return ordered::fetch_and(&value_, v, access.order());
    }
    template <Site S>
    T fetch_or(T v, At<S>, Where where = {}) {
      const Access<S> access(where);
      return ordered::fetch_or(&value_, v, access.order());
    }
    template <Site S>
    T fetch_xor(T v, At<S>, Where where = {}) {
      const Access<S> access(where);
      return ordered::fetch_xor(&value_, v, access.order());
    }
    template <Site S, Site F>
    bool compare_exchange(T& expected, T desired, At<S>, At<F>, Where where = {}) {
      const Access<S> access(where);
      const Access<F> failing(where);
      return ordered::compare_exchange(&value_, expected, desired, access.order(), failing.order());
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

  // On the heap, so that ThreadSanitizer sees an access that races with the end of
  // the bytes.
  class Bytes {
   public:
    Bytes() = default;
    Bytes(const Bytes&) = delete;
    Bytes& operator=(const Bytes&) = delete;
    ~Bytes() { std::free(allocated_); }  // NOLINT(cppcoreguidelines-no-malloc): calloc's

    bool reserve(std::size_t bytes) {
      reserved_ = bytes;
      return true;
    }
    // Of a block that does not grow the memory is the heap's, which is quick; of one that
    // grows, the system's, which does not let anyone touch what is not committed.
    bool commit(std::size_t bytes) {
      if (data_ == nullptr && bytes == reserved_) {
        // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): zero, and fails without exception
        allocated_ = static_cast<std::byte*>(std::calloc(bytes == 0 ? 1 : bytes, 1));
        data_ = allocated_;
        return data_ != nullptr;
      }
      if (data_ == nullptr && pages_.reserve(reserved_)) data_ = pages_.data();
      return allocated_ != nullptr || pages_.commit(bytes);
    }

    template <class T, Site S>
    T load(std::size_t offset, At<S>, Where where = {}) const {
      const Access<S> access(where);
      return ordered::load(cell<T>(offset), access.order());
    }
    template <class T, Site S>
    void store(std::size_t offset, T v, At<S>, Where where = {}) {
      const Access<S> access(where);
      ordered::store(cell<T>(offset), v, access.order());
    }
    template <class T, Site S>
    T exchange(std::size_t offset, T v, At<S>, Where where = {}) {
      const Access<S> access(where);
      return ordered::exchange(cell<T>(offset), v, access.order());
    }
    template <class T, Site S>
    T fetch_add(std::size_t offset, T v, At<S>, Where where = {}) {
      const Access<S> access(where);
      return ordered::fetch_add(cell<T>(offset), v, access.order());
    }
    template <class T, Site S>
    T fetch_sub(std::size_t offset, T v, At<S>, Where where = {}) {
      const Access<S> access(where);
      return ordered::fetch_sub(cell<T>(offset), v, access.order());
    }
    template <class T, Site S>
    T fetch_and(std::size_t offset, T v, At<S>, Where where = {}) {
      const Access<S> access(where);
      return ordered::fetch_and(cell<T>(offset), v, access.order());
    }
    template <class T, Site S>
    T fetch_or(std::size_t offset, T v, At<S>, Where where = {}) {
      const Access<S> access(where);
      return ordered::fetch_or(cell<T>(offset), v, access.order());
    }
    template <class T, Site S>
    T fetch_xor(std::size_t offset, T v, At<S>, Where where = {}) {
      const Access<S> access(where);
      return ordered::fetch_xor(cell<T>(offset), v, access.order());
    }
    template <class T, Site S, Site F>
    bool compare_exchange(std::size_t offset, T& expected, T desired, At<S>, At<F>,
                          Where where = {}) {
      const Access<S> access(where);
      const Access<F> failing(where);
      return ordered::compare_exchange(cell<T>(offset), expected, desired, access.order(),
                                       failing.order());
    }
    template <class T>
    T plain_load(std::size_t offset, Where where = {}) const {
      const Access<Site::plain_load> access(where);
      if (context().races_are_defects()) return assay::plain_load(cell<T>(offset));
      return ordered::load(cell<T>(offset), access.order());
    }
    template <class T>
    void plain_store(std::size_t offset, T v, Where where = {}) {
      const Access<Site::plain_store> access(where);
      if (context().races_are_defects()) return assay::plain_store(cell<T>(offset), v);
      ordered::store(cell<T>(offset), v, access.order());
    }

   private:
    template <class T>
    T* cell(std::size_t offset) const {
      // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes as a typed cell
      return reinterpret_cast<T*>(data_ + offset);
    }

    std::size_t reserved_ = 0;
    std::byte* data_ = nullptr;
    std::byte* allocated_ = nullptr;  // data_, where the heap has it
    ReservedPages pages_;
  };

  class Parker {
   public:
    bool park(Time deadline, Where where = {});
    void unpark(Where where = {});

   private:
    FutexParker futex_;
  };
  static Time now() { return monotonic_now(); }

  template <class Predicate>
  static void await(Predicate ready, Where = {}) {
    constexpr int kSpins = 100;
    for (int i = 0; !ready(); ++i) {
      context().leave_if_stopping();
      if (i >= kSpins) sched_yield();
    }
  }
  static void pause(Where = {}) { pause_processor(); }
  static int choose(int n) {
    int chosen = 0;
    while (chosen + 1 < n && !context().sometimes(static_cast<unsigned>(n - chosen))) ++chosen;
    return chosen;
  }

  template <class T, class... Args>
  static T* make(Args&&... args) {
    return new T(std::forward<Args>(args)...);
  }
  template <class T>
  static void destroy(T* object) {
    delete object;
  }

  static int current_agent() { return context().agent(); }

  struct Thread {
    std::thread thread;
    int agent;
  };
  template <class Body>
  static Thread spawn(Body body) {
    const int agent = context().new_agent();
    context().statuses().run(agent);
    return {std::thread([agent, body = std::move(body)]() mutable {
              context().become(agent);
              try {
                body();
              } catch (const Abandoned&) {  // the execution ended early; so does the agent
              }
              context().statuses().end(agent);
            }),
            agent};
  }
  static void join(Thread thread) {
    context().statuses().join(context().agent(), thread.agent);
    thread.thread.join();
    context().statuses().run(context().agent());
    context().leave_if_stopping();
  }

  [[noreturn]] static void abandon(const char* why, Where = {}) { context().abandon(why); }
  static void check(bool ok, const char* text, Where where = {}) {
    context().count_assertion();
    if (!ok) context().fail("assertion", text, where);
  }
};

static_assert(World<NativeWorld>);

}  // namespace assay

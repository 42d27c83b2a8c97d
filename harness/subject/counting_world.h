// The production World, counted: for the tests of lifetime.
//
// `Counting` counts what the core makes and destroys, and gives a reference the
// weight of many, so that a test reaches the limit of 2^30 references.
//
// Thread safety: the counts may be read when every agent has ended; the weight is
// set while one agent runs.
// Invariants: with weight 1 it behaves as Production.
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

#include "harness/world/production.h"

namespace assay {

struct Counting : Production {
  static inline std::atomic<int> made{0};
  static inline std::atomic<int> destroyed{0};
  static inline std::uint32_t weight = 1;  // references that one counts for

  static int alive() { return made - destroyed; }

  template <class T, class... Args>
  static T* make(Args&&... args) {
    ++made;
    return Production::make<T>(std::forward<Args>(args)...);
  }
  template <class T>
  static void destroy(T* object) {
    ++destroyed;
    Production::destroy(object);
  }

  template <class T>
  struct Atomic : Production::Atomic<T> {
    using Production::Atomic<T>::Atomic;
    template <Site S>
    T fetch_add(T v, At<S> site, Where where = {}) {
      return Production::Atomic<T>::fetch_add(v * weight_at(S), site, where);
    }
    template <Site S>
    T fetch_sub(T v, At<S> site, Where where = {}) {
      return Production::Atomic<T>::fetch_sub(v * weight_at(S), site, where);
    }

   private:
    static constexpr bool counts_references(Site site) {
      return site == Site::ref_inc || site == Site::ref_dec || site == Site::weak_inc ||
             site == Site::weak_dec;
    }
    static T weight_at(Site site) {
      return counts_references(site) ? static_cast<T>(weight) : T{1};
    }
  };
};

static_assert(World<Counting>);

}  // namespace assay

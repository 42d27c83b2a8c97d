// An object that is made when it is first asked for, by whoever asks first. Its sites
// are named for the one there is: a cluster's table of waiters.
//
// Thread safety: `get` by any agent; the destructor runs alone.
// Invariants: all agents get the same object; of several made at once one stays, and
// each loser destroys its own.
// Reference: site 28.
#pragma once

#include <cstdint>

#include "harness/world/world.h"

namespace assay {

template <World W, class T>
class Lazy {
 public:
  Lazy() = default;
  Lazy(const Lazy&) = delete;
  Lazy& operator=(const Lazy&) = delete;
  ~Lazy() {
    if (made_ != nullptr) W::template destroy<T>(made_);
  }

  T& get(Where where = {}) {
    // Acquire, pairs with table.publish: the object as its maker made it.
    const std::uintptr_t there = word_.load(at::table_find, where);
    return there != 0 ? *object(there) : make(where);
  }
  bool exists(Where where = {}) const { return word_.load(at::table_find, where) != 0; }

 private:
  // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast,performance-no-int-to-ptr): a word
  static T* object(std::uintptr_t word) { return reinterpret_cast<T*>(word); }
  static std::uintptr_t word(T* object) { return reinterpret_cast<std::uintptr_t>(object); }
  // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast,performance-no-int-to-ptr)

  // Out of line: it happens once.
  [[gnu::noinline]] T& make(Where where) {
    T* const mine = W::template make<T>();
    std::uintptr_t first = 0;
    // Release, pairs with table.find: the object as I made it. Where another was first:
    // acquire, pairs with its publication.
    if (word_.compare_exchange(first, word(mine), at::table_publish, at::table_publish_fail,
                               where)) {
      made_ = mine;
      return *mine;
    }
    if constexpr (W::kHasMutants)
      if (W::mutated(Mutant::table_made_twice)) return *mine;
    W::template destroy<T>(mine);
    return *object(first);
  }

  typename W::template Atomic<std::uintptr_t> word_{0};
  T* made_ = nullptr;  // the same; of the maker, then of the destructor, which may not
                       // perform an access that a checking World schedules
};

}  // namespace assay

// The production World with a system that refuses: for the tests of what is refused.
//
// Thread safety: set up while no agent runs.
// Invariants: after `reset` it behaves as Production.
#pragma once

#include <cstddef>
#include <limits>
#include <utility>

#include "harness/world/production.h"

namespace assay {

struct Failing : Production {
  static inline bool address_space = true;
  static inline std::size_t memory = std::numeric_limits<std::size_t>::max();  // bytes of a block
  static inline int alive = 0;  // objects made and not destroyed
  // How many more ordinary buffers there is memory for.
  static inline std::size_t ordinary_buffers = std::numeric_limits<std::size_t>::max();

  static void reset() {
    address_space = true;
    memory = std::numeric_limits<std::size_t>::max();
    ordinary_buffers = std::numeric_limits<std::size_t>::max();
  }

  static bool refuses_memory(std::size_t /*length*/) {
    if (ordinary_buffers == 0) return true;
    --ordinary_buffers;
    return false;
  }

  struct Bytes : Production::Bytes {
    bool reserve(std::size_t bytes) { return address_space && Production::Bytes::reserve(bytes); }
    bool commit(std::size_t bytes) { return bytes <= memory && Production::Bytes::commit(bytes); }
  };

  template <class T, class... Args>
  static T* make(Args&&... args) {
    ++alive;
    return Production::make<T>(std::forward<Args>(args)...);
  }
  template <class T>
  static void destroy(T* object) {
    --alive;
    Production::destroy(object);
  }
};

static_assert(World<Failing>);

}  // namespace assay

// An order known at run time beside a branch written by hand, to be disassembled by
// compare_codegen.py. Each function takes one of two orders: the branch of a release
// store has to be a plain `mov`, where g++ alone would make every store an `xchg`.
//
// Thread safety: none needed; nothing here ever runs.
// Invariants: every name in `seam` is in `bare`.
#include <cstdint>

#include "harness/engines/native/ordered_access.h"

namespace seam {

using assay::Order;

template <class T>
struct Ordered {
  static void store_release_or_seq_cst(T* at, T v, bool weak) {
    assay::ordered::store(at, v, weak ? Order::release : Order::seq_cst);
  }
  static void store_relaxed_or_seq_cst(T* at, T v, bool weak) {
    assay::ordered::store(at, v, weak ? Order::relaxed : Order::seq_cst);
  }
  static void store_release(T* at, T v) { assay::ordered::store(at, v, Order::release); }
  static T load_acquire(const T* at) { return assay::ordered::load(at, Order::acquire); }
  static T add_acq_rel(T* at, T v) { return assay::ordered::fetch_add(at, v, Order::acq_rel); }
};
template struct Ordered<std::int32_t>;
template struct Ordered<std::int64_t>;

}  // namespace seam

namespace bare {

template <class T>
struct Ordered {
  static void store_release_or_seq_cst(T* at, T v, bool weak) {
    if (weak)
      __atomic_store_n(at, v, __ATOMIC_RELEASE);
    else
      __atomic_store_n(at, v, __ATOMIC_SEQ_CST);
  }
  static void store_relaxed_or_seq_cst(T* at, T v, bool weak) {
    if (weak)
      __atomic_store_n(at, v, __ATOMIC_RELAXED);
    else
      __atomic_store_n(at, v, __ATOMIC_SEQ_CST);
  }
  static void store_release(T* at, T v) { __atomic_store_n(at, v, __ATOMIC_RELEASE); }
  static T load_acquire(const T* at) { return __atomic_load_n(at, __ATOMIC_ACQUIRE); }
  static T add_acq_rel(T* at, T v) { return __atomic_fetch_add(at, v, __ATOMIC_ACQ_REL); }
};
template struct Ordered<std::int32_t>;
template struct Ordered<std::int64_t>;

}  // namespace bare

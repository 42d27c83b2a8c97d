// The seam beside the bare instruction, to be disassembled: seam::X is an access as
// the core writes it, bare::X is the language's own. compare_codegen.py pairs them by
// name and compares instruction by instruction.
//
// bare::X spells out the orders of the data plane, for they are ECMA-262's; those of
// the core's own words are the table's.
//
// Thread safety: none needed; nothing here ever runs.
// Invariants: every name in `seam` is in `bare`, with parameters of the same layout.
#include <atomic>

#include "harness/world/production.h"

namespace seam {

namespace at = assay::at;
using Bytes = assay::Production::Bytes;
template <class T>
using Atomic = assay::Production::Atomic<T>;
template <class T>
using Var = assay::Production::Var<T>;

template <class T>
struct Cell {
  static T load(const Bytes& b, std::size_t n) { return b.load<T>(n, at::cell_load); }
  static void store(Bytes& b, std::size_t n, T v) { b.store<T>(n, v, at::cell_store); }
  static T exchange(Bytes& b, std::size_t n, T v) { return b.exchange<T>(n, v, at::cell_rmw); }
  static T add(Bytes& b, std::size_t n, T v) { return b.fetch_add<T>(n, v, at::cell_rmw); }
  static T sub(Bytes& b, std::size_t n, T v) { return b.fetch_sub<T>(n, v, at::cell_rmw); }
  static T bit_and(Bytes& b, std::size_t n, T v) { return b.fetch_and<T>(n, v, at::cell_rmw); }
  static T bit_or(Bytes& b, std::size_t n, T v) { return b.fetch_or<T>(n, v, at::cell_rmw); }
  static T bit_xor(Bytes& b, std::size_t n, T v) { return b.fetch_xor<T>(n, v, at::cell_rmw); }
  static bool cas(Bytes& b, std::size_t n, T& expected, T v) {
    return b.compare_exchange<T>(n, expected, v, at::cell_cas, at::cell_cas_fail);
  }
  static T get(const Bytes& b, std::size_t n) { return b.plain_load<T>(n); }
  static void set(Bytes& b, std::size_t n, T v) { b.plain_store<T>(n, v); }
  static bool compare(const Bytes& b, std::size_t n, T v) {
    return b.load<T>(n, at::wait_value) == v;
  }
};
template struct Cell<std::int8_t>;
template struct Cell<std::uint8_t>;
template struct Cell<std::int16_t>;
template struct Cell<std::uint16_t>;
template struct Cell<std::int32_t>;
template struct Cell<std::uint32_t>;
template struct Cell<std::int64_t>;
template struct Cell<std::uint64_t>;

template <class W>
struct Word {
  static bool take(Atomic<W>& w, W& seen) {
    return w.compare_exchange(seen, 1, at::lock_take, at::lock_take_fail);
  }
  static bool drop(Atomic<W>& w, W& seen) {
    return w.compare_exchange(seen, 0, at::lock_drop, at::lock_drop_fail);
  }
  static bool pop(Atomic<W>& w, W& seen) {
    return w.compare_exchange(seen, 1, at::lock_pop, at::lock_pop_fail);
  }
  static void grant(Atomic<W>& w) { w.store(1, at::lock_grant); }
  static W granted(const Atomic<W>& w) { return w.load(at::lock_granted); }
  static void publish(Atomic<W>& w) { w.store(2, at::state_publish); }
  static W observe(const Atomic<W>& w) { return w.load(at::state_observe); }
  static void enter(Atomic<W>& w) { w.fetch_add(1, at::count_enter); }
  static bool nobody(Atomic<W>& w) { return w.fetch_add(0, at::count_check) == 0; }
  static void request(Atomic<W>& w) { w.store(1, at::terminate_request); }
  static void retain(Atomic<W>& w) { w.fetch_add(1, at::ref_inc); }
  static bool release(Atomic<W>& w) { return w.fetch_sub(1, at::ref_dec) == 1; }
  static W variable_get(const Var<W>& v) { return v.get(); }
  static void variable_set(Var<W>& v, W x) { v.set(x); }
};
template struct Word<std::uint32_t>;
template struct Word<std::uint64_t>;

}  // namespace seam

namespace bare {

using assay::Site;

// What std::atomic calls the order of a site.
consteval std::memory_order of(Site site) {
  constexpr std::memory_order kStandard[] = {std::memory_order_relaxed, std::memory_order_acquire,
                                             std::memory_order_release, std::memory_order_acq_rel,
                                             std::memory_order_seq_cst};
  return kStandard[static_cast<std::size_t>(assay::row(site).order)];
}
constexpr auto kSeqCst = std::memory_order_seq_cst;

// Bytes without a seam: a pointer to the first.
struct Bytes {
  std::byte* first;
};
template <class T>
T& cell(const Bytes& b, std::size_t n) {
  return *reinterpret_cast<T*>(b.first + n);
}
template <class T>
std::atomic_ref<T> atomic(const Bytes& b, std::size_t n) {
  return std::atomic_ref<T>(cell<T>(b, n));
}

template <class T>
struct Cell {
  static T load(const Bytes& b, std::size_t n) { return atomic<T>(b, n).load(kSeqCst); }
  static void store(Bytes& b, std::size_t n, T v) { atomic<T>(b, n).store(v, kSeqCst); }
  static T exchange(Bytes& b, std::size_t n, T v) { return atomic<T>(b, n).exchange(v, kSeqCst); }
  static T add(Bytes& b, std::size_t n, T v) { return atomic<T>(b, n).fetch_add(v, kSeqCst); }
  static T sub(Bytes& b, std::size_t n, T v) { return atomic<T>(b, n).fetch_sub(v, kSeqCst); }
  static T bit_and(Bytes& b, std::size_t n, T v) { return atomic<T>(b, n).fetch_and(v, kSeqCst); }
  static T bit_or(Bytes& b, std::size_t n, T v) { return atomic<T>(b, n).fetch_or(v, kSeqCst); }
  static T bit_xor(Bytes& b, std::size_t n, T v) { return atomic<T>(b, n).fetch_xor(v, kSeqCst); }
  static bool cas(Bytes& b, std::size_t n, T& expected, T v) {
    return atomic<T>(b, n).compare_exchange_strong(expected, v, kSeqCst, kSeqCst);
  }
  static T get(const Bytes& b, std::size_t n) { return cell<T>(b, n); }
  static void set(Bytes& b, std::size_t n, T v) { cell<T>(b, n) = v; }
  static bool compare(const Bytes& b, std::size_t n, T v) {
    return atomic<T>(b, n).load(kSeqCst) == v;
  }
};
template struct Cell<std::int8_t>;
template struct Cell<std::uint8_t>;
template struct Cell<std::int16_t>;
template struct Cell<std::uint16_t>;
template struct Cell<std::int32_t>;
template struct Cell<std::uint32_t>;
template struct Cell<std::int64_t>;
template struct Cell<std::uint64_t>;

template <class W>
struct Word {
  using Atomic = std::atomic<W>;
  static bool take(Atomic& w, W& seen) {
    return w.compare_exchange_strong(seen, 1, of(Site::lock_take), of(Site::lock_take_fail));
  }
  static bool drop(Atomic& w, W& seen) {
    return w.compare_exchange_strong(seen, 0, of(Site::lock_drop), of(Site::lock_drop_fail));
  }
  static bool pop(Atomic& w, W& seen) {
    return w.compare_exchange_strong(seen, 1, of(Site::lock_pop), of(Site::lock_pop_fail));
  }
  static void grant(Atomic& w) { w.store(1, of(Site::lock_grant)); }
  static W granted(const Atomic& w) { return w.load(of(Site::lock_granted)); }
  static void publish(Atomic& w) { w.store(2, of(Site::state_publish)); }
  static W observe(const Atomic& w) { return w.load(of(Site::state_observe)); }
  static void enter(Atomic& w) { w.fetch_add(1, of(Site::count_enter)); }
  static bool nobody(Atomic& w) { return w.fetch_add(0, of(Site::count_check)) == 0; }
  static void request(Atomic& w) { w.store(1, of(Site::terminate_request)); }
  static void retain(Atomic& w) { w.fetch_add(1, of(Site::ref_inc)); }
  static bool release(Atomic& w) { return w.fetch_sub(1, of(Site::ref_dec)) == 1; }
  static W variable_get(const W& v) { return v; }
  static void variable_set(W& v, W x) { v = x; }
};
template struct Word<std::uint32_t>;
template struct Word<std::uint64_t>;

}  // namespace bare

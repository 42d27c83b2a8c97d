// The seam beside the bare instruction, to be disassembled: `seam_X` is the access
// as the core writes it, `bare_X` is std::atomic's or the language's own.
// compare_codegen.py finds both in the object file and compares them. `core_X` is
// core code, which may call nothing but what the script is told.
//
// Orders of the data plane are ECMA-262's and spelled out in `bare_X`; those of the
// core's own words are the table's.
//
// Thread safety, Invariants: never run.
#include <atomic>

#include "harness/subject/wait_notify.h"
#include "harness/world/production.h"

namespace {

using assay::Production;
using assay::Site;
namespace at = assay::at;

using Bytes = Production::Bytes;
template <class T>
using Word = Production::Atomic<T>;
using Agent = assay::AgentRecord<Production>;
using Cluster = assay::Cluster<Production>;
using Ints = assay::Int32Array<Production>;
using BigInts = assay::BigInt64Array<Production>;

// What std::atomic calls a site's order.
consteval std::memory_order of(Site site) {
  constexpr std::memory_order kOrders[] = {std::memory_order_relaxed, std::memory_order_acquire,
                                           std::memory_order_release, std::memory_order_acq_rel,
                                           std::memory_order_seq_cst};
  return kOrders[static_cast<std::size_t>(assay::row(site).order)];
}

// Bytes as they would be without a seam: a pointer to the first.
struct BareBytes {
  std::byte* first;
  template <class T>
  T* cell(std::size_t offset) const {
    return reinterpret_cast<T*>(first + offset);
  }
};

constexpr auto kSeqCst = std::memory_order_seq_cst;

}  // namespace

extern "C" {

// -- shared bytes: Atomics -----------------------------------------------------
#define CELL(bits, T)                                                                          \
  T seam_load_##bits(const Bytes& b, std::size_t n) { return b.load<T>(n, at::cell_load); }    \
  T bare_load_##bits(const BareBytes& b, std::size_t n) {                                      \
    return std::atomic_ref(*b.cell<T>(n)).load(kSeqCst);                                       \
  }                                                                                            \
  void seam_store_##bits(Bytes& b, std::size_t n, T v) { b.store<T>(n, v, at::cell_store); }   \
  void bare_store_##bits(BareBytes& b, std::size_t n, T v) {                                   \
    std::atomic_ref(*b.cell<T>(n)).store(v, kSeqCst);                                          \
  }                                                                                            \
  T seam_exchange_##bits(Bytes& b, std::size_t n, T v) {                                       \
    return b.exchange<T>(n, v, at::cell_rmw);                                                  \
  }                                                                                            \
  T bare_exchange_##bits(BareBytes& b, std::size_t n, T v) {                                   \
    return std::atomic_ref(*b.cell<T>(n)).exchange(v, kSeqCst);                                \
  }                                                                                            \
  T seam_add_##bits(Bytes& b, std::size_t n, T v) { return b.fetch_add<T>(n, v, at::cell_rmw); } \
  T bare_add_##bits(BareBytes& b, std::size_t n, T v) {                                        \
    return std::atomic_ref(*b.cell<T>(n)).fetch_add(v, kSeqCst);                               \
  }                                                                                            \
  T seam_sub_##bits(Bytes& b, std::size_t n, T v) { return b.fetch_sub<T>(n, v, at::cell_rmw); } \
  T bare_sub_##bits(BareBytes& b, std::size_t n, T v) {                                        \
    return std::atomic_ref(*b.cell<T>(n)).fetch_sub(v, kSeqCst);                               \
  }                                                                                            \
  T seam_and_##bits(Bytes& b, std::size_t n, T v) { return b.fetch_and<T>(n, v, at::cell_rmw); } \
  T bare_and_##bits(BareBytes& b, std::size_t n, T v) {                                        \
    return std::atomic_ref(*b.cell<T>(n)).fetch_and(v, kSeqCst);                               \
  }                                                                                            \
  T seam_or_##bits(Bytes& b, std::size_t n, T v) { return b.fetch_or<T>(n, v, at::cell_rmw); } \
  T bare_or_##bits(BareBytes& b, std::size_t n, T v) {                                         \
    return std::atomic_ref(*b.cell<T>(n)).fetch_or(v, kSeqCst);                                \
  }                                                                                            \
  T seam_xor_##bits(Bytes& b, std::size_t n, T v) { return b.fetch_xor<T>(n, v, at::cell_rmw); } \
  T bare_xor_##bits(BareBytes& b, std::size_t n, T v) {                                        \
    return std::atomic_ref(*b.cell<T>(n)).fetch_xor(v, kSeqCst);                               \
  }                                                                                            \
  bool seam_cas_##bits(Bytes& b, std::size_t n, T& expected, T v) {                            \
    return b.compare_exchange<T>(n, expected, v, at::cell_cas, at::cell_cas_fail);             \
  }                                                                                            \
  bool bare_cas_##bits(BareBytes& b, std::size_t n, T& expected, T v) {                        \
    return std::atomic_ref(*b.cell<T>(n)).compare_exchange_strong(expected, v, kSeqCst, kSeqCst); \
  }                                                                                            \
  T seam_get_##bits(const Bytes& b, std::size_t n) { return b.plain_load<T>(n); }              \
  T bare_get_##bits(const BareBytes& b, std::size_t n) { return *b.cell<T>(n); }               \
  void seam_set_##bits(Bytes& b, std::size_t n, T v) { b.plain_store<T>(n, v); }               \
  void bare_set_##bits(BareBytes& b, std::size_t n, T v) { *b.cell<T>(n) = v; }
CELL(32, std::int32_t)
CELL(64, std::int64_t)
#undef CELL

// -- plain variables of the core -------------------------------------------------
int seam_var_get(const Production::Var<int>& v) { return v.get(); }
int bare_var_get(const int& v) { return v; }
void seam_var_set(Production::Var<int>& v, int x) { v.set(x); }
void bare_var_set(int& v, int x) { v = x; }

// -- atomic words of the core ----------------------------------------------------
bool seam_lock_take(Word<std::uintptr_t>& w, std::uintptr_t& seen) {
  return w.compare_exchange(seen, 1, at::lock_take, at::lock_take_fail);
}
bool bare_lock_take(std::atomic<std::uintptr_t>& w, std::uintptr_t& seen) {
  return w.compare_exchange_strong(seen, 1, of(Site::lock_take), of(Site::lock_take_fail));
}
bool seam_lock_drop(Word<std::uintptr_t>& w, std::uintptr_t& seen) {
  return w.compare_exchange(seen, 0, at::lock_drop, at::lock_drop_fail);
}
bool bare_lock_drop(std::atomic<std::uintptr_t>& w, std::uintptr_t& seen) {
  return w.compare_exchange_strong(seen, 0, of(Site::lock_drop), of(Site::lock_drop_fail));
}
void seam_grant(Word<std::uint32_t>& w) { w.store(1, at::lock_grant); }
void bare_grant(std::atomic<std::uint32_t>& w) { w.store(1, of(Site::lock_grant)); }
std::uint32_t seam_granted(const Word<std::uint32_t>& w) { return w.load(at::lock_granted); }
std::uint32_t bare_granted(const std::atomic<std::uint32_t>& w) {
  return w.load(of(Site::lock_granted));
}
void seam_publish(Word<std::uint32_t>& w) { w.store(2, at::state_publish); }
void bare_publish(std::atomic<std::uint32_t>& w) { w.store(2, of(Site::state_publish)); }
std::uint32_t seam_observe(const Word<std::uint32_t>& w) { return w.load(at::state_observe); }
std::uint32_t bare_observe(const std::atomic<std::uint32_t>& w) {
  return w.load(of(Site::state_observe));
}
std::uint32_t seam_count_check(Word<std::uint32_t>& w) { return w.fetch_add(0, at::count_check); }
std::uint32_t bare_count_check(std::atomic<std::uint32_t>& w) {
  return w.fetch_add(0, of(Site::count_check));
}
void seam_count_enter(Word<std::uint32_t>& w) { w.fetch_add(1, at::count_enter); }
void bare_count_enter(std::atomic<std::uint32_t>& w) { w.fetch_add(1, of(Site::count_enter)); }
bool seam_ref_drop(Word<std::uint32_t>& w) { return w.fetch_sub(1, at::ref_dec) == 1; }
bool bare_ref_drop(std::atomic<std::uint32_t>& w) { return w.fetch_sub(1, of(Site::ref_dec)) == 1; }

// -- the core ----------------------------------------------------------------------
void core_acquire(assay::BucketLock<Production>& lock, Agent& me) { lock.acquire(me); }
void core_release(assay::BucketLock<Production>& lock) { lock.release(); }
void core_terminate(Agent& agent) { agent.terminate(); }
bool core_upgrade(assay::Block<Production>& block) { return block.upgrade(); }
assay::WaitResult core_wait(Cluster& cluster, Agent& me, assay::Block<Production>& block,
                            std::size_t at_byte, std::int32_t expected, assay::Time deadline) {
  return cluster.waiters.wait(me, block, at_byte, expected, deadline);
}
std::uint64_t core_notify(Cluster& cluster, Agent& me, assay::Block<Production>& block,
                          std::size_t at_byte, std::uint64_t count) {
  return cluster.waiters.notify(me, block, at_byte, count);
}
bool core_atomics(const Ints& ints, const BigInts& bigs, std::uint64_t i) {
  return assay::atomics::add(ints, i, 1).ok() && assay::atomics::load(bigs, i).ok() &&
         ints.get(i).has_value() && bigs.set(i, 1);
}

}  // extern "C"

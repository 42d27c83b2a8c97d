// The seam: what the core needs of the machine it runs on.
//
// The core is one template over a World; every engine implements a World. A
// World is a type with static verbs, so that a production access is the bare
// instruction and the core carries no reference to the engine. An engine keeps
// its state in one context of its own, bound to the threads that run a check.
//
// | verb                | production              | checking Worlds                     |
// |---------------------|-------------------------|-------------------------------------|
// | Atomic<T>           | one instruction         | order looked up in an assignment    |
// | Var<T>              | a plain variable        | a race on it is a defect            |
// | Bytes, atomic       | one instruction         | a cell, its width fixed at first use|
// | Bytes, plain        | relaxed, unsplit        | race semantics of the case          |
// | Parker              | futex                   | one token; spurious wake-ups        |
// | now, deadlines      | CLOCK_MONOTONIC         | virtual where the engine schedules  |
// | await               | spin, then yield        | the engine may block the agent      |
// | pause               | the processor's hint    | a scheduling point                  |
// | choose              | 0                       | a branch of the search              |
// | make, destroy       | new, delete             | lifetimes are tracked               |
// | spawn, join         | a thread                | an agent of the engine              |
// | abandon, check      | abort                   | ends this execution                 |
// | mutated             | false, at compile time  | the mutant under test               |
//
// Thread safety: a World's verbs may be called by any agent; the objects follow
// the rules of what they stand for (an Atomic is shared, a Parker is parked on
// by its owner only).
// Invariants:
// - `unpark` synchronizes with the `park` that takes its token.
// - `park` may return true without a token (spuriously), never false before its
//   deadline.
// - No destructor and no noexcept function of the core performs an access that
//   schedules: checking Worlds abandon an execution by an exception.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>

#include "harness/world/mutants.h"
#include "harness/world/sites.h"
#include "harness/world/time.h"
#include "harness/world/where.h"

namespace assay {

// An atomic word of the core's own state. Each access names its site.
template <class A, class T>
concept AtomicWord = requires(A a, const A c, T v, T& expected, At<Site::ref_inc> s,
                              At<Site::ref_upgrade_fail> f) {
  { c.load(s) } -> std::same_as<T>;
  a.store(v, s);
  { a.exchange(v, s) } -> std::same_as<T>;
  { a.fetch_add(v, s) } -> std::same_as<T>;
  { a.fetch_sub(v, s) } -> std::same_as<T>;
  { a.fetch_and(v, s) } -> std::same_as<T>;
  { a.fetch_or(v, s) } -> std::same_as<T>;
  { a.fetch_xor(v, s) } -> std::same_as<T>;
  { a.compare_exchange(expected, v, s, f) } -> std::same_as<bool>;  // strong; sets expected
};

// A plain variable of the core's own state.
template <class V, class T>
concept PlainVariable = requires(V v, const V c, T x) {
  { c.get() } -> std::same_as<T>;
  v.set(x);
};

// The bytes of a shared block: typed atomic and typed plain access at a byte
// offset, which is a multiple of the size of T.
template <class B, class T>
concept SharedBytes = requires(B b, const B c, std::size_t n, T v, T& expected,
                               At<Site::cell_rmw> s, At<Site::cell_cas_fail> f) {
  { b.reserve(n) } -> std::same_as<bool>;  // address space for n bytes; false: none left
  { b.commit(n) } -> std::same_as<bool>;   // bytes [0, n) readable and zero; grows only
  { c.template load<T>(n, s) } -> std::same_as<T>;
  b.template store<T>(n, v, s);
  { b.template exchange<T>(n, v, s) } -> std::same_as<T>;
  { b.template fetch_add<T>(n, v, s) } -> std::same_as<T>;
  { b.template fetch_sub<T>(n, v, s) } -> std::same_as<T>;
  { b.template fetch_and<T>(n, v, s) } -> std::same_as<T>;
  { b.template fetch_or<T>(n, v, s) } -> std::same_as<T>;
  { b.template fetch_xor<T>(n, v, s) } -> std::same_as<T>;
  { b.template compare_exchange<T>(n, expected, v, s, f) } -> std::same_as<bool>;
  { c.template plain_load<T>(n) } -> std::same_as<T>;
  b.template plain_store<T>(n, v);
};

// A place for one agent to sleep. Owned by an agent record, which outlives
// whoever may still unpark it.
template <class P>
concept ParkingPlace = requires(P p, Time deadline) {
  // False: the deadline passed and no token was there. True: a token, or nothing.
  { p.park(deadline) } -> std::same_as<bool>;
  p.unpark();
};

template <class W>
concept World = AtomicWord<typename W::template Atomic<std::uint32_t>, std::uint32_t> &&
                AtomicWord<typename W::template Atomic<std::uintptr_t>, std::uintptr_t> &&
                PlainVariable < typename W::template Var<int>,
int >
    &&SharedBytes<typename W::Bytes, std::int32_t>&& SharedBytes<typename W::Bytes, std::int64_t>&&
        ParkingPlace<typename W::Parker>&& requires(bool ok, const char* text, int n) {
  { W::kHasMutants } -> std::convertible_to<bool>;
  { W::mutated(Mutant::kNone) } -> std::same_as<bool>;
  { W::order(at::ref_inc) } -> std::same_as<Order>;
  W::fence(at::ref_inc);
  { W::now() } -> std::same_as<Time>;
  W::await([] { return true; });
  W::pause();
  { W::choose(n) } -> std::same_as<int>;  // in [0, n)
  { W::template make<int>(n) } -> std::same_as<int*>;
  W::template destroy<int>(nullptr);
  { W::current_agent() } -> std::same_as<int>;
  W::join(W::spawn([] {}));
  W::abandon(text);
  W::check(ok, text);
};

}  // namespace assay

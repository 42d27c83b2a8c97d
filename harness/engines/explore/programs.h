// Programs with a parameter whose number of executions is known, for counting and for
// measuring. Written as a user would: with the standard's names.
//
// Thread safety: as a case.
// Invariants: what is counted is in the sentence of each; all locations start as 0.
// Reference: the families are those of the papers on stateless model checking, TruSt
// (POPL 2022) and GenMC (PLDI 2019) among them; fib_bench is of SV-COMP.
#pragma once

#include <array>

#include "harness/engines/case.h"
#include "harness/engines/explore/atomic.h"

namespace assay::explore::programs {

constexpr auto kRelaxed = std::memory_order_relaxed;
constexpr auto kAcquire = std::memory_order_acquire;
constexpr auto kRelease = std::memory_order_release;

// N agents, each adds one: N!
template <int N>
struct ainc {
  static constexpr CaseInfo kInfo{.name = "ainc", .agents = N};
  atomic<int> x;
  void agent(int) { x.fetch_add(1, kRelaxed); }
};

// One write, N reads by others: 2^N.
template <int N>
struct readers {
  static constexpr CaseInfo kInfo{.name = "readers", .agents = N + 1};
  atomic<int> x;
  void agent(int i) {
    if (i == 0)
      x.store(1, kRelease);
    else
      (void)x.load(kAcquire);
  }
};

// Agent i, from 1, passes the baton from i-1 to i.
template <int N>
struct casrot {
  static constexpr CaseInfo kInfo{.name = "casrot", .agents = N};
  atomic<int> x;
  void agent(int i) {
    int expected = i;
    x.compare_exchange_strong(expected, i + 1, kRelaxed, kRelaxed);
  }
};

// All try to be the first, and all write afterwards.
template <int N>
struct casw {
  static constexpr CaseInfo kInfo{.name = "casw", .agents = N};
  atomic<int> x;
  void agent(int i) {
    int expected = 0;
    x.compare_exchange_strong(expected, 1, kRelaxed, kRelaxed);
    x.store(i + 4, kRelease);
  }
};

// Store buffering around a ring: 2^N relaxed, one less where all are SC.
template <int N, bool kSequential = false>
struct sb_ring {
  static constexpr CaseInfo kInfo{.name = "SB-ring", .agents = N};
  static constexpr auto kOrder = kSequential ? std::memory_order_seq_cst : kRelaxed;
  std::array<atomic<int>, std::size_t{N}> x;
  void agent(int i) {
    x[static_cast<std::size_t>(i)].store(1, kOrder);
    (void)x[static_cast<std::size_t>((i + 1) % N)].load(kOrder);
  }
};

// Two agents add up, in N rounds each, what they see of both; a third one looks.
template <int N>
struct fib_bench {
  static constexpr CaseInfo kInfo{.name = "fib_bench", .agents = 3};
  atomic<int> x{1};
  atomic<int> y{1};
  void agent(int i) {
    if (i == 2) {
      if (x.load(kAcquire) <= 144) (void)y.load(kAcquire);
      return;
    }
    for (int round = 0; round < N; ++round) {
      const int seen = x.load(kAcquire);
      (i == 0 ? x : y).store(seen + y.load(kAcquire), kRelease);
    }
  }
};

// N agents, one critical section each: N!
template <int N>
struct ticket_lock {
  static constexpr CaseInfo kInfo{.name = "ticket lock", .agents = N};
  atomic<int> next;
  atomic<int> serving;
  atomic<int> counter;
  void agent(int) {
    const int mine = next.fetch_add(1, kRelaxed);
    serving.await(mine, kAcquire);
    counter.store(counter.load(kRelaxed) + 1, kRelaxed);
    serving.store(mine + 1, kRelease);
  }
};

// The same, the last agent listed first.
template <class Program>
struct Reversed : Program {
  void agent(int i) { Program::agent(Program::kInfo.agents - 1 - i); }
};

}  // namespace assay::explore::programs

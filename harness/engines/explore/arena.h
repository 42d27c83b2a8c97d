// The memory in which a case runs: its object, the stacks of its agents, and what they
// allocate, at the same addresses in every execution.
//
// While an agent's code runs, the global operator new of the program allocates from the
// agent's part, one object after the other; nothing is given back before the execution is
// over, so a dangling pointer finds what was there, and the engine says so.
//
// Thread safety: an arena belongs to one thread; `inside` is that thread's.
// Invariants: the n'th allocation of an agent that has done the same before is at the same
// address; parts do not overlap; a stack ends in memory that faults.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace assay::explore {

class Arena {
 public:
  static constexpr std::size_t kMostAgents = 32;
  static constexpr std::size_t kStack = std::size_t{256} << 10U;
  // Below each stack, and larger than most frames: what overruns a stack hits it.
  static constexpr std::size_t kGuard = std::size_t{64} << 10U;
  static constexpr std::size_t kPart = std::size_t{1} << 20U;
  static constexpr int kSetUp = kMostAgents;  // the part of what runs before and after

  Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena();

  std::span<std::byte> stack(int agent) const;
  // Everything that was allocated is forgotten.
  void reset();
  // Null: the part is full.
  void* allocate(int part, std::size_t size, std::size_t alignment);
  // Addresses without memory, for bytes whose values the engine keeps.
  std::uintptr_t reserve_addresses(int part, std::size_t size);

  // The arena and part that this thread's allocations go to; none outside of agents.
  struct Inside {
    Arena* arena = nullptr;
    int part = 0;
  };
  static thread_local Inside inside;
  static bool contains(const void* address);
  // The agent whose stack ends right above the address; -1: none's. Async-signal-safe.
  static int overrun_at(const void* address);

  // Leaves the arena for the engine's own work.
  class Outside {
   public:
    Outside() : before_(inside) { inside = {}; }
    ~Outside() { inside = before_; }
    Outside(const Outside&) = delete;
    Outside& operator=(const Outside&) = delete;

   private:
    Inside before_;
  };

 private:
  std::byte* memory_ = nullptr;
  std::array<std::size_t, kMostAgents + 1> used_{};
  std::array<std::size_t, kMostAgents + 1> reserved_{};
};

}  // namespace assay::explore

// Ends the program when the code of a case does not come back to the seam: it spins on plain
// memory, or waits for something that is outside.
//
// Nothing else could: a fibre cannot be left from outside, and what it does takes no time
// as the search counts it.
//
// Thread safety: one at a time; it has a thread of its own.
// Invariants: never while the search itself works, however long that takes.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

namespace assay::explore {

// What the code of cases has done in this program.
struct Pulse {
  static std::atomic<std::uint64_t> beats;  // comings to the seam, and goings
  static std::atomic<int> inside;           // how many threads are in a case's code

  // While it lives, this thread is in a case's code, or no longer.
  class Inside {
   public:
    Inside() { add(1); }
    ~Inside() { add(-1); }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    static void add(int change) {
      inside.fetch_add(change, std::memory_order_relaxed);
      beats.fetch_add(1, std::memory_order_relaxed);
    }
  };
};

class Watchdog {
 public:
  // `say` tells the user; then the program ends with `exit_code`, whatever runs.
  Watchdog(std::chrono::milliseconds patience, int exit_code, std::function<void()> say);
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;
  ~Watchdog();

 private:
  void watch();

  const std::chrono::milliseconds patience_;
  const int exit_code_;
  const std::function<void()> say_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_over_ = false;
  std::thread thread_;
};

inline constexpr std::chrono::seconds kPatience{20};
inline constexpr const char* kDoesNotComeBack =
    "the code of the case does not come back: it spins on plain memory, or waits outside the "
    "seam; a loop that waits is an await";

}  // namespace assay::explore

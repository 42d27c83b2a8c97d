// Progress of a long run on standard error: one line that renews itself on a
// terminal, with the time left; a plain line now and then elsewhere.
//
// Thread safety: one caller.
// Invariants: nothing of it reaches a result; lines fit 80 columns.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace assay {

class Progress {
 public:
  Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  void show(std::uint64_t done, std::uint64_t total, const std::string& next);

 private:
  using Clock = std::chrono::steady_clock;

  const bool on_terminal_;
  const Clock::time_point start_ = Clock::now();
  Clock::time_point last_line_ = start_;
  bool line_is_open_ = false;
};

}  // namespace assay

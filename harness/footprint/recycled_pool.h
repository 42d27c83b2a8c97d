// A pool of workers of the core that is replaced again and again, and what is left of each.
//
// A recycle starts fresh workers, posts a new shared buffer to each, waits until all have
// touched it and said so, lets them end, and drops what it has. Afterwards nothing should
// be left; `Forgets` is what a careless program would leave, so that a soak can be seen to
// notice.
//
// Thread safety: one caller.
// Invariants: no worker is there between two recycles.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "harness/footprint/promise.h"
#include "harness/subject/error.h"

namespace assay {

enum class Forgets : std::uint8_t {
  nothing,
  buffers,  // its own handle of each buffer: bytes that are on the account
  workers   // to let go of those that have ended: a seat and a port each, on no account
};
inline constexpr std::array<std::string_view, 3> kForgetsNames{"nothing", "buffers", "workers"};

struct Recycled {
  std::int64_t external = 0;
  std::int64_t resident = 0;
};

class RecycledPool {
 public:
  RecycledPool(std::uint64_t workers, std::uint64_t bytes, Forgets forgets);
  RecycledPool(const RecycledPool&) = delete;
  RecycledPool& operator=(const RecycledPool&) = delete;
  ~RecycledPool();

  // RangeError: memory is short, or a worker saw other than it should.
  Result<Recycled> recycle();

 private:
  class State;
  std::unique_ptr<State> state_;
};

// Fewer say nothing: medians of a tenth are compared.
inline constexpr std::uint64_t kLeastRecycles = 50;

// The account is back at zero after each recycle; the median of resident memory in the last
// tenth of them is at most that in the second tenth plus the larger of 1 % and 1 MB.
// Precondition: at least kLeastRecycles.
std::vector<Promise> judge_recycles(const std::vector<Recycled>& recycles);

}  // namespace assay

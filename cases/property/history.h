// What happened when a program ran: each operation with its answer, and when it was under
// way.
//
// Thread safety: values only.
// Invariants: the events of an agent follow one another; no two moments are equal.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cases/property/program_text.h"

namespace assay::property {

// `done` has nothing to return; `value` stands beside it in the event.
enum class Answer : std::uint8_t {
  value,
  done,
  ok,
  not_equal,
  timed_out,
  terminated,
  range_error,
  kCount
};
inline constexpr std::array<std::string_view, static_cast<std::size_t>(Answer::kCount)>
    kAnswerNames{"value", "done", "ok", "not-equal", "timed-out", "terminated", "RangeError"};

struct Event {
  std::size_t agent = 0;
  Step step;
  Answer answer = Answer::value;
  std::int64_t value = 0;
  std::uint64_t invoked = 0;
  std::uint64_t returned = 0;
};

// By agent, then in order. The agent after the program's last is the one that wakes who
// would sleep for ever, and looks at everything in the end.
using History = std::vector<Event>;

// A line an event: when, who, what and the answer.
std::string text_of(const History& history);

// A sentence that the core broke, or nothing (null): a static text.
//
// - Results have an order that the sequential model explains (I1-I4, I6, I12): first in is
//   first out, nobody is woken without a notify, and no notify overlooks a sleeper.
// - What all notifies returned is the number of waits that ended `ok` (I3).
// - No agent sees a length shrink (I12).
const char* defect_of(const History& history);

}  // namespace assay::property

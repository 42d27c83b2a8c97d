// Ends the program with a word when the code of a case uses up its stack: it recurses without
// a bound, or keeps too much there.
//
// What a fault leaves behind can be trusted with nothing, so all that may be said is written
// down before, and the handler only writes it and ends.
//
// Thread safety: one guard at a time; a SignalStack on each thread that runs a case.
// Invariants: the handler calls async-signal-safe functions only; a fault that is about no
// stack is never told as if it were.
// Reference: sigaltstack(2), signal-safety(7).
#pragma once

#include <csignal>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace assay::explore {

// A stack for this thread's signal handlers, which a fault on a full stack needs. Does nothing
// where the thread has one.
class SignalStack {
 public:
  SignalStack();
  SignalStack(const SignalStack&) = delete;
  SignalStack& operator=(const SignalStack&) = delete;
  ~SignalStack();

 private:
  std::unique_ptr<char[]> memory_;
};

// The answer to a fault of another kind.
struct OtherFault {
  std::string line;  // empty: the fault goes to the handler that was there before
  int exit_code = 0;
};

class StackGuard {
 public:
  // The whole answer, given a sentence about the case.
  using Wording = std::function<std::string(const std::string& sentence)>;

  // While it lives, such a fault writes an answer to `descriptor` and ends with `exit_code`.
  StackGuard(std::string_view case_name, int descriptor, int exit_code, const Wording& wording,
             const OtherFault& otherwise = {});
  StackGuard(const StackGuard&) = delete;
  StackGuard& operator=(const StackGuard&) = delete;
  ~StackGuard();

 private:
  SignalStack stack_;  // of this thread
};

}  // namespace assay::explore

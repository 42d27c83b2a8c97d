// Runs a program and collects what it prints.
//
// Thread safety: independent calls.
// Invariants: the child has ended when `run_process` returns; no descriptor leaks.
// Reference: posix_spawn(3), poll(2).
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace assay {

struct ProcessResult {
  bool started = false;  // false: `error` says why
  bool timed_out = false;
  bool cancelled = false;
  int exit_code = -1;  // where it exited
  int signal = 0;      // where a signal ended it
  std::string out;
  std::string err;
  std::string error;
};

struct ProcessOptions {
  std::chrono::milliseconds limit{300'000};
  // Asked a few times a second; true ends the child.
  std::function<bool()> cancelled;
  // Without address space randomisation: ThreadSanitizer dies at some layouts.
  bool fixed_addresses = false;
};

// arguments[0] is the program: a path, or a name that is looked up in PATH.
ProcessResult run_process(const std::vector<std::string>& arguments,
                          const ProcessOptions& options = {});

}  // namespace assay

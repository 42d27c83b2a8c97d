// What one step of a trace read and wrote, as far as the trace tells.
//
// Thread safety: values only.
// Invariants: a value that the trace does not tell is absent, never guessed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/execution/check.h"

namespace assay {

struct StepValues {
  bool reads = false, writes = false;
  std::optional<std::string> read;     // of a step that reads
  std::optional<std::string> written;  // of a step that writes
  friend bool operator==(const StepValues&, const StepValues&) = default;
};

// By the operation's name; a step of another kind neither reads nor writes.
StepValues values_of(const TraceStep& step);

// What a step is on: steps whose kinds differ never touch the same memory; steps of one kind may.
// The trace names sites, not locations, so all cells are one kind, and all waiters' states are
// another.
std::string kind_of_location(const TraceStep& step);

// "state.publish = 2", "wait.value ➜ 0", "unpark agent 1": reads with an arrow, writes with an
// equals sign.
std::string headline(const TraceStep& step);

// Whether a counterexample of this kind ends with agents that wait for ever.
bool agents_are_stuck(std::string_view kind);

// "waiter_table.h:268" of "harness/subject/waiter_table.h:268"
std::string file_of(const std::string& where);

}  // namespace assay

// Asks processes of their own what a dataset takes: this program again for the core, Node
// for Node. Each measurement is one process, so that none spoils the next.
//
// Thread safety: one caller.
// Invariants: a process that failed or answered nonsense is an error of one line, never a
// figure. Node that is not there is no error: it has a reason.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "harness/footprint/footprint.h"

namespace assay {

struct MeasureError {
  std::string message;
};

// Which Node takes part.
struct NodeChoice {
  std::string program;  // asked for by name; empty: `node`, where it is in PATH
  bool left_out = false;
};

// The version of the Node of choice, or why it does not take part. MeasureError: it was
// asked for by name and does not start.
struct NodeState {
  std::string program;
  std::string reason;  // empty: it is there
};
std::variant<NodeState, MeasureError> find_node(const NodeChoice& choice);

// What the child printed. `what` is the scenario, or "heap".
std::variant<std::string, MeasureError> ask_core(std::string_view what, const Dataset& dataset);
std::variant<std::string, MeasureError> ask_node(const NodeState& node, std::string_view what,
                                                 const Dataset& dataset);

// The body of such a process of this program: prints the answer, and returns the exit code.
int answer_as_core(std::string_view what, const Dataset& dataset);

// Why `copies` datasets do not fit into memory; nothing where they do, or nobody knows.
std::optional<std::string> too_large(const Dataset& dataset, std::uint64_t copies);

}  // namespace assay

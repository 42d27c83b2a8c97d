// Why an outcome is forbidden, and how one that is allowed comes about.
//
// Every candidate execution with the outcome is looked at without pruning: the first
// axiom that it violates, with a shortest cycle, or the triple of a write, the write
// between, and the read. Candidates with the same violation are counted together.
//
// Thread safety: pure functions.
// Invariants: violations come in the order in which they were first met, which is the
// same every time.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/engines/axiomatic/axiomatic.h"
#include "harness/engines/axiomatic/model.h"

namespace assay::axiomatic {

struct DrawnEvent {
  int agent = -1;     // -1: the initial write; as many as there are agents: final
  std::string label;  // "a", "b", …
  std::string text;   // "W[sc] x[0]=1"
  const litmus::Instruction* at = nullptr;  // of the code; null: the initial write
};

struct DrawnEdge {
  EventId from = 0;
  EventId to = 0;
  std::string relation;  // "po", "rf", "sw", "asw", "mo", "init"
  bool guilty = false;   // a part of the violation
  bool missing = false;  // would forbid the execution, and is not there
};

struct Drawing {
  std::vector<DrawnEvent> events;  // the initial write first
  std::vector<DrawnEdge> edges;    // without program order
  int agents = 0;
};

struct Violation {
  Axiom axiom = Axiom::acyclic;
  std::string text;              // "a: W[sc] x[0]=1 -po-> …"
  std::uint64_t candidates = 0;  // with this violation
  Drawing drawing;               // of the first of them
};

struct Explanation {
  std::uint64_t candidates = 0;       // with the outcome
  std::uint64_t allowed = 0;          // of them
  std::vector<Violation> violations;  // of the others
  std::optional<Drawing> witness;     // one that is allowed, the clearest
  bool whole = true;                  // false: the budget ended it
};

using Wanted = std::function<bool(const litmus::Outcome&)>;

Explanation explain(const litmus::Code& code, litmus::Model model, const Wanted& wanted,
                    std::uint64_t steps = 200'000);

// "x[0]", "d+1".
std::string place_name(const litmus::Code& code, std::uint32_t address);

}  // namespace assay::axiomatic

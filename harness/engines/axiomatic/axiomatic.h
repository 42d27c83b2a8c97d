// The axiomatic engine: which outcomes a memory model allows, by enumeration of candidate
// executions.
//
// Unlike a sampler it decides: all executions of a test are looked at, or it says that it
// did not. The models are in es.cc, sc.cc, tso.cc and rc11.cc.
//
// Thread safety: pure functions; several may run at once.
// Invariants: the same test, the same answer, to the byte. An answer that is not whole
// has a reason, and its outcomes are a part of all. Memory is bounded by the limits.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "harness/execution/verdict.h"
#include "harness/program/code.h"
#include "harness/program/outcomes.h"

namespace assay::axiomatic {

struct Limits {
  std::uint64_t steps = 20'000'000;     // choices of a read's writes, and of paths
  std::size_t outcomes = 100'000;       // different ones
  std::optional<std::uint32_t> axioms;  // instead of the model's (AxiomSet): for its mutants
};

struct Answer {
  Reason reason = Reason::none;  // budget, bound, blind, mixed_size: why this is not all
  std::string message;           // of the reason
  std::map<litmus::Outcome, std::uint64_t> outcomes;  // executions of each, saturating
  std::uint64_t executions = 0;                       // saturating
  std::optional<bool> data_race_free;                 // nothing: the model does not say
};

// Whether two accesses of a test overlap in part.
bool has_mixed_sizes(const litmus::Code& code);

// An execution is, for each path of the agents, what each byte reads from, the values read
// and the order of critical sections; in rc11 the modification order besides.
Answer judge(const litmus::Code& code, litmus::Model model, const Limits& limits = {});

}  // namespace assay::axiomatic

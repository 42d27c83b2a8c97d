// What came of running a litmus test many times, and what that says.
//
// Thread safety: values and pure functions.
// Invariants: outcomes are sorted by their registers' values, in the order of
// Code::registers; a judgement is never PROVED: a sampler does not prove.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/execution/verdict.h"
#include "harness/program/code.h"

namespace assay::litmus {

// The registers' values, in the order of Code::registers; nothing where a branch
// that was not taken left one out.
using Outcome = std::vector<std::optional<std::int64_t>>;

struct Seen {
  std::uint64_t count = 0;
  std::uint64_t first_round = 0;  // from 1
};

struct Sample {
  std::uint64_t rounds = 0;            // that ran to their end
  std::map<Outcome, Seen> outcomes;    // counts add up to rounds
  std::optional<std::uint64_t> races;  // reports; nothing: nobody watched for races
  // Reports of the same process before: ThreadSanitizer reports a pair of stacks once,
  // and all tests share the core's, so that after one the others may be silent.
  std::uint64_t earlier_races = 0;
  std::string error;  // not empty: nothing of the rest holds
};

// "0:r0=0; 1:r1=0;", herd's way.
std::string to_text(const Outcome& outcome, const std::vector<RegisterName>& registers);

// A register without a value equals nothing.
bool holds(const Condition& condition, const Outcome& outcome,
           const std::vector<RegisterName>& registers);

// The strictest of the grade lines whose condition holds, as its number in the
// program; nothing: the outcome is not declared.
std::optional<std::size_t> grade_of(const Program& program, const Outcome& outcome,
                                    const std::vector<RegisterName>& registers);

struct GradedOutcome {
  std::string text;
  std::uint64_t count = 0;
  std::uint64_t first_round = 0;
  bool in_condition = false;        // the question's condition holds
  std::optional<std::size_t> line;  // of program.grades; nothing: undeclared, or not graded
};

enum class Observation : std::uint8_t { never, sometimes, always };
inline constexpr std::array<std::string_view, 3> kObservationNames{"Never", "Sometimes", "Always"};

Observation observation(std::uint64_t positive, std::uint64_t negative);

struct Judgement {
  Verdict verdict = Verdict::error;
  Reason reason = Reason::none;
  std::string message;
  Observation observation = Observation::never;
  std::uint64_t positive = 0;  // rounds in which the condition held
  std::uint64_t negative = 0;
  std::vector<GradedOutcome> outcomes;
};

// REFUTED: a FORBIDDEN or, in a graded test, an undeclared outcome was witnessed;
// `~exists` was witnessed or `forall` was not; or a race was reported where the test
// says `races none`. Else UNKNOWN: blind where the test says `races none` and earlier
// reports may hide its own or where the test is beyond sampling, budget otherwise.
Judgement judge_sample(const Program& program, const Code& code, const Sample& sample);

// "UNKNOWN(budget)", "REFUTED".
std::string to_text(Verdict verdict, Reason reason);

}  // namespace assay::litmus

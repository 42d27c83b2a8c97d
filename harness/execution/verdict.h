// How a check, a claim and a certificate may end, and the exit codes of every
// command.
//
// Thread safety: values only.
// Invariants: Unknown and Skipped always carry a reason; `combine` never turns
// an undecided part into a pass.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace assay {

enum class Verdict : std::uint8_t { proved, refuted, unknown, skipped, error };

// Why a check is unknown.
enum class Reason : std::uint8_t {
  none,
  budget,       // a sampler's executions or a search's effort are spent
  blind,        // the engine cannot express the shape
  bound,        // a loop or event limit cut the search
  blocked,      // no execution completed
  unreached,    // an assertion was never evaluated
  mixed_size,   // skipped: accesses of different width overlap
  missing,      // skipped: the engine or its support is not on this machine
  interrupted,  // the user stopped the run
  time,         // the time of the run was spent before its end
  unasked       // another claim was refuted first
};

inline constexpr std::array<std::string_view, 5> kVerdictNames{"PROVED", "REFUTED", "UNKNOWN",
                                                               "SKIPPED", "ERROR"};
inline constexpr std::array<std::string_view, 11> kReasonNames{
    "",           "budget",  "blind",       "bound", "blocked", "unreached",
    "mixed-size", "missing", "interrupted", "time",  "unasked"};

constexpr std::string_view name(Verdict v) { return kVerdictNames[static_cast<std::size_t>(v)]; }
constexpr std::string_view name(Reason r) { return kReasonNames[static_cast<std::size_t>(r)]; }

enum ExitCode : int {
  kExitPass = 0,
  kExitFailed = 1,  // a test failed, engines disagree, a figure is off, a finding
  kExitUsage = 2,   // usage or malformed input
  kExitRefuted = 3,
  kExitUnknown = 4,   // UNKNOWN or INCOMPLETE
  kExitInternal = 5,  // I/O or internal error
  kExitSkipped = 77
};

constexpr ExitCode exit_code(Verdict v) {
  switch (v) {
    case Verdict::proved:
      return kExitPass;
    case Verdict::refuted:
      return kExitRefuted;
    case Verdict::unknown:
      return kExitUnknown;
    case Verdict::skipped:
      return kExitSkipped;
    case Verdict::error:
      break;
  }
  return kExitInternal;
}

// Several results: the first that occurs of 5, 3, 1, 2, 4, 77, 0. Nothing at
// all is nothing decided: 4.
constexpr ExitCode combine(std::span<const ExitCode> codes) {
  constexpr std::array kBySeverity{kExitInternal, kExitRefuted, kExitFailed, kExitUsage,
                                   kExitUnknown,  kExitSkipped, kExitPass};
  for (const ExitCode code : kBySeverity)
    for (const ExitCode seen : codes)
      if (seen == code) return code;
  return kExitUnknown;
}

}  // namespace assay

// The memory-ordering certificate: what was decided about a change of orders,
// with the evidence. One value; every view (JSON, JUnit, terminal) is made of it.
//
// Thread safety: values only.
// Invariants:
// - `verdict()` is REFUTED if a claim is, CERTIFIED if all are PROVED and no
//   required engine is missing, else INCOMPLETE.
// - A REFUTED claim carries its refutation, and the refutation's control passed.
// - Minimality never changes the verdict.
// - Nothing here depends on clock, host or path, but `Provenance`, which stays
//   outside the hashed part.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/execution/check.h"

namespace assay {

enum class CertificateVerdict : std::uint8_t { certified, refuted, incomplete };

constexpr std::string_view name(CertificateVerdict v) {
  switch (v) {
    case CertificateVerdict::certified:
      return "CERTIFIED";
    case CertificateVerdict::refuted:
      return "REFUTED";
    case CertificateVerdict::incomplete:
      break;
  }
  return "INCOMPLETE";
}

constexpr ExitCode exit_code(CertificateVerdict v) {
  switch (v) {
    case CertificateVerdict::certified:
      return kExitPass;
    case CertificateVerdict::refuted:
      return kExitRefuted;
    case CertificateVerdict::incomplete:
      break;
  }
  return kExitUnknown;
}

// One check that ran for the certificate.
struct Evidence {
  std::string case_name;
  Engine engine = Engine::relacy;
  CheckResult result;
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

// A counterexample that counts: the same case, engine and budget pass without
// the change (`control`). A refutation of what ships has no control.
struct Refutation {
  std::string case_name;
  Engine engine = Engine::relacy;
  Counterexample counterexample;
  std::uint64_t budget = 0;  // executions, of the refuting check and of its control
  bool has_control = false;
  friend bool operator==(const Refutation&, const Refutation&) = default;
};

// "With this assignment of orders the core keeps its promises, within these
// bounds."
struct ClaimDecision {
  Plane plane = Plane::control;
  std::string sentence;  // the claim with its bounds
  Verdict verdict = Verdict::unknown;
  Reason reason = Reason::none;
  std::vector<Evidence> evidence;        // by case, then engine
  std::optional<Refutation> refutation;  // the first one found
  friend bool operator==(const ClaimDecision&, const ClaimDecision&) = default;
};

enum class Minimality : std::uint8_t {
  necessary,    // every next weaker order is refuted
  minimal,      // already relaxed
  over_strong,  // a weaker order is proved within the bounds
  undecided,    // not refuted, and nothing that ran can prove it
  untested,     // no case reaches it
  not_examined  // the run did not come to it: budget, interruption, or not asked
};
inline constexpr std::array<std::string_view, 6> kMinimalityNames{
    "NECESSARY", "MINIMAL", "OVER_STRONG", "UNDECIDED", "UNTESTED", "NOT_EXAMINED"};
constexpr std::string_view name(Minimality m) {
  return kMinimalityNames[static_cast<std::size_t>(m)];
}

// One order below a site's current one, tried.
struct Weakening {
  Order order = Order::relaxed;
  std::optional<Refutation> refutation;
  std::optional<Refutation> second;  // by a litmus program, where a case refutes it too
  bool is_proved = false;            // each case that reaches the site was proved with it
  std::uint64_t executions = 0;      // spent on it, all checks together
  friend bool operator==(const Weakening&, const Weakening&) = default;
};

struct SiteDecision {
  Site site{};
  Order current{};    // in this certificate's assignment
  std::string where;  // file:line of the access in the core; empty if never reached
  Minimality minimality = Minimality::not_examined;
  std::vector<Weakening> weakenings;
  std::vector<std::string> reached_by;  // cases, sorted
  std::uint64_t programs = 0;           // litmus programs that reach it
  friend bool operator==(const SiteDecision&, const SiteDecision&) = default;
};

// Several sites weakened at once, as far as that can be: one more step at any of them, or
// at another site, is refuted or not decided.
struct JointWeakening {
  std::vector<OrderChange> changes;  // by site; empty: nothing can be weakened
  bool is_proved = false;            // as a whole, by every case of the control plane
  std::uint64_t executions = 0;      // of that proof
  friend bool operator==(const JointWeakening&, const JointWeakening&) = default;
};

// A difference between two site tables, by name.
struct SiteChange {
  enum class Direction : std::uint8_t { weakened, strengthened, sideways, added, removed };
  std::string site;                    // dotted name
  std::optional<Order> before, after;  // absent where the site does not exist
  Direction direction = Direction::weakened;
  friend bool operator==(const SiteChange&, const SiteChange&) = default;
};
inline constexpr std::array<std::string_view, 5> kDirectionNames{"weakened", "strengthened",
                                                                 "sideways", "added", "removed"};
constexpr std::string_view name(SiteChange::Direction d) {
  return kDirectionNames[static_cast<std::size_t>(d)];
}

struct EngineReport {
  EngineDeclaration declaration;
  Verdict status = Verdict::proved;  // proved: started and lived; skipped or error: it did not
  std::string message;               // why it did not
  friend bool operator==(const EngineReport&, const EngineReport&) = default;
};

// How the run went; the only part that differs between two runs of the same
// inputs.
struct Provenance {
  std::string command;  // "assay certify --order cell.store=release"
  std::string commit;   // revision, with "-dirty" where the tree differs; empty without git
  std::string compiler;
  std::string cpu;
  std::string kernel;
  std::uint64_t milliseconds = 0;
  friend bool operator==(const Provenance&, const Provenance&) = default;
};

struct Certificate {
  std::string subject;                  // "what ships", or "what ships with cell.store=release"
  std::string against;                  // what the changes are against; empty without --against
  std::vector<SiteChange> changes;      // by --against, or asked for with --order; sorted by name
  std::vector<ClaimDecision> claims;    // control, data
  std::vector<SiteDecision> sites;      // in table order; all of them, always
  std::optional<JointWeakening> joint;  // absent where sites were not examined
  std::vector<EngineReport> engines;    // the required ones
  std::uint64_t seed = 1;
  std::uint64_t budget = 0;  // executions per check; 0: each case's default
  bool interrupted = false;
  bool budget_spent = false;  // the --budget ran out before everything was examined
  Provenance provenance;

  CertificateVerdict verdict() const;
  friend bool operator==(const Certificate&, const Certificate&) = default;
};

}  // namespace assay

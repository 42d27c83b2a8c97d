// A check: one case, one engine, one assignment of orders, one budget; and what
// came of it.
//
// This is what `assay` asks an engine's program and what that answers, both as
// one JSON object (check_json.h), so it names things only in plain values.
//
// Thread safety: values only.
// Invariants: a refuted result carries a counterexample with a replay token; a
// result that is neither proved nor refuted carries a reason or a message.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/execution/verdict.h"
#include "harness/world/mutants.h"
#include "harness/world/sites.h"

namespace assay {

enum class Engine : std::uint8_t { native, tsan, relacy, explore, axiomatic };
inline constexpr std::array<Engine, 5> kEngines{Engine::native, Engine::tsan, Engine::relacy,
                                                Engine::explore, Engine::axiomatic};
inline constexpr std::array<std::string_view, 5> kEngineNames{"native", "tsan", "relacy", "explore",
                                                              "axiomatic"};

// Those that run the cases; the axiomatic one has litmus programs instead.
inline constexpr std::array<Engine, 4> kCaseEngines{Engine::native, Engine::tsan, Engine::relacy,
                                                    Engine::explore};

constexpr std::string_view name(Engine e) { return kEngineNames[static_cast<std::size_t>(e)]; }
constexpr EngineSet bit(Engine e) { return static_cast<EngineSet>(1U << static_cast<unsigned>(e)); }
constexpr std::optional<Engine> find_engine(std::string_view text) {
  for (const Engine e : kEngines)
    if (name(e) == text) return e;
  return std::nullopt;
}

// One change of an assignment against what ships.
struct OrderChange {
  Site site;
  Order order;
  friend bool operator==(const OrderChange&, const OrderChange&) = default;
};

// How executions are chosen. `at` and `path` replay one: an iteration of Relacy's random
// scheduler; an execution graph of explore, as it writes it. 0 and empty mean all up to
// the budget.
struct Schedule {
  std::uint64_t seed = 1;
  std::uint64_t at = 0;
  std::string path = {};
  friend bool operator==(const Schedule&, const Schedule&) = default;
};

struct CheckRequest {
  std::string case_name;
  Engine engine = Engine::relacy;
  std::vector<OrderChange> changes;  // sorted by site, no site twice
  Mutant mutant = Mutant::kNone;
  std::uint64_t executions = 0;  // budget; 0: the case's default on this engine
  Schedule schedule;
  bool trace = false;  // record the failing execution
  friend bool operator==(const CheckRequest&, const CheckRequest&) = default;
};

// One step of a failing execution, in execution order.
struct TraceStep {
  int agent = 0;          // dense; -1 is the set-up before and after the agents
  std::string operation;  // "load", "store", "cas ok", "cas failed", "park", "unpark", …
  std::string object;     // the site's dotted name, or the verb's object
  std::string value;      // "= 1", "➜ 0", …; names, never addresses
  std::string order;      // as executed; empty where none applies
  std::string where;      // file:line of the core or the case
  // What only an engine knows that has the execution's graph; others leave it out. Numbers
  // are of steps, from 0; -1 is the value from before the agents began.
  std::string location = {};                // what an access is on, by a name of its own
  std::optional<int> reads_from = {};       // the step that wrote what it reads
  std::optional<int> overwrites = {};       // the step right before it in coherence order
  std::vector<int> synchronizes_with = {};  // those that do with it, ascending
  friend bool operator==(const TraceStep&, const TraceStep&) = default;
};

struct Counterexample {
  // "assertion", "data race", "deadlock", "lost wake-up", "livelock", "use after free", …
  std::string kind;
  std::string message;                // one sentence
  std::uint64_t execution = 0;        // the how many'th execution failed, from 1
  std::vector<std::string> accesses;  // of a data race: the two places, "write case.h:12"
  std::vector<TraceStep> trace;       // empty where the engine records none
  std::string token;                  // replays it: `assay replay TOKEN`
  // The steps that show it, where the engine can tell: both accesses of a race, the last
  // step of each agent that is held up for ever.
  std::vector<int> guilty = {};
  friend bool operator==(const Counterexample&, const Counterexample&) = default;
};

// An outcome of a litmus program: what the language's model says of it, and on which of
// the machines the core produces it.
struct LitmusOutcome {
  std::string text;      // "0:r0=0; 1:r1=1;"
  std::string grade;     // the file's: ACCEPTABLE, INTERESTING, FORBIDDEN; empty: none
  bool allowed = false;  // by the ECMAScript model
  std::string produced;  // "rc11, c20, tso"; empty: on none
  friend bool operator==(const LitmusOutcome&, const LitmusOutcome&) = default;
};

// A litmus program, lowered to what the core does for it.
struct Refinement {
  std::string question;                      // the program's, a sentence
  std::string machines = {};                 // that were asked: "rc11, c20, tso"; empty: none
  std::vector<LitmusOutcome> outcomes = {};  // sorted as the models give them
  friend bool operator==(const Refinement&, const Refinement&) = default;
};

struct CheckResult {
  Verdict verdict = Verdict::error;
  Reason reason = Reason::none;
  std::string message;              // of an error or a skip
  std::uint64_t executions = 0;     // begun
  std::uint64_t completed = 0;      // ran to the end of `after`
  std::uint64_t assertions = 0;     // evaluated
  std::vector<Site> reached;        // sites executed at least once, ascending
  std::vector<std::string> places;  // where in the core, "file:line", one for each of them
  std::optional<Counterexample> counterexample;
  std::optional<Refinement> refinement;  // of a litmus program
  friend bool operator==(const CheckResult&, const CheckResult&) = default;
};

// What an engine says of itself; it stands in the certificate.
struct EngineDeclaration {
  Engine engine = Engine::native;
  std::string version;             // of the library or compiler behind it
  std::vector<std::string> blind;  // what it cannot see, a sentence each
  friend bool operator==(const EngineDeclaration&, const EngineDeclaration&) = default;
};

enum class Plane : std::uint8_t { control, data };
inline constexpr std::array<std::string_view, 2> kPlaneNames{"control", "data"};
constexpr std::string_view name(Plane p) { return kPlaneNames[static_cast<std::size_t>(p)]; }

// What an engine's program lists: the cases and litmus programs compiled into it.
struct CaseListing {
  std::string name;
  std::string claim;  // a sentence
  Plane plane = Plane::control;
  int agents = 0;
  std::string bounds;           // "3 agents, 1 notify each, 1 timeout"
  bool conformance = false;     // asks about the engine, not about the core
  std::string expects;          // of a conformance case: the verdict it must have
  EngineSet engines = kNobody;  // that have it: of several lists, not in one
  friend bool operator==(const CaseListing&, const CaseListing&) = default;
};

}  // namespace assay

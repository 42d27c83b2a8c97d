// Runs the code of a case along an execution graph, to learn what its agents do next.
//
// The agents run as fibres of one thread. An operation whose result an agent needs stops
// it until the graph says what it is; all else is noted and the agent goes on. What was
// learned goes into the unfolding, so that the search rarely needs this.
//
// Agents share memory through the World's types only, and so does `after` with them: what
// else a case has is constant once the agents start. Where an agent, or the end of the
// case, does something else than it did with the same values before, the case is refused
// as nondeterministic; the end is run again in full now and then to find that out.
//
// Thread safety: one thread; `current` is that thread's.
// Invariants: every execution begins with the same memory at the same addresses; a fibre
// that is left for good is unwound, so that nothing leaks.
#pragma once

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "harness/engines/case.h"
#include "harness/engines/explore/arena.h"
#include "harness/engines/explore/fibre.h"
#include "harness/engines/explore/search.h"

namespace assay::explore {

// Ends an agent's part of an execution.
struct Abandoned {};

// What is asked of a case besides its code.
struct Setting {
  Orders orders;
  Mutant mutant = Mutant::kNone;
  int weak_failures = 1;  // of weak compare-exchanges, per agent
  bool symmetry = false;  // agents declared alike share what is known of them
};

class Replay final : public Agents {
 public:
  Replay(const CaseEntry& entry, const Setting& setting, Unfolding& unfolding,
         Locations& locations);
  ~Replay() override;

  std::size_t most() const override { return agents_.size(); }
  std::size_t initial() const override { return static_cast<std::size_t>(entry_.info.agents); }
  Node entry(Agent agent) const override { return entries_[static_cast<std::size_t>(agent)]; }
  Agent alike(Agent agent) const override { return alike_before(entry_.info, agent); }
  std::optional<Failure> prepare() override;
  bool learn(const Graph& graph, Agent agent) override;
  bool learn_answer(const Graph& graph, Agent agent, Value value) override;
  const std::string& trouble() const override { return trouble_; }
  void forget() override { is_stale_ = true; }
  std::optional<Failure> finish(const Graph& graph) override;

  // -- for the World, inside the case ----------------------------------------
  static thread_local Replay* current;

  const Setting& setting() const { return setting_; }
  const CaseInfo& info() const { return entry_.info; }
  Locations& locations() { return locations_; }
  bool abandoning() const { return abandoning_; }
  bool alone() const { return running_ < 0; }  // before or after the agents
  int agent() const { return running_; }       // -1: alone
  // Does the operation; what it gives. Throws Abandoned where the execution ends.
  Value perform(const Label& label);
  // The location of an access, known to be there; else the execution ends as unsuitable.
  Location location(const void* address, std::uint8_t width, Where where);
  Location location(std::uintptr_t address, std::uint8_t width, Where where);
  std::uintptr_t reserve_addresses(std::size_t size);
  void reach(Site site, Where where);
  void check(bool ok, const char* text, Where where);
  [[noreturn]] void give_up(const char* why, Where where);
  // An agent that runs `body`; its number.
  struct Body {
    Body() = default;
    Body(const Body&) = delete;
    Body& operator=(const Body&) = delete;
    virtual ~Body() = default;
    virtual void run() = 0;
  };
  int spawn(Body* body, Where where);
  void made(void* object, std::size_t size);
  void destroyed(void* object);
  // The memory [begin, end) is no longer there.
  void ended(std::uintptr_t begin, std::uintptr_t end);
  Time& clock() { return here().clock; }
  int& weak_failures_left() { return here().weak_failures; }
  // The agent evaluates the condition of an await, its number counted from 1.
  std::uint16_t begin_await() { return here().in_await ? here().awaits : ++here().awaits; }
  std::uint16_t current_await() { return here().in_await ? here().awaits : std::uint16_t{0}; }
  bool& in_await() { return here().in_await; }
  int& destroy_depth() { return here().destroy_depth; }

  // -- what was seen ---------------------------------------------------------
  std::uint64_t assertions() const { return assertions_; }
  std::uint64_t runs() const { return runs_; }  // how often the code was run from its start
  // Adds assertions, reached sites and their places.
  void report(CheckResult& result) const;

 private:
  struct Runner {
    Fibre fibre;
    Node node = kUnseen;       // where it stopped, or was last
    Value answer = 0;          // what `node` is answered with
    std::size_t consumed = 0;  // events of the graph that it is past
    bool begun = false;
    Body* body = nullptr;  // of a spawned agent
    int spawned = 0;       // agents by this one
    Time clock = 0;
    int weak_failures = 0;
    std::uint16_t awaits = 0;  // begun
    bool in_await = false;
    int destroy_depth = 0;
  };

  Runner& here();
  void restart();
  void abandon();
  void begin(int agent);
  void enter(int agent);
  void feed(int agent, Value value);
  bool catch_up(const Graph& graph);
  bool consume(const Graph& graph, int agent);
  Value perform_alone(const Label& label);
  void note_end(const Label& label, Value seen);
  bool is_known_to_end_well(const Graph& graph);
  void run_alone(void (Replay::*step)());
  void construct();
  void run_after();
  void destroy_case();
  void fail_alone(const char* kind, std::string message);
  static void run_agent(void* replay);

  const CaseEntry& entry_;
  const Setting setting_;
  Unfolding& unfolding_;
  Locations& locations_;
  Arena arena_;
  std::vector<Node> entries_;
  std::vector<Runner> agents_;
  Runner alone_;
  int running_ = -1;
  ErasedCase* case_ = nullptr;
  bool is_stale_ = true;
  bool abandoning_ = false;
  bool is_over_ = false;                               // after the agents
  bool has_lifetimes_ = false;                         // agents make or destroy objects
  std::vector<Value> values_;                          // of locations, while alone
  std::unordered_map<const void*, std::size_t> made_;  // objects alive, their sizes
  struct Span {
    std::uintptr_t begin;
    std::uintptr_t end;
  };
  std::vector<Span> dead_;
  std::size_t dead_before_ = 0;                           // of them, before the agents began
  std::unordered_map<std::uint64_t, int> spawn_numbers_;  // (parent, how many'th) → agent
  std::optional<Failure> failure_;                        // while alone
  std::string trouble_;
  std::deque<std::string> texts_;  // that labels point to
  std::array<const char*, kSiteCount> reached_file_{};
  std::array<unsigned, kSiteCount> reached_line_{};
  std::uint64_t assertions_ = 0;
  std::uint64_t runs_ = 0;
  // The end of the case, as one more agent: what it does is a function of what it reads.
  Node after_entry_ = kUnseen;
  Node after_node_ = kUnseen;
  Value after_answer_ = 0;
  std::uint64_t ends_ = 0;                           // of executions
  std::vector<std::pair<Location, Value>> overlay_;  // what it wrote
};

}  // namespace assay::explore

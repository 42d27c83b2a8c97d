// The search: every consistent execution of a bounded case, each exactly once.
//
// It grows one execution graph by what the agents do next. A read first takes the newest
// write, a write goes last in coherence order; each other possibility is a pending
// revisit. A write is also offered to the reads that came before it (backward revisits);
// `is_maximal_extension` lets exactly one of the graphs that could do so do it, which is
// why nothing that was visited has to be remembered.
//
// Within a run nothing is visited twice, in whatever order agents are scheduled.
//
// Thread safety: one thread; searches are independent.
// Invariants: every graph on the stack is consistent but for the newest event of one
// that is about to be tested; memory is polynomial in the size of an execution.
// Reference: TruSt (POPL 2022), sections 4 and 5; awaits as in SAVER (FMCAD 2021).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "harness/engines/explore/consistency.h"
#include "harness/engines/explore/graph.h"
#include "harness/engines/explore/locations.h"

namespace assay::explore {

// What runs the agents' code when the search asks for something that nobody has seen.
class Agents {
 public:
  Agents() = default;
  Agents(const Agents&) = delete;
  Agents& operator=(const Agents&) = delete;
  virtual ~Agents() = default;

  // How many agents an execution may have, and how many are there from the start.
  virtual std::size_t most() const = 0;
  virtual std::size_t initial() const = 0;
  // The node before an initial agent's first label.
  virtual Node entry(Agent agent) const = 0;
  // The agent before this one that it can be exchanged with; -1: none.
  virtual Agent alike(Agent) const { return -1; }
  struct Failure {
    std::string kind;
    std::string message;
  };
  // Runs what comes before the agents. A value where it fails.
  virtual std::optional<Failure> prepare() = 0;
  // Makes known what `agent` does at the end of its events in the graph. False: it can't
  // be told, and `trouble` says why.
  virtual bool learn(const Graph& graph, Agent agent) = 0;
  // Makes known what it does if the operation that it is about to do gives `value`.
  virtual bool learn_answer(const Graph& graph, Agent agent, Value value) = 0;
  virtual const std::string& trouble() const = 0;
  // The graph is no longer an extension of what it was.
  virtual void forget() = 0;
  // Runs the end of the case on a complete execution. A value where it fails.
  virtual std::optional<Failure> finish(const Graph& graph) = 0;
};

// Which agent goes first; the counts depend on none of it.
enum class Policy : std::uint8_t {
  writes_first,
  reads_first,
  left_to_right,
  right_to_left,
  random
};

inline constexpr std::uint64_t kShorten = 256;

struct Options {
  Model model = Model::rc11;
  Policy policy = Policy::writes_first;
  std::uint64_t seed = 1;             // of the random policy
  std::uint64_t most_executions = 0;  // complete and blocked; 0: no limit
  std::size_t most_events = 2'000;    // of one execution
  unsigned workers = 1;               // threads that share the work
  std::uint64_t alone = 20'000;       // executions before the first of them gives some away
  // Graphs that are tried after the first failure, to find one of its kind in fewer steps.
  std::uint64_t shorten = kShorten;
  bool symmetry = false;   // one execution of those that only exchange agents that are alike
  bool remembers = false;  // keeps a hash of every execution: none may come twice
};

struct Defect {
  std::string kind;           // "assertion", "data race", "deadlock", …
  std::string message;        // one sentence
  std::vector<Event> events;  // that show it: both accesses of a race, the last of an agent
  bool is_of_all = false;     // of the execution as a whole: nothing of it can be left out
};

struct Summary {
  std::uint64_t complete = 0;
  std::uint64_t blocked = 0;     // ended with an agent that an await holds up
  std::uint64_t stubs = 0;       // dropped: two read-modify-writes of one write
  std::uint64_t stands_for = 0;  // complete, with those left out for symmetry
  std::uint64_t steps = 0;       // revisits tried
  std::uint64_t duplicates = 0;  // where executions are remembered
  bool is_whole = false;         // nothing was cut
  std::string cut;               // by what, where it was
  std::string abandoned;         // by the case, with what words
  std::string trouble;           // why the case cannot be explored: it is not deterministic, …
  std::optional<Defect> defect;
};

class Search {
 public:
  Search(Unfolding& unfolding, Locations& locations, Agents& agents, Options options);
  ~Search();
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  // Runs to the end, the first defect, or a limit.
  Summary run();
  // Before a run: an estimate of how many executions it will visit, complete and blocked.
  // The mean over many seeds is right; one is a guess, mostly too low.
  double probe(std::uint64_t seed);
  // Instead of a run: the one execution that a path (trace.h) leads along.
  Summary follow(std::string_view path);
  // After a defect: the execution that shows it, without what it does not depend on; and how
  // many had been visited, complete and blocked, when it was found.
  const Graph& graph() const { return shown_.graph; }
  std::uint64_t shown_after() const { return shown_.after; }
  // Of complete executions; called for each.
  std::function<void(const Graph&)> on_complete;
  // A part of the search as another search can take it over: how to come to a graph, and the
  // possibility to be tried there. No address is in it.
  struct Job {
    std::string path;  // to the events of the graph
    struct Step {      // in the order of insertion
      Agent agent = 0;
      Tick place = 0;
      bool revisitable = true;
      bool added_max = true;
    };
    std::vector<Step> steps;
    std::uint8_t kind = 0;  // of revisit
    Event event = kInitial;
    Event source = kInitial;
    Value choice = 0;
  };
  // Gives away the part that would be done last; nothing where little is left.
  std::optional<Job> give();
  // Does a part that another search gave away, to its end or a limit. Precondition: nothing
  // is left of an earlier run.
  const Summary& resume(const Job& job);
  const Summary& summary() const { return summary_; }

  // Asked after each execution, on the thread of the run.
  std::function<void()> after_each;
  // Asked now and then; true ends the run.
  std::function<bool(const Summary&)> stop;

  Value value_of(const Graph& graph, Event read) const;

 private:
  struct Revisit;
  struct Frame;
  struct Candidate {
    Agent agent = -1;
    Node node = kUnseen;
  };
  enum class Next : std::uint8_t { step, ended, stopped };

  bool begin();
  void loop(bool grows);
  bool is_stopped() const;
  void stop_for_trouble();

  // -- growing a graph ------------------------------------------------------
  bool extend(Frame& frame);
  Next choose(Frame& frame, Candidate& chosen);
  Node cursor(Graph& graph, Agent agent);
  Node answered(const Graph& graph, Agent agent, Node node, Value value);
  bool is_stuck(const Graph& graph, Candidate candidate);
  bool holds_up(const Graph& graph, Candidate candidate, Value value);
  void perform(Frame& frame, Candidate candidate);
  void add_read(Frame& frame, Candidate candidate, const Label& label);
  void add_write(Frame& frame, Candidate candidate, const Label& label);
  void add_other(Frame& frame, Candidate candidate, const Label& label);
  Event append(Graph& graph, EventRecord record);
  void set_source(Graph& graph, Event read, Event source);
  // The write of a read-modify-write that succeeds. False: the graph is a stub, or its read
  // was revisited and the graph is not consistent.
  bool finish_rmw(Frame& frame, Event read, bool is_revisited);
  bool settle(Frame& frame, Event read);

  // -- walks ----------------------------------------------------------------
  bool walk(Frame& frame, std::string_view path);
  bool choose_instead(Frame& frame, Agent agent, std::uint64_t option);
  void stray(std::size_t at);

  // -- possibilities --------------------------------------------------------
  std::int32_t oldest_visible(const Graph& graph, Location location,
                              std::span<const Tick> hb) const;
  bool may_read(const Graph& graph, Event read, const Label& label, Event write) const;
  bool has_rmw_reader(const Graph& graph, Location location, Event write, Event but) const;
  void offer(Frame& frame, Event write, Event youngest);
  bool is_maximal_extension(const Graph& graph, Event read, Event write);
  bool apply(Frame*& frame, const Revisit& revisit);

  // -- symmetry -------------------------------------------------------------
  static std::uint64_t taken_by(const Graph& graph, Event e);
  std::uint64_t orbit_of(const Graph& graph) const;
  static bool is_closed(const Graph& graph, Location location, Event write);
  bool takes_any(const Graph& graph, const Label& label, Event write) const;
  bool is_descending(const Graph& graph, Agent lower, Agent upper, std::span<const Tick> fixed,
                     Event oldest_revisitable) const;
  bool is_mirrored(const Graph& graph);

  // -- defects --------------------------------------------------------------
  void look_for_races(const Graph& graph, Event event);
  void look_for_race_with(const Graph& graph, Event event);
  void look_for_life(const Graph& graph, Event access);
  void look_for_uses(const Graph& graph, Event death);
  void end_of_execution(Frame& frame, bool blocked);
  bool look_for_stop(const Graph& graph, Agent agent, Node node);
  void look_for_waits(Graph& graph);
  bool is_held_up(const Graph& graph, Agent agent, const Label& label) const;
  std::uint64_t hash_of(const Graph& graph);
  void fail(std::string kind, std::string message, std::vector<Event> events);
  // Keeps a defect of this graph if it is the shortest of its kind so far.
  void set_aside(const Graph& graph);
  // Counts a graph that was tried since then. True: they were enough.
  bool has_shortened() { return shown_.defect && tried_since_++ >= options_.shorten; }
  void show(const Graph& graph);

  Unfolding& unfolding_;
  Locations& locations_;
  Agents& agents_;
  const Options options_;
  Consistency consistency_;
  std::vector<std::unique_ptr<Frame>> stack_;
  std::vector<std::unique_ptr<Frame>> spare_;
  Summary summary_;
  struct Shown {
    std::optional<Defect> defect;
    Graph graph;
    std::size_t steps = 0;
    std::size_t grown = 0;  // events, before any was left out
    std::uint64_t after = 0;
  };
  Shown shown_;
  std::uint64_t tried_since_ = 0;  // graphs, since the first failure
  std::vector<Tick> porf_;         // of the event being made
  std::vector<Tick> hb_;
  std::vector<Tick> scratch_;
  std::vector<Event> kept_;
  std::uint64_t random_;
  bool is_probe_ = false;  // executions are not counted, nor finished
  std::unordered_set<std::uint64_t> remembered_;
  std::vector<std::uint64_t> words_;
  bool has_deaths_ = false;  // some execution so far ended the life of a location
};

}  // namespace assay::explore

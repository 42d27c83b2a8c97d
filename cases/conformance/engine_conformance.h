// What every engine has to do, asked of the engine itself. Each case says which
// verdict an engine that is alive gives; so a dead engine, one that never
// interleaves or never checks, fails here before anyone believes its silence.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

inline constexpr std::string_view kAssertion = "REFUTED(assertion)";

// A check that fails in every execution is reported.
template <World W>
struct EngineReportsAFailingCheck {
  static constexpr CaseInfo kInfo{.name = "engine_reports_a_failing_check",
                                  .claim = "a check that fails is reported",
                                  .bounds = "2 agents",
                                  .conformance = true,
                                  .expects = kAssertion,
                                  .seen_by = kNative | kTsan | kRelacy | kExplore};
  void before() {}
  void agent(int me) { W::check(me == 0, "agent 1 fails"); }
  void after() {}
};

// Agents really run at once: one overtakes the other in the middle.
template <World W>
struct EngineInterleavesAgents {
  static constexpr CaseInfo kInfo{.name = "engine_interleaves_agents",
                                  .claim = "an agent can be overtaken between two accesses",
                                  .bounds = "2 agents, 2 increments each",
                                  .conformance = true,
                                  .expects = kAssertion,
                                  .seen_by = kNative | kTsan | kRelacy | kExplore};
  AgentRecord<W> shared;
  void before() {}
  void agent(int) {
    for (int i = 0; i < 2; ++i) {  // no read-modify-write: an increment may be lost
      const std::uint32_t seen = shared.terminate_requested.load(at::terminate_observe);
      shared.terminate_requested.store(seen + 1, at::terminate_request);
    }
  }
  void after() {
    W::check(shared.terminate_requested.load(at::terminate_observe) == 4,
             "an increment was lost, as it should be");
  }
};

// A race on a variable of the core is reported.
template <World W>
struct EngineReportsARaceOnAVariable {
  static constexpr CaseInfo kInfo{.name = "engine_reports_a_race_on_a_variable",
                                  .claim = "two unordered accesses to a plain variable are a race",
                                  .bounds = "2 agents",
                                  .conformance = true,
                                  .expects = "REFUTED(data race)",
                                  .seen_by = kTsan | kRelacy | kExplore};
  typename W::template Var<int> variable;
  void before() {}
  void agent(int me) {
    W::check(true, "reached");
    variable.set(me);
  }
  void after() {}
};

// An agent that sleeps for ever is a deadlock.
template <World W>
struct EngineReportsADeadlock {
  static constexpr CaseInfo kInfo{.name = "engine_reports_a_deadlock",
                                  .claim = "an agent that nobody will wake is a deadlock",
                                  .bounds = "2 agents",
                                  .conformance = true,
                                  .expects = "REFUTED(deadlock)",
                                  .seen_by = kNative | kTsan | kRelacy | kExplore};
  AgentRecord<W> sleeper;
  void before() {}
  void agent(int me) {
    W::check(true, "reached");
    if (me == 1)
      for (;;) sleeper.parker.park(kNever);
  }
  void after() {}
};

// A parker may wake without a token.
template <World W>
struct EngineWakesForNothing {
  static constexpr CaseInfo kInfo{.name = "engine_wakes_for_nothing",
                                  .claim = "park may return without a token",
                                  .bounds = "2 agents, 1 spurious wake-up each",
                                  .conformance = true,
                                  .expects = kAssertion,
                                  .seen_by = kNative | kTsan | kRelacy | kExplore};
  AgentRecord<W> sleeper;
  void before() {}
  void agent(int me) {
    if (me == 0) {
      sleeper.terminate_requested.store(1, at::terminate_request);
      sleeper.parker.unpark();
      return;
    }
    sleeper.parker.park(kNever);
    W::check(sleeper.terminate_requested.load(at::terminate_observe) == 1, "woken for nothing");
    while (sleeper.terminate_requested.load(at::terminate_observe) == 0)
      sleeper.parker.park(kNever);
  }
  void after() {}
};

// A deadline passes where no token comes.
template <World W>
struct EngineLetsDeadlinesPass {
  static constexpr CaseInfo kInfo{
      .name = "engine_lets_deadlines_pass",
      .claim = "park until a deadline may end without a token, and not before it",
      .bounds = "2 agents, 1 deadline each",
      .native_executions = 200,
      .conformance = true,
      .expects = kAssertion,
      .seen_by = kNative | kTsan | kRelacy | kExplore};
  std::array<AgentRecord<W>, 2> sleepers;
  void before() {}
  void agent(int me) {
    const Time deadline = W::now() + 100'000;
    while (sleepers[static_cast<std::size_t>(me)].parker.park(deadline)) {
    }
    if (W::now() < deadline) W::abandon("a deadline that passed too early is no assertion here");
    W::check(false, "the deadline passed, as it should");
  }
  void after() {}
};

// unpark synchronizes with the park that takes its token.
template <World W>
struct EngineOrdersUnparkBeforePark {
  static constexpr CaseInfo kInfo{
      .name = "engine_orders_unpark_before_park",
      .claim = "what came before unpark is seen after the park that it ended",
      .bounds = "2 agents, 1 spurious wake-up each",
      .conformance = true,
      .expects = "UNKNOWN(budget)|PROVED",
      .seen_by = kNative | kTsan | kRelacy | kExplore};
  AgentRecord<W> sleeper;
  typename W::template Var<int> letter;
  void before() {}
  void agent(int me) {
    if (me == 0) {
      letter.set(7);
      // Relaxed: only the token orders the letter.
      sleeper.terminate_requested.store(1, at::terminate_request);
      sleeper.parker.unpark();
      return;
    }
    bool token_taken = false;
    while (!token_taken) {
      const bool was_there = sleeper.terminate_requested.load(at::terminate_observe) == 1;
      sleeper.parker.park(kNever);
      token_taken = !was_there && sleeper.terminate_requested.load(at::terminate_observe) == 1;
      if (was_there) break;  // the token may be older than the flag: nothing to say
    }
    W::check(true, "reached");
  }
  void after() { W::check(letter.get() == 7, "the letter was written"); }
};

// Spawn orders what came before it, join what its agent did.
template <World W>
struct EngineOrdersSpawnAndJoin {
  static constexpr CaseInfo kInfo{.name = "engine_orders_spawn_and_join",
                                  .claim = "spawn and join synchronize",
                                  .bounds = "2 agents, 1 spawned",
                                  .agents = 2,
                                  .spawnable = 1,
                                  .native_executions = 2'000,
                                  .conformance = true,
                                  .expects = "UNKNOWN(budget)|PROVED",
                                  .seen_by = kNative | kTsan | kRelacy | kExplore};
  typename W::template Var<int> given;
  typename W::template Var<int> returned;
  void before() {}
  void agent(int me) {
    if (me != 0) return;
    given.set(20);
    auto child = W::spawn([this] { returned.set(given.get() + 1); });
    W::join(std::move(child));
    W::check(returned.get() == 21, "join does not see what the agent did");
  }
  void after() {}
};

// A join of an agent that never ends is a deadlock.
template <World W>
struct EngineSeesThroughJoin {
  static constexpr CaseInfo kInfo{.name = "engine_sees_through_join",
                                  .claim = "joining an agent that sleeps for ever is a deadlock",
                                  .bounds = "2 agents, 1 spawned",
                                  .agents = 2,
                                  .spawnable = 1,
                                  .conformance = true,
                                  .expects = "REFUTED(deadlock)",
                                  .seen_by = kNative | kTsan | kRelacy | kExplore};
  AgentRecord<W> sleeper;
  void before() {}
  void agent(int me) {
    W::check(true, "reached");
    if (me != 0) return;
    auto child = W::spawn([this] {
      for (;;) sleeper.parker.park(kNever);
    });
    W::join(std::move(child));
  }
  void after() {}
};

// choose takes every branch.
template <World W>
struct EngineChoosesEveryBranch {
  static constexpr CaseInfo kInfo{.name = "engine_chooses_every_branch",
                                  .claim = "choose takes every branch, the last one too",
                                  .bounds = "2 agents",
                                  .conformance = true,
                                  .expects = kAssertion,
                                  .seen_by = kNative | kTsan | kRelacy | kExplore};
  void before() {}
  void agent(int) {
    const int chosen = W::choose(5);
    W::check(chosen >= 0 && chosen < 5, "choose stays in its range");
    if (chosen == 4) W::check(false, "the last branch was taken, as it should be");
  }
  void after() {}
};

// await returns when its predicate holds, however long that takes.
template <World W>
struct EngineAwaits {
  static constexpr CaseInfo kInfo{
      .name = "engine_awaits",
      .claim = "await lets the other agent run until its predicate holds",
      .bounds = "2 agents",
      .plane = Plane::data,
      .conformance = true,
      .expects = "UNKNOWN(budget)|PROVED",
      .seen_by = kNative | kTsan | kRelacy | kExplore};
  Stage<W, 2, 1> stage;
  void before() { stage.open(); }
  void agent(int me) {
    for (std::int32_t turn = me; turn < 4; turn += 2) {
      W::await([&] { return stage.load(me, 0) == turn; });
      stage.store(me, 0, turn + 1);
    }
  }
  void after() {
    W::check(stage.load(0, 0) == 4, "four turns");
    stage.close();
  }
};

// What is used after its end is seen.
template <World W>
struct EngineReportsUseAfterDestroy {
  struct Held {
    typename W::template Var<int> value;
  };
  static constexpr CaseInfo kInfo{
      .name = "engine_reports_use_after_destroy",
      .claim = "an access that races with the end of an object is reported",
      .bounds = "2 agents",
      .conformance = true,
      .expects = "REFUTED(data race)|REFUTED(use after free)",
      .seen_by = kTsan | kRelacy | kExplore};
  Held* held = nullptr;
  int seen = 0;
  void before() { held = W::template make<Held>(); }
  void agent(int me) {
    if (me == 0)
      W::destroy(held);
    else
      seen = held->value.get();  // kept, or the read is optimised away
    W::check(true, "reached");
  }
  void after() {}
};

// What is made and never destroyed is seen.
template <World W>
struct EngineReportsALeak {
  static constexpr CaseInfo kInfo{.name = "engine_reports_a_leak",
                                  .claim = "an object that is never destroyed is reported",
                                  .bounds = "2 agents",
                                  .native_executions = 100,
                                  .conformance = true,
                                  .expects = "REFUTED(leak)",
                                  .seen_by = kRelacy | kExplore};
  int* leaked = nullptr;  // a member: an allocation that nobody sees may be optimised away
  void before() {}
  void agent(int me) {
    W::check(true, "reached");
    if (me == 0) leaked = W::template make<int>(1);
  }
  void after() { leaked = nullptr; }
};

// An execution that is abandoned unwinds every agent, asleep or not; nothing is
// decided about it.
template <World W>
struct EngineUnwindsAbandonedExecutions {
  static constexpr CaseInfo kInfo{.name = "engine_unwinds_abandoned_executions",
                                  .claim = "an abandoned execution decides nothing",
                                  .bounds = "2 agents",
                                  .conformance = true,
                                  .expects = "UNKNOWN(bound)",
                                  .seen_by = kNative | kTsan | kRelacy | kExplore};
  std::array<AgentRecord<W>, 2> agents;
  void before() {}
  void agent(int me) {
    W::check(true, "reached");
    if (me == 0) W::abandon("a bound of the case");
    for (;;) agents[1].parker.park(kNever);
  }
  void after() {}
};

// A case that asserts nothing has shown nothing.
template <World W>
struct EngineNoticesUnreachedAssertions {
  static constexpr CaseInfo kInfo{.name = "engine_notices_unreached_assertions",
                                  .claim = "a case in which no assertion is evaluated is no pass",
                                  .bounds = "2 agents",
                                  .native_executions = 1'000,
                                  .relacy_executions = 1'000,
                                  .conformance = true,
                                  .expects = "UNKNOWN(unreached)",
                                  .seen_by = kNative | kTsan | kRelacy | kExplore};
  void before() {}
  void agent(int) {}
  void after() {}
};

// Two widths on the same bytes: real threads do it, cells of a fixed width cannot.
template <World W>
struct EngineDeclinesMixedSizes {
  static constexpr CaseInfo kInfo{.name = "engine_declines_mixed_sizes",
                                  .claim = "accesses of two widths to the same bytes are declined",
                                  .bounds = "2 agents",
                                  .plane = Plane::data,
                                  .native_executions = 1'000,
                                  .conformance = true,
                                  .expects = "SKIPPED(mixed-size)",
                                  .seen_by = kRelacy | kExplore};
  Stage<W, 2, 2> stage;
  BigInt64Array<W> wide;
  void before() {
    stage.open();
    wide = must<W>(BigInt64Array<W>::create(stage.buffer));
  }
  void agent(int me) {
    W::check(true, "reached");
    if (me == 0)
      must<W>(atomics::store(wide, 0, std::int64_t{1}));
    else
      stage.store(1, 0, 1);
  }
  void after() {
    wide.drop();
    stage.close();
  }
};

}  // namespace assay::cases

// Plain indexing races: what each engine has to say of it. The race is the promise
// here, so the expected verdict is a refutation.
// Reference: SB+un; ECMA-262, data races; core semantics 1.2.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

// Plain indexing races, and the two accesses are named.
template <World W>
struct PlainIndexingRaces {
  static constexpr CaseInfo kInfo{
      .name = "plain_indexing_races",
      .claim = "a plain write and a plain read of one element are a data race",
      .bounds = "2 agents, 1 access each",
      .plane = Plane::data,
      .conformance = true,
      .expects = "REFUTED(data race)",
      .seen_by = kTsan | kRelacy | kExplore};
  Stage<W, 2, 1> stage;
  void before() { stage.open(); }
  void agent(int me) {
    W::check(true, "reached");
    if (me == 0)
      stage.view(0).set(0, 1);
    else
      W::check(stage.view(1).get(0).has_value(), "the element is in range");
  }
  void after() { stage.close(); }
};

// A plain access races with an atomic one too.
template <World W>
struct PlainIndexingRacesWithAtomics {
  static constexpr CaseInfo kInfo{
      .name = "plain_indexing_races_with_atomics",
      .claim = "a plain write and an Atomics.load of one element are a data race",
      .bounds = "2 agents, 1 access each",
      .plane = Plane::data,
      .conformance = true,
      .expects = "REFUTED(data race)",
      .seen_by = kTsan | kRelacy | kExplore};
  Stage<W, 2, 1> stage;
  void before() { stage.open(); }
  void agent(int me) {
    W::check(true, "reached");
    if (me == 0)
      stage.view(0).set(0, 1);
    else
      (void)stage.load(1, 0);
  }
  void after() { stage.close(); }
};

// Plain indexing shows store buffering: both agents miss the other's store.
template <World W>
struct PlainIndexingShowsStoreBuffering {
  static constexpr CaseInfo kInfo{
      .name = "plain_indexing_shows_store_buffering",
      .claim = "two agents that store and load by plain indexing may miss each other",
      .bounds = "2 agents, 1 store and 1 load each",
      .plane = Plane::data,
      .races = Races::are_allowed,
      .native_executions = 2'000'000,
      .conformance = true,
      .expects = "REFUTED(assertion)",
      .seen_by = kNative | kRelacy | kExplore};
  Stage<W, 2, 2> stage;
  std::array<typename W::template Var<std::int32_t>, 2> seen;
  void before() { stage.open(); }
  void agent(int me) {
    const auto own = static_cast<std::size_t>(me);
    stage.view(me).set(own, 1);
    seen[own].set(stage.view(me).get(1 - own).value_or(-1));
  }
  void after() {
    W::check(seen[0].get() + seen[1].get() != 0, "both missed the other's store, as they may");
    stage.close();
  }
};

}  // namespace assay::cases

// A case: code that asks one question of the core, through the seam.
//
//   template <World W> struct notify_wakes_a_waiter {
//     static constexpr CaseInfo kInfo{.name = "…", .claim = "…", .agents = 2};
//     void before();         // alone, before the agents start
//     void agent(int i);     // each agent, all at once
//     void after();          // alone, after the last agent ended; may be left out,
//                            // as may `before`
//   };
//
// The same source runs on every engine. A case object lives for one execution.
//
// Thread safety: `before` and `after` run alone; `agent(i)` concurrently.
// Invariants: a case asserts at least once per execution (W::check); it holds
// nothing outside itself, so that executions are independent and replayable.
#pragma once

#include <cstddef>
#include <new>
#include <string_view>

#include "harness/execution/check.h"
#include "harness/world/world.h"

namespace assay {

// Whether a race on shared bytes is what the case forbids or what it is about.
// Races on the core's own variables are always defects.
enum class Races : bool { are_defects, are_allowed };

struct CaseInfo {
  std::string_view name;
  std::string_view claim;   // a sentence
  std::string_view bounds;  // "2 agents, 1 notify, 1 spurious wake-up each"
  Plane plane = Plane::control;
  int agents = 2;     // started together
  int spawnable = 0;  // that agents may spawn
  Races races = Races::are_defects;
  int spurious = 1;  // wake-ups without a token, per parker, in model checkers
  // Executions where the request does not say; 0: the engine's default.
  std::uint64_t native_executions = 0;
  std::uint64_t relacy_executions = 0;
  // A conformance case asks about the engine: the kind of counterexample it must
  // report, on the engines that can see it.
  bool conformance = false;
  std::string_view expects = {};
  EngineSet seen_by = kNobody;
  // A letter for each agent: those with the same one run the same code with the same
  // arguments, and their number says nothing to them. Empty: nobody knows of any.
  std::string_view alike = {};
};

// The last agent before this one that has the same letter; -1: none.
constexpr int alike_before(const CaseInfo& info, int agent) {
  const auto own = static_cast<std::size_t>(agent);
  if (own == 0 || own >= info.alike.size()) return -1;
  const std::size_t found = info.alike.rfind(info.alike[own], own - 1);
  return found == std::string_view::npos ? -1 : static_cast<int>(found);
}

// A case without its type, in memory that the engine chose.
class ErasedCase {
 public:
  ErasedCase() = default;
  ErasedCase(const ErasedCase&) = delete;
  ErasedCase& operator=(const ErasedCase&) = delete;
  virtual ~ErasedCase() = default;
  virtual void before() = 0;
  virtual void agent(int index) = 0;
  virtual void after() = 0;
};

template <class C>
class HeldCase final : public ErasedCase {
 public:
  static constexpr bool kHasAfter = requires(C c) { c.after(); };

  void before() override {
    if constexpr (requires(C c) { c.before(); }) case_.before();
  }
  void agent(int index) override { case_.agent(index); }
  void after() override {
    if constexpr (kHasAfter) case_.after();
  }

 private:
  C case_;
};

// One row of a registry.
struct CaseEntry {
  CaseInfo info;
  std::size_t size;  // bytes that `construct` needs
  ErasedCase* (*construct)(void* memory);
  bool has_after = true;
};

template <class C>
constexpr CaseEntry case_entry() {
  return {C::kInfo, sizeof(HeldCase<C>),
          [](void* memory) -> ErasedCase* { return new (memory) HeldCase<C>; },
          HeldCase<C>::kHasAfter};
}

}  // namespace assay

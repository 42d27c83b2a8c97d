// Store buffering of plain accesses with a critical section of one waiter list between:
// ECMA-262 orders the sections, so that one agent sees the other's store. A notify that
// finds nobody is a section too, and so is a wait that does not sleep.
// Reference: ECMA-262, EnterCriticalSection, LeaveCriticalSection.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

// What agent 0 does between its accesses; agent 1 notifies.
enum class Section : std::uint8_t { notify, wait };

template <World W, Section kSection>
struct CriticalSectionsAreOrdered {
  static constexpr bool kWaits = kSection == Section::wait;
  static constexpr CaseInfo kInfo{
      .name = kWaits ? "a_wait_that_does_not_sleep_is_ordered_with_a_notify"
                     : "notifies_that_wake_nobody_are_ordered",
      .claim = kWaits ? "what came before a wait that did not sleep is seen after a later notify, "
                        "or the other way round"
                      : "what came before a notify that woke nobody is seen after the next one",
      .bounds = kWaits ? "2 agents, 1 wait of another value, 1 notify" : "2 agents, 1 notify each",
      .races = Races::are_allowed};

  Stage<W, 2, 3> stage;
  std::array<typename W::template Var<int>, 2> seen;

  void before() { stage.open(); }
  void agent(int me) {
    const auto mine = static_cast<std::size_t>(me);
    stage.view(me).set(mine, 1);
    if (kWaits && me == 0)
      stage.wait(me, 2, 1);
    else
      stage.notify(me, 2);
    seen[mine].set(*stage.view(me).get(1 - mine));
  }
  void after() {
    W::check(seen[0].get() == 1 || seen[1].get() == 1,
             "neither agent sees what the other stored before its critical section");
    stage.close();
  }
};

template <World W>
using NotifiesThatWakeNobodyAreOrdered = CriticalSectionsAreOrdered<W, Section::notify>;
template <World W>
using AWaitThatDoesNotSleepIsOrderedWithANotify = CriticalSectionsAreOrdered<W, Section::wait>;

}  // namespace assay::cases

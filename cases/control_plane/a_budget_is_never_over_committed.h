// Two agents make a buffer each, and the budget has room for one of them; or for the
// other after the first is gone.
// Reference: invariant I11; site 26.
#pragma once

#include "cases/stage.h"

namespace assay::cases {

template <World W>
struct ABudgetIsNeverOverCommitted {
  static constexpr CaseInfo kInfo{
      .name = "a_budget_is_never_over_committed",
      .claim = "racing allocations take no more than the budget, and use what is free",
      .bounds = "2 agents, 2 allocations each of more than half the budget",
      .agents = 2,
      .native_executions = 8'000};

  static constexpr std::uint64_t kBudget = 12;
  static constexpr std::uint64_t kLength = 8;
  BlockSource<W> blocks{kBudget};
  std::array<SharedBuffer<W>, 2> kept;
  std::array<typename W::template Var<bool>, 2> got;

  void before() {}
  void agent(int me) {
    SharedBuffer<W>& mine = kept[static_cast<std::size_t>(me)];
    for (int i = 0; i < 2 && mine.empty(); ++i) {
      Result<SharedBuffer<W>> made = i == 0 ? SharedBuffer<W>::create_growable(blocks, 0, kLength)
                                            : SharedBuffer<W>::create(blocks, kLength);
      W::check(blocks.account().reserved() <= kBudget, "more than the budget is reserved");
      if (made.ok())
        mine = std::move(made.value());
      else
        W::check(made.error().kind() == ErrorKind::range_error, "a spent budget is a RangeError");
    }
    got[static_cast<std::size_t>(me)].set(!mine.empty());
  }
  void after() {
    const bool first = got[0].get();
    W::check(first != got[1].get(), "one fits, and both do not");
    W::check(blocks.account().reserved() == kLength, "a refusal takes nothing");
    kept[first ? 0 : 1].drop();
    W::check(blocks.account().reserved() == 0 && blocks.account().bytes() == 0,
             "all is given back");
    SharedBuffer<W> again = must<W>(SharedBuffer<W>::create(blocks, kBudget));
    again.drop();
  }
};

}  // namespace assay::cases

// Which logic mutants show what a logic site is for.
//
// A logic site is relaxed on purpose: no weaker order can refute it, so the
// certificate points at the mutants that break the decision taken there.
//
// Thread safety: constants only.
// Invariants: every logic site of the table has at least one, and no other site
// has any.
#pragma once

#include <array>
#include <span>

#include "harness/world/mutants.h"
#include "harness/world/sites.h"

namespace assay {

namespace logic {
inline constexpr std::array kClaim{Mutant::counts_withdrawn, Mutant::expire_without_winner};
inline constexpr std::array kWithdraw{Mutant::expire_without_winner, Mutant::counts_withdrawn,
                                      Mutant::terminate_swallows};
inline constexpr std::array kRequest{Mutant::terminate_unparks_first};
inline constexpr std::array kObserve{Mutant::terminate_ignored};
inline constexpr std::array kUpgrade{Mutant::upgrade_then_check};
inline constexpr std::array kBlock{Mutant::location_without_block};
inline constexpr std::array kBudget{Mutant::budget_checked_then_added};
inline constexpr std::array kCharge{Mutant::account_counts_each_handle, Mutant::growth_is_free};
inline constexpr std::array kRefund{Mutant::account_never_refunds};
inline constexpr std::array kDoze{Mutant::mail_asks_first, Mutant::mail_dozes_over};
}  // namespace logic

constexpr std::span<const Mutant> logic_mutants(Site site) {
  switch (site) {
    case Site::state_claim:
      return logic::kClaim;
    case Site::state_withdraw:
      return logic::kWithdraw;
    case Site::terminate_request:
      return logic::kRequest;
    case Site::terminate_observe:
      return logic::kObserve;
    case Site::ref_upgrade:
      return logic::kUpgrade;
    case Site::block_id:
      return logic::kBlock;
    case Site::budget_take:
      return logic::kBudget;
    case Site::account_add:
      return logic::kCharge;
    case Site::account_sub:
    case Site::budget_give:
      return logic::kRefund;
    case Site::mail_doze:
      return logic::kDoze;
    default:
      return {};
  }
}

}  // namespace assay

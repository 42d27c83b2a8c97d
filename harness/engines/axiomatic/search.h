// The enumeration of candidate executions: paths, critical sections, reads-from.
//
// Thread safety: one search at a time each.
// Invariants: `judge` prunes only what no model with these axioms allows.
#pragma once

#include "harness/engines/axiomatic/axiomatic.h"
#include "harness/engines/axiomatic/model.h"
#include "harness/engines/axiomatic/sections.h"
#include "harness/engines/axiomatic/values.h"

namespace assay::axiomatic {

// All combinations of the agents' paths, each with all orders of its critical sections.
class Skeletons {
 public:
  // Whether there are too many paths, sections or events, or accesses that the model
  // does not understand.
  Skeletons(const litmus::Code& code, const MemoryModel& model);

  Reason reason() const { return reason_; }
  const std::string& message() const { return message_; }

  // Calls `visit` with each; it returns whether to go on.
  template <class Visit>
  void each(Execution& execution, Visit visit);

 private:
  enum class Combined : std::uint8_t { made, repeated, too_large };
  Combined combine(const std::vector<std::size_t>& numbers, Execution& execution) const;

  const litmus::Code& code_;
  std::vector<std::vector<Path>> paths_;  // of each agent, the final block's last
  Path no_final_;                         // where an agent is blocked
  Reason reason_ = Reason::none;
  std::string message_;
};

inline constexpr std::size_t kMostSections = 2'000'000;      // put somewhere, of a test
inline constexpr std::size_t kMostCombinations = 5'000'000;  // of paths

template <class Visit>
void Skeletons::each(Execution& execution, Visit visit) {
  std::vector<std::size_t> numbers(paths_.size(), 0);
  std::size_t sections_left = kMostSections;
  std::size_t combinations_left = kMostCombinations;
  for (bool more = reason_ == Reason::none; more;) {
    if (combinations_left-- == 0) {
      reason_ = Reason::bound;
      message_ = "too many combinations of paths";
      return;
    }
    const Combined combined = combine(numbers, execution);
    if (combined == Combined::made) {
      const auto orders = section_orders(execution, sections_left);
      if (!orders) {
        reason_ = Reason::bound;
        message_ = "too many orders of critical sections";
        return;
      }
      for (const SectionOrder& order : *orders) {
        execution.sections = order.edges;
        for (const auto& [event, count] : order.counts) execution.counts[event] = count;
        if (!visit()) return;
      }
    } else if (combined == Combined::too_large) {
      reason_ = Reason::bound;
      message_ = "an execution of more than " + std::to_string(kMostEvents) + " events";
      return;
    }
    more = false;
    for (std::size_t p = 0; p < numbers.size() && !more; ++p) {
      more = ++numbers[p] < paths_[p].size();
      if (!more) numbers[p] = 0;
    }
  }
}

}  // namespace assay::axiomatic

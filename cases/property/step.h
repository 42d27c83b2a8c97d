// One step of a random program: an operation of the core with its arguments.
//
// Thread safety: values only.
// Invariants: every combination of arguments is a valid step; what cannot be done in
// the state it meets is left out by whoever runs it, so shrinking needs no care.
#pragma once

#include <rapidcheck.h>

#include <cstdint>
#include <ostream>
#include <string_view>
#include <vector>

#include "harness/subject/waiter_table.h"

namespace assay::property {

enum class Verb : std::uint8_t {
  load,
  store,
  add,
  sub,
  bit_and,
  bit_or,
  bit_xor,
  exchange,
  compare_exchange,
  plain_get,
  plain_set,
  wait,
  wait_no_time,
  notify,
  terminate,
  kCount
};

inline constexpr std::string_view kVerbNames[] = {
    "load",     "store",           "add",       "sub",       "and",  "or",         "xor",
    "exchange", "compareExchange", "plain get", "plain set", "wait", "wait(0 ms)", "notify",
    "terminate"};

inline constexpr std::size_t kCells = 3;     // one more index is out of range
inline constexpr std::size_t kSleepers = 3;  // agents that wait

struct Step {
  Verb verb = Verb::load;
  std::size_t agent = 0;    // of wait and terminate
  std::size_t cell = 0;     // kCells: out of range
  std::int64_t value = 0;   // to write, or expected
  std::uint64_t count = 0;  // of notify
};

inline std::ostream& operator<<(std::ostream& out, const Step& step) {
  out << kVerbNames[static_cast<std::size_t>(step.verb)] << " cell " << step.cell;
  if (step.verb == Verb::wait || step.verb == Verb::terminate) out << " agent " << step.agent;
  if (step.verb == Verb::notify) return out << " count " << step.count;
  return out << " value " << step.value;
}

}  // namespace assay::property

namespace rc {

template <>
struct Arbitrary<assay::property::Step> {
  static Gen<assay::property::Step> arbitrary() {
    using assay::property::Step;
    using assay::property::Verb;
    // Small values meet often; the limits of Int32 wrap.
    const auto value = gen::weightedOneOf<std::int64_t>(
        {{8, gen::element<std::int64_t>(0, 0, 1, 2)},
         {1, gen::element<std::int64_t>(INT32_MAX, INT32_MIN, -1, INT64_MAX, INT64_MIN)}});
    // By element, not by range: a range grows with rapidcheck's size, and its end
    // would hardly ever come.
    std::vector<Verb> verbs;
    for (int v = 0; v < static_cast<int>(Verb::kCount); ++v) verbs.push_back(static_cast<Verb>(v));
    return gen::build<Step>(
        gen::set(&Step::verb, gen::elementOf(verbs)),
        gen::set(&Step::agent, gen::element<std::size_t>(0, 1, 2)),
        // Rarely out of range, the last.
        gen::set(&Step::cell, gen::element<std::size_t>(0, 0, 0, 1, 1, 2, assay::property::kCells)),
        gen::set(&Step::value, value),
        gen::set(&Step::count, gen::element<std::uint64_t>(0, 1, 1, 2, 3, assay::kAllWaiters)));
  }
};

}  // namespace rc

// What rapidcheck makes of steps and programs.
//
// Thread safety: none needed; generation is the main thread's.
// Invariants: an alternative is one of few elements, not a range: a range grows with
// rapidcheck's size, and its end would hardly ever come.
#pragma once

#include <rapidcheck.h>

#include <cstdint>
#include <ostream>
#include <vector>

#include "cases/property/program_text.h"

namespace assay::property {

inline std::ostream& operator<<(std::ostream& out, const Step& step) {
  out << text_of(step);
  return step.verb == Verb::wait ? out << " by agent " << step.agent : out;
}

inline std::ostream& operator<<(std::ostream& out, const Program& program) {
  return out << text_of(program);
}

}  // namespace assay::property

namespace rc {

// For sequences: what can be done one after the other.
template <>
struct Arbitrary<assay::property::Step> {
  static Gen<assay::property::Step> arbitrary() {
    using assay::property::Step;
    using assay::property::Verb;
    // Small values meet often; the limits of Int32 wrap.
    const auto value = gen::weightedOneOf<std::int64_t>(
        {{8, gen::element<std::int64_t>(0, 0, 1, 2)},
         {1, gen::element<std::int64_t>(INT32_MAX, INT32_MIN, -1, INT64_MAX, INT64_MIN)}});
    std::vector<Verb> verbs;
    for (int v = 0; v <= static_cast<int>(Verb::terminate); ++v)
      verbs.push_back(static_cast<Verb>(v));
    return gen::build<Step>(
        gen::set(&Step::verb, gen::elementOf(verbs)),
        gen::set(&Step::agent, gen::element<std::size_t>(0, 1, 2)),
        // Rarely out of range, the last.
        gen::set(&Step::cell, gen::element<std::size_t>(0, 0, 0, 1, 1, 2, assay::property::kCells)),
        gen::set(&Step::value, value),
        gen::set(&Step::count, gen::element<std::uint64_t>(0, 1, 1, 2, 3, assay::kAllWaiters)));
  }
};

// Two or three agents of up to five steps each, about few cells: agents have to meet.
template <>
struct Arbitrary<assay::property::Program> {
  static Gen<assay::property::Program> arbitrary() {
    using assay::property::Program;
    using assay::property::Step;
    using assay::property::Verb;
    constexpr std::size_t kMostSteps = 5;
    static_assert(kMostSteps <= assay::property::kMostSteps);
    const auto plain_access = [](Verb verb) {
      return verb == Verb::plain_get || verb == Verb::plain_set;
    };
    std::vector<Verb> verbs;
    for (int v = 0; v < static_cast<int>(Verb::kCount); ++v)
      if (!plain_access(static_cast<Verb>(v)) && static_cast<Verb>(v) != Verb::grow)
        verbs.push_back(static_cast<Verb>(v));
    // Sleeping and waking is what most can go wrong with.
    const auto verb = gen::weightedOneOf<Verb>(
        {{3, gen::elementOf(verbs)},
         {2, gen::element(Verb::wait, Verb::wait, Verb::wait_a_while, Verb::notify, Verb::notify,
                          Verb::notify, Verb::store, Verb::locked_add, Verb::terminate)}});
    const auto any_step = gen::build<Step>(
        gen::set(&Step::verb, verb), gen::set(&Step::agent, gen::element<std::size_t>(0, 1, 2)),
        gen::set(&Step::cell, gen::element<std::size_t>(0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 4, 5)),
        gen::set(&Step::value, gen::element<std::int64_t>(0, 0, 0, 1, 1, 2, -1)),
        gen::set(&Step::count, gen::element<std::uint64_t>(0, 1, 1, 2, assay::kAllWaiters)));
    const auto grow =
        gen::build<Step>(gen::set(&Step::verb, gen::just(Verb::grow)),
                         gen::set(&Step::cell, gen::element<std::size_t>(4, 5, 3, 2, 6)));
    const auto step = gen::weightedOneOf<Step>({{16, any_step}, {1, grow}});
    const auto agent = gen::resize(kMostSteps, gen::container<std::vector<Step>>(step));
    return gen::map(gen::container<std::vector<std::vector<Step>>>(3, agent),
                    [](std::vector<std::vector<Step>> agents) {
                      return assay::property::canonical({std::move(agents)});
                    });
  }
};

}  // namespace rc

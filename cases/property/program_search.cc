#include "cases/property/program_search.h"

#include <iomanip>
#include <sstream>

#include "cases/property/generators.h"

namespace assay::property {

Search search(const ProgramEngine& engine, const SearchOptions& options) {
  Search result;
  const auto property = [&](const Program& program) {
    if (program.agents.empty()) return;
    const bool shrinking = result.found.has_value();
    // What fails by chance has to fail again, or shrinking would lose it.
    constexpr std::uint64_t kMoreWhileShrinking = 50;
    const std::uint64_t executions =
        shrinking ? engine.executions * kMoreWhileShrinking : engine.executions;
    Outcome outcome = engine.run(program, options.mutant, executions);
    if (!shrinking) {
      ++result.programs;
      for (std::size_t verb = 0; verb < outcome.distribution.size(); ++verb)
        for (std::size_t answer = 0; answer < outcome.distribution[verb].size(); ++answer)
          result.distribution[verb][answer] += outcome.distribution[verb][answer];
    }
    if (outcome.defect.empty()) return;
    result.found = Found{program, std::move(outcome)};  // the last that fails is the smallest
    RC_FAIL(result.found->outcome.defect);
  };
  rc::detail::TestParams parameters;
  parameters.seed = options.seed;
  parameters.maxSuccess = options.programs;
  (void)rc::detail::checkTestable(property, rc::detail::TestMetadata{}, parameters);
  return result;
}

std::string text_of(const Distribution& distribution) {
  constexpr int kVerb = 16;
  constexpr int kAnswer = 11;
  std::ostringstream out;
  out << std::left << std::setw(kVerb) << "operation" << std::right;
  for (const std::string_view answer : kAnswerNames) out << std::setw(kAnswer) << answer;
  out << "\n";
  for (std::size_t verb = 0; verb < distribution.size(); ++verb) {
    out << std::left << std::setw(kVerb) << kVerbs[verb].word << std::right;
    for (const std::uint64_t count : distribution[verb]) out << std::setw(kAnswer) << count;
    out << "\n";
  }
  return out.str();
}

}  // namespace assay::property

// The program assay-axiomatic: litmus programs, lowered to what the core does for them and
// judged against the ECMAScript memory model, one a check.
#include <deque>

#include "harness/engines/engine_program.h"
#include "harness/engines/refinement/programs.h"
#include "harness/engines/refinement/refinement.h"
#include "harness/execution/token.h"

namespace {

using assay::refinement::NamedProgram;

// What the entries point at lives as long as the program.
class Programs {
 public:
  explicit Programs(std::vector<NamedProgram> all) : all_(std::move(all)) {
    for (const NamedProgram& each : all_) {
      const auto agents = static_cast<int>(each.program.agents.size());
      bounds_.push_back(std::to_string(agents) + " agents");
      entries_.push_back({.info = {.name = each.name,
                                   .claim = each.program.description,
                                   .bounds = bounds_.back(),
                                   .plane = assay::Plane::data,
                                   .agents = agents},
                          .size = 0,
                          .construct = nullptr});
    }
  }

  const std::vector<assay::CaseEntry>& entries() const { return entries_; }
  const NamedProgram& of(const assay::CaseEntry& entry) const {
    return all_[static_cast<std::size_t>(&entry - entries_.data())];
  }

 private:
  std::vector<NamedProgram> all_;
  std::deque<std::string> bounds_;
  std::vector<assay::CaseEntry> entries_;
};

// For a check only the one that its token names: a start is most of what a check costs.
std::vector<NamedProgram> wanted(int argc, char** argv) {
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::string_view(argv[i]) != "--token") continue;
    const auto request = assay::parse_token(argv[i + 1]);
    const auto* const parsed = std::get_if<assay::CheckRequest>(&request);
    if (parsed == nullptr) continue;
    std::vector<NamedProgram> one;
    if (auto found = assay::refinement::find_program(parsed->case_name))
      one.push_back(std::move(*found));
    if (!one.empty()) return one;
  }
  return assay::refinement::all_programs();
}

const Programs* programs = nullptr;

assay::CheckResult run(const assay::CaseEntry& entry, const assay::CheckRequest& request) {
  return assay::refinement::refine(programs->of(entry).program, request);
}

}  // namespace

int main(int argc, char** argv) {
  const Programs known(wanted(argc, argv));
  programs = &known;
  return assay::run_engine_program({.declaration = assay::refinement::declare_axiomatic(),
                                    .cases = known.entries(),
                                    .run = run,
                                    .current_execution = [] { return std::uint64_t{0}; }},
                                   argc, argv);
}

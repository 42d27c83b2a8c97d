#include "cases/property/agent_program.h"

#include <algorithm>
#include <iomanip>
#include <sstream>

namespace assay::property {

std::string text_of(const AgentProgram& program) {
  std::string text;
  for (std::size_t agent = 0; agent < program.size(); ++agent) {
    if (agent != 0) text += " | ";
    for (std::size_t i = 0; i < program[agent].size(); ++i) {
      const AgentStep& step = program[agent][i];
      text += (i == 0 ? "" : "; ") + std::string(kDeeds[static_cast<std::size_t>(step.deed)]) +
              " " + std::to_string(step.x) + " " + std::to_string(step.y);
    }
  }
  return text;
}

std::optional<AgentProgram> parse_agent_program(std::string_view text) {
  AgentProgram program;
  std::istringstream agents{std::string(text)};
  std::string agent;
  for (std::size_t i = 0; std::getline(agents, agent, '|'); ++i) {
    if (i == kProgramAgents) return {};
    std::istringstream steps(agent);
    std::string step;
    while (std::getline(steps, step, ';')) {
      std::istringstream words(step);
      std::string deed;
      AgentStep one;
      if (!(words >> deed)) continue;
      const auto* const row = std::find(kDeeds.begin(), kDeeds.end(), deed);
      if (row == kDeeds.end() || !(words >> one.x >> one.y) || one.x >= 3 || one.y >= 4 ||
          words >> deed)
        return {};
      one.deed = static_cast<Deed>(row - kDeeds.begin());
      program[i].push_back(one);
    }
  }
  return program;
}

std::string text_of(const AgentTally& tally) {
  std::ostringstream out;
  for (std::size_t deed = 0; deed < kDeeds.size(); ++deed)
    out << std::setw(18) << std::left << kDeeds[deed] << tally.deeds[deed] << "\n";
  out << "messages          " << tally.delivered << " delivered, " << tally.undelivered
      << " to a port or an agent that was gone\n"
      << "waits             " << tally.ok << " ok, " << tally.timed_out << " timed-out, "
      << tally.not_equal << " not-equal; notifies returned " << tally.woken << "\n"
      << "other events      " << tally.inspected << " inspected, " << tally.closed
      << " closed; agents terminated " << tally.terminated << "\n";
  return out.str();
}

AgentProgramRun*& AgentProgramRun::current() {
  static AgentProgramRun* run = nullptr;
  return run;
}

}  // namespace assay::property

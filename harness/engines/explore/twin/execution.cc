#include "harness/engines/explore/twin/execution.h"

namespace assay::explore::twin {
namespace {

std::string name(Id id) {
  if (id.agent == kInitialWrite) return "init";
  return std::to_string(id.agent) + "." + std::to_string(id.place);
}

}  // namespace

std::string Execution::text() const {
  std::string text;
  for (std::size_t a = 0; a < kMostAgents; ++a) {
    if (sizes[a] != 0) text += "\n  |";
    for (std::size_t i = 0; i < sizes[a]; ++i) {
      const Step& step = agents[a][i];
      text += " " + std::string(step.plain ? "plain" : assay::name(step.order));
      if (step.kind == Step::Kind::fence) {
        text += " fence;";
        continue;
      }
      text += step.kind == Step::Kind::read ? " R" : " W";
      text += "xyz"[step.location] + std::to_string(step.value);
      if (step.kind == Step::Kind::read) text += " from " + name(step.source);
      text += ";";
    }
  }
  for (std::size_t l = 0; l < kLocations; ++l) {
    if (writes[l] < 2) continue;
    text += std::string("\n  co ") + "xyz"[l] + ":";
    for (std::size_t i = 0; i < writes[l]; ++i) text += " " + name(coherence[l][i]);
  }
  return text;
}

}  // namespace assay::explore::twin

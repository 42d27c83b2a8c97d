#include "harness/engines/refinement/witness.h"

#include <algorithm>

#include "harness/engines/axiomatic/why.h"

namespace assay::refinement {
namespace {

using axiomatic::Drawing;
using axiomatic::DrawnEvent;

// One after the other, each when what it reads from and what its agent did before is
// there; where nothing is ready, because values go in a circle, the next of all.
std::vector<std::size_t> in_some_order(const Drawing& drawing) {
  const std::size_t n = drawing.events.size();
  std::vector<bool> done(n, false);
  std::vector<std::size_t> order;
  const auto ready = [&](std::size_t e) {
    for (std::size_t before = 0; before < e; ++before)
      if (!done[before] && (drawing.events[before].agent == drawing.events[e].agent ||
                            drawing.events[e].agent == drawing.agents))
        return false;
    return std::all_of(drawing.edges.begin(), drawing.edges.end(), [&](const auto& edge) {
      return edge.to != e || !edge.relation.starts_with("rf") || done[edge.from];
    });
  };
  while (order.size() < n) {
    std::size_t next = n;
    for (std::size_t e = 0; e < n && next == n; ++e)
      if (!done[e] && ready(e)) next = e;
    for (std::size_t e = 0; e < n && next == n; ++e)
      if (!done[e]) next = e;
    done[next] = true;
    order.push_back(next);
  }
  return order;
}

std::string operation_of(const litmus::Instruction& at, const DrawnEvent& event) {
  if (at.access == litmus::AccessKind::compare_exchange)
    return event.text.starts_with("R") ? "cas failed" : "cas ok";
  switch (at.access) {
    case litmus::AccessKind::plain_load:
      return "load";
    case litmus::AccessKind::plain_store:
      return "store";
    default:
      return std::string(name(at.access));
  }
}

// "x[0] = 1", "x[0] ➜ 0", "x[0]: 0 to 1" of "W[sc] x[0]=1" and so on.
std::string value_of(const DrawnEvent& event) {
  const std::size_t space = event.text.find(' ');
  std::string text = space == std::string::npos ? event.text : event.text.substr(space + 1);
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return text;
  return text.replace(equals, 1, event.text.starts_with("R") ? " ➜ " : " = ");
}

}  // namespace

std::vector<TraceStep> witness(const Lowered& lowered, litmus::Model machine,
                               const litmus::Outcome& outcome) {
  const axiomatic::Explanation found = axiomatic::explain(
      lowered.code, machine, [&](const litmus::Outcome& each) { return each == outcome; });
  std::vector<TraceStep> steps;
  if (!found.witness) return steps;
  for (const std::size_t e : in_some_order(*found.witness)) {
    const DrawnEvent& event = found.witness->events[e];
    if (event.at == nullptr) continue;
    const CoreAccess& access = access_of(lowered, *event.at);
    const bool failed =
        event.at->access == litmus::AccessKind::compare_exchange && event.text.starts_with("R");
    const Site site = failed ? access.failure : access.site;
    steps.push_back({.agent = event.agent == found.witness->agents ? -1 : event.agent,
                     .operation = operation_of(*event.at, event),
                     .object = std::string(name(site)),
                     .value = value_of(event),
                     .order = std::string(name(failed ? event.at->failure : event.at->order)),
                     .where = access.where});
  }
  return steps;
}

}  // namespace assay::refinement

#include "harness/report/html/picture.h"

#include <algorithm>
#include <map>
#include <set>

#include "harness/report/step.h"

namespace assay {

namespace {

using Trace = std::vector<TraceStep>;
using Relations = std::vector<Relation>;

constexpr std::size_t kMostOfBystander = 3;

// How much a step says: the ends of edges and what broke most, then accesses at sites.
constexpr int kSite = 1, kRead = 2, kSuspect = 3, kEnd = 4, kGuilty = 5;

// Of an edge's end. What is not atomic orders nothing: that it reads says little.
int weight_of(RelationKind kind, const TraceStep& end) {
  const bool is_plain = !end.location.empty() && end.order.empty();
  if (kind == RelationKind::co || is_plain) return kind == RelationKind::race ? kEnd : kSite;
  if (kind == RelationKind::sw) return kSuspect;
  return kind == RelationKind::rf ? kRead : kEnd;
}

std::vector<int> weights(const Trace& trace, const Relations& relations,
                         const std::vector<Suspect>& suspects, const std::vector<int>& guilty) {
  std::vector<int> out(trace.size(), 0);
  for (std::size_t i = 0; i < trace.size(); ++i) {
    if (find_site(trace[i].object)) out[i] = kSite;
    for (const Suspect& suspect : suspects)
      if (trace[i].object == name(suspect.site)) out[i] = kSuspect;
  }
  for (const Relation& relation : relations)
    for (const std::size_t end : {relation.from, relation.to})
      out[end] = std::max(out[end], weight_of(relation.kind, trace[end]));
  for (const int step : guilty) out[static_cast<std::size_t>(step)] = kGuilty;
  out.back() = kGuilty;
  return out;
}

// Agents with the ends of the most telling edges first, so that these stand side by side; then
// by number.
std::vector<int> columns(const Trace& trace, const Relations& relations) {
  std::vector<int> out;
  const auto add = [&out](int agent) {
    if (agent >= 0 && std::find(out.begin(), out.end(), agent) == out.end()) out.push_back(agent);
  };
  for (const RelationKind kind :
       {RelationKind::lost, RelationKind::race, RelationKind::sw, RelationKind::rf})
    for (const Relation& relation : relations)
      if (relation.kind == kind) {
        add(std::min(trace[relation.from].agent, trace[relation.to].agent));
        add(std::max(trace[relation.from].agent, trace[relation.to].agent));
      }
  add(trace.back().agent);
  std::set<int> rest;
  for (const TraceStep& step : trace) rest.insert(step.agent);
  for (const int agent : rest) add(agent);
  return out;
}

// The steps of one agent that are shown, ascending: few of an agent that has no part in what broke.
std::vector<std::size_t> chosen(std::vector<std::size_t> steps, const std::vector<int>& weights) {
  const bool has_part = std::any_of(
      steps.begin(), steps.end(), [&weights](std::size_t step) { return weights[step] >= kRead; });
  std::stable_sort(steps.begin(), steps.end(), [&weights](std::size_t a, std::size_t b) {
    return weights[a] != weights[b] ? weights[a] > weights[b] : a > b;
  });
  steps.resize(std::min(steps.size(), has_part ? kMostEvents : kMostOfBystander));
  std::sort(steps.begin(), steps.end());
  return steps;
}

class Grid {
 public:
  Grid(const Counterexample& counterexample, const std::vector<Suspect>& suspects)
      : trace_(counterexample.trace),
        suspects_(suspects),
        guilty_(counterexample.guilty),
        is_stuck_(agents_are_stuck(counterexample.kind)),
        relations_(relations(counterexample, suspects)) {
    picture_.steps = trace_.size();
    picture_.agents = columns(trace_, relations_);
    while (picture_.agents.size() > kMostAgents) {
      picture_.agents_left_out.push_back(picture_.agents.back());
      picture_.agents.pop_back();
    }
    std::sort(picture_.agents_left_out.begin(), picture_.agents_left_out.end());
    choose();
    connect();
    place();
  }
  Picture take() { return std::move(picture_); }

 private:
  void choose() {
    const std::vector<int> weight = weights(trace_, relations_, suspects_, guilty_);
    std::map<int, std::vector<std::size_t>> by_agent;
    for (std::size_t i = 0; i < trace_.size(); ++i) by_agent[trace_[i].agent].push_back(i);
    // Of the set-up only what failed: it comes before everything, and in order.
    std::set<std::size_t> shown;
    if (trace_.back().agent < 0) shown.insert(trace_.size() - 1);
    picture_.steps_left_out = by_agent[-1].size() - shown.size();
    picture_.left_out_below.resize(picture_.agents.size());
    std::map<std::size_t, std::size_t> above;
    for (std::size_t column = 0; column < picture_.agents.size(); ++column) {
      const std::vector<std::size_t>& all = by_agent[picture_.agents[column]];
      std::size_t skipped = 0;
      const std::vector<std::size_t> kept = chosen(all, weight);
      picture_.steps_left_out += all.size() - kept.size();
      for (const std::size_t step : all) {
        if (!std::binary_search(kept.begin(), kept.end(), step)) {
          ++skipped;
          continue;
        }
        above[step] = skipped;
        skipped = 0;
        shown.insert(step);
      }
      picture_.left_out_below[column] = skipped;
    }
    for (const std::size_t step : shown) picture_.events.push_back(event(step, above[step]));
  }

  PictureEvent event(std::size_t step, std::size_t left_out_above) const {
    PictureEvent out;
    out.step = step;
    out.left_out_above = left_out_above;
    // Where each agent is held up; of a race and of all else, the last step.
    const bool is_named =
        std::find(guilty_.begin(), guilty_.end(), static_cast<int>(step)) != guilty_.end();
    out.guilty = is_stuck_ && !guilty_.empty() ? is_named : step + 1 == trace_.size();
    const auto column =
        std::find(picture_.agents.begin(), picture_.agents.end(), trace_[step].agent);
    if (column != picture_.agents.end())
      out.column = static_cast<std::size_t>(column - picture_.agents.begin());
    for (std::size_t s = 0; s < suspects_.size(); ++s)
      if (trace_[step].object == name(suspects_[s].site)) out.suspect = s;
    return out;
  }

  void connect() {
    std::map<std::size_t, std::size_t> event_of;
    for (std::size_t e = 0; e < picture_.events.size(); ++e) event_of[picture_.events[e].step] = e;
    for (const Relation& relation : relations_)
      if (event_of.contains(relation.from) && event_of.contains(relation.to))
        picture_.edges.push_back({relation.kind, event_of[relation.from], event_of[relation.to]});
  }

  // Each event as high as its column and its edges allow. An edge is level where it can be: two
  // that cross cannot both be.
  void place() {
    std::vector<const PictureEdge*> level;
    for (const RelationKind kind : {RelationKind::lost, RelationKind::sw, RelationKind::rf})
      for (const PictureEdge& edge : picture_.edges) {
        if (edge.kind != kind) continue;
        level.push_back(&edge);
        if (!lay(level)) level.pop_back();
      }
    lay(level);
    sink();
    for (const PictureEvent& event : picture_.events)
      picture_.rows = std::max(picture_.rows, event.row + 1);
  }

  // False where no rows satisfy that these edges are level.
  bool lay(const std::vector<const PictureEdge*>& level) {
    std::vector<PictureEvent>& events = picture_.events;
    for (PictureEvent& event : events) event.row = 0;
    for (bool changed = true; changed;) {
      changed = false;
      const auto at_least = [&](PictureEvent& event, std::size_t row) {
        if (event.row >= row) return true;
        event.row = row;
        changed = true;
        return row < events.size();  // beyond, rows chase one another
      };
      std::vector<const PictureEvent*> above(picture_.agents.size(), nullptr);
      for (PictureEvent& event : events) {
        // What belongs to no column is below everything before it.
        for (std::size_t column = 0; column < above.size(); ++column)
          if (above[column] != nullptr && (!event.column || *event.column == column))
            if (!at_least(event, above[column]->row + 1)) return false;
        if (event.column) above[*event.column] = &event;
      }
      for (const PictureEdge& edge : picture_.edges) {
        // A race goes below what it races with, so that its edge has room.
        const auto [first, second] = std::minmax(edge.from, edge.to);
        const std::size_t gap = edge.kind == RelationKind::race ? 1 : 0;
        if (!at_least(events[second], events[first].row + gap)) return false;
      }
      for (const PictureEdge* edge : level)
        if (!at_least(events[edge->from], events[edge->to].row) ||
            !at_least(events[edge->to], events[edge->from].row))
          return false;
    }
    return true;
  }

  // Events with room below stand right above what follows them, not at the top.
  void sink() {
    std::vector<PictureEvent>& events = picture_.events;
    std::vector<const PictureEvent*> below(picture_.agents.size(), nullptr);
    for (std::size_t e = events.size(); e-- > 0;) {
      PictureEvent& event = events[e];
      if (!event.column) continue;
      const PictureEvent*& next = below[*event.column];
      const bool has_edge =
          std::any_of(picture_.edges.begin(), picture_.edges.end(), [e](const PictureEdge& edge) {
            return edge.kind != RelationKind::race && (edge.from == e || edge.to == e);
          });
      if (next != nullptr && !has_edge) event.row = next->row - 1;
      next = &event;
    }
  }

  const Trace& trace_;
  const std::vector<Suspect>& suspects_;
  const std::vector<int>& guilty_;
  const bool is_stuck_;
  Relations relations_;
  Picture picture_;
};

}  // namespace

Picture picture_of(const Counterexample& counterexample, const std::vector<Suspect>& suspects) {
  return Grid(counterexample, suspects).take();
}

}  // namespace assay

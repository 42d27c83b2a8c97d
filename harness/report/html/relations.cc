#include "harness/report/html/relations.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "harness/report/step.h"

namespace assay {

namespace {

using Trace = std::vector<TraceStep>;

std::set<std::string_view> partners(Site site) {
  std::set<std::string_view> out;
  std::string_view rest = row(site).pairs_with;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(", ");
    out.insert(rest.substr(0, comma));
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 2);
  }
  return out;
}

// What was written to each kind of location, and by which step; a step of which the trace does not
// tell what it wrote may have written anything.
struct Writes {
  std::map<std::string, std::vector<std::size_t>> by_value;
  bool any_unknown = false;
};

std::map<std::string, Writes> writes_of(const Trace& trace) {
  std::map<std::string, Writes> out;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const StepValues values = values_of(trace[i]);
    if (!values.writes) continue;
    Writes& writes = out[kind_of_location(trace[i])];
    if (values.written)
      writes.by_value[*values.written].push_back(i);
    else
      writes.any_unknown = true;
  }
  return out;
}

std::size_t distance(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

// A release gives to an acquire: the edge leaves the step that writes, and of two that do both, the
// earlier.
Pairing directed(const Trace& trace, std::size_t suspect, std::size_t at, std::size_t other) {
  const bool writes = values_of(trace[at]).writes;
  const bool reads = values_of(trace[at]).reads;
  const bool leaves = writes && reads ? at < other : writes;
  return {suspect, leaves ? at : other, leaves ? other : at, false};
}

// The end of a path: traces of one engine say "core.h:30", its accesses "harness/core.h:30".
bool same_place(std::string_view access, const TraceStep& step) {
  const std::size_t space = access.find(' ');
  if (space == std::string_view::npos || step.where.empty()) return false;
  std::string_view place = access.substr(space + 1);
  place = place.substr(0, place.find(' '));
  return step.agent >= 0 && (place == step.where || place.ends_with("/" + step.where) ||
                             step.where.ends_with("/" + std::string(place)));
}

// The guilty access is the last step; the other one is told where the engine names two.
std::optional<Relation> race(const Counterexample& counterexample) {
  const Trace& trace = counterexample.trace;
  const std::vector<int>& named = counterexample.guilty;
  if (counterexample.kind == "data race" && named.size() == 2)
    return Relation{RelationKind::race, static_cast<std::size_t>(named[0]),
                    static_cast<std::size_t>(named[1])};
  if (counterexample.kind != "data race" || counterexample.accesses.size() != 2 || trace.empty())
    return std::nullopt;
  const TraceStep& guilty = trace.back();
  std::optional<std::size_t> other;
  for (const std::string& access : counterexample.accesses)
    for (std::size_t i = 0; i + 1 < trace.size(); ++i)
      if (same_place(access, trace[i]) && trace[i].agent != guilty.agent && guilty.agent >= 0)
        other = i;
  if (!other) return std::nullopt;
  return Relation{RelationKind::race, *other, trace.size() - 1};
}

bool is_between_agents(const Trace& trace, std::size_t from, std::size_t to) {
  return trace[from].agent >= 0 && trace[to].agent >= 0 && trace[from].agent != trace[to].agent;
}

// Of one kind, from the graph.
std::vector<Relation> told(const Trace& trace, RelationKind kind) {
  std::vector<Relation> out;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const TraceStep& step = trace[i];
    std::vector<int> from;
    if (kind == RelationKind::rf && step.reads_from) from.push_back(*step.reads_from);
    if (kind == RelationKind::sw) from = step.synchronizes_with;
    if (kind == RelationKind::co && step.overwrites && step.overwrites != step.reads_from)
      from.push_back(*step.overwrites);
    for (const int each : from)
      if (each >= 0 && is_between_agents(trace, static_cast<std::size_t>(each), i))
        out.push_back({kind, static_cast<std::size_t>(each), i});
  }
  return out;
}

bool synchronizes(const Trace& trace, const Pairing& pairing) {
  const std::vector<int>& with = trace[pairing.to].synchronizes_with;
  return std::find(with.begin(), with.end(), static_cast<int>(pairing.from)) != with.end();
}

// What the trace tells goes first, then steps on one location, then steps that are close.
bool is_better(const Trace& trace, const Pairing& a, const Pairing& b) {
  if (a.read_from != b.read_from) return a.read_from;
  const auto is_on_one = [&trace](const Pairing& pairing) {
    return trace[pairing.from].location == trace[pairing.to].location;
  };
  if (is_on_one(a) != is_on_one(b)) return is_on_one(a);
  return distance(a.from, a.to) < distance(b.from, b.to);
}

}  // namespace

bool has_graph(const Trace& trace) {
  return std::any_of(trace.begin(), trace.end(),
                     [](const TraceStep& step) { return !step.location.empty(); });
}

std::vector<Relation> reads_from(const Trace& trace) {
  if (has_graph(trace)) return told(trace, RelationKind::rf);
  const std::map<std::string, Writes> writes = writes_of(trace);
  std::vector<Relation> out;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const StepValues values = values_of(trace[i]);
    // Memory starts as zero, and the trace does not tell who made it.
    if (!values.read || *values.read == "0") continue;
    const auto kind = writes.find(kind_of_location(trace[i]));
    if (kind == writes.end() || kind->second.any_unknown) continue;
    const auto found = kind->second.by_value.find(*values.read);
    if (found == kind->second.by_value.end() || found->second.size() != 1) continue;
    const std::size_t from = found->second.front();
    if (is_between_agents(trace, from, i)) out.push_back({RelationKind::rf, from, i});
  }
  return out;
}

std::vector<Pairing> pairings(const Trace& trace, const std::vector<Suspect>& suspects) {
  const std::vector<Relation> rf = reads_from(trace);
  std::vector<Pairing> out;
  for (std::size_t s = 0; s < suspects.size(); ++s) {
    const std::set<std::string_view> wanted = partners(suspects[s].site);
    std::optional<Pairing> best;
    for (std::size_t i = trace.size(); i-- > 0;) {
      if (trace[i].object != name(suspects[s].site) || trace[i].agent < 0) continue;
      for (std::size_t j = trace.size(); j-- > 0;) {
        if (trace[j].agent < 0 || trace[j].agent == trace[i].agent ||
            !wanted.contains(trace[j].object))
          continue;
        Pairing pairing = directed(trace, s, i, j);
        const auto read =
            std::find(rf.begin(), rf.end(), Relation{RelationKind::rf, pairing.from, pairing.to});
        pairing.read_from = read != rf.end();
        // What still synchronizes has lost nothing but a place in the total order.
        if (synchronizes(trace, pairing) && suspects[s].before != Order::seq_cst) continue;
        if (!best || is_better(trace, pairing, *best)) best = pairing;  // else what is late
      }
    }
    if (best) out.push_back(*best);
  }
  return out;
}

std::vector<Relation> relations(const Counterexample& counterexample,
                                const std::vector<Suspect>& suspects) {
  std::vector<Relation> out = reads_from(counterexample.trace);
  for (const RelationKind kind : {RelationKind::sw, RelationKind::co})
    for (const Relation& each : told(counterexample.trace, kind)) out.push_back(each);
  for (const Pairing& pairing : pairings(counterexample.trace, suspects))
    out.push_back({RelationKind::lost, pairing.from, pairing.to});
  if (const auto found = race(counterexample)) out.push_back(*found);
  return out;
}

}  // namespace assay

// How a replay ends an execution: the part of the case that comes after the agents; and what
// it tells of the whole check.
#include <algorithm>

#include "harness/engines/explore/replay.h"

namespace assay::explore {
namespace {

// The end of the case is run in full for so many executions at first, then for one in so
// many: does it depend on more than it may?
constexpr std::uint64_t kEndsInFull = 256;
constexpr std::uint64_t kEndsBetween = 1024;

}  // namespace

void Replay::run_after() { case_->after(); }

// Notes what the end of the case does, and that it does it again.
void Replay::note_end(const Label& label, Value seen) {
  const Node known = unfolding_.next(after_node_, after_answer_);
  if (known == kUnseen)
    after_node_ = unfolding_.append(after_node_, after_answer_, label);
  else if (same_operation(unfolding_[known], label))
    after_node_ = known;
  else if (trouble_.empty())
    trouble_ = "the case is not deterministic: its end does something else with the same values";
  after_answer_ = seen;
}

// Whether an end with the same values was run before, and was fine.
bool Replay::is_known_to_end_well(const Graph& graph) {
  overlay_.clear();
  Value seen = 0;
  for (Node node = unfolding_.next(after_entry_, 0); node != kUnseen;
       node = unfolding_.next(node, seen)) {
    const Label& label = unfolding_[node];
    if (label.verb == Verb::end) return true;
    if (!is_access(label.verb)) return false;
    seen = value_at(graph, locations_, label.location, graph.newest(label.location));
    for (const auto& [location, value] : overlay_)
      if (location == label.location) seen = value;
    if (label.verb == Verb::store)
      overlay_.emplace_back(label.location, label.value);
    else if (writes(label, seen))
      overlay_.emplace_back(label.location, written(label, seen));
  }
  return false;
}

std::optional<Agents::Failure> Replay::finish(const Graph& graph) {
  ++ends_;
  const bool in_full = ends_ <= kEndsInFull || ends_ % kEndsBetween == 0 || has_lifetimes_;
  if (!in_full && (!entry_.has_after || is_known_to_end_well(graph))) return std::nullopt;
  const Arena::Outside outside;
  if (!catch_up(graph)) return std::nullopt;
  values_.resize(locations_.size());
  for (Location l = 0; l < locations_.size(); ++l)
    values_[l] = value_at(graph, locations_, l, graph.newest(l));
  is_over_ = true;
  after_node_ = after_entry_;
  after_answer_ = 0;
  alone_.clock = 0;
  for (const Runner& runner : agents_) alone_.clock = std::max(alone_.clock, runner.clock);
  run_alone(&Replay::run_after);
  is_stale_ = true;
  if (!failure_) {
    destroy_case();
    if (!made_.empty()) fail_alone("leak", "an object was made and never destroyed");
  }
  if (!failure_) note_end({.verb = Verb::end}, 0);
  return failure_;
}

void Replay::report(CheckResult& result) const {
  result.assertions += assertions_;
  std::vector<Site> reached;
  std::vector<std::string> places;
  for (std::size_t i = 0, known = 0; i < kSiteCount; ++i) {
    const auto site = static_cast<Site>(i);
    const bool is_known = known < result.reached.size() && result.reached[known] == site;
    if (!is_known && reached_file_[i] == nullptr) continue;
    reached.push_back(site);
    places.push_back(is_known
                         ? result.places[known]
                         : std::string(reached_file_[i]) + ":" + std::to_string(reached_line_[i]));
    if (is_known) ++known;
  }
  result.reached = std::move(reached);
  result.places = std::move(places);
}

}  // namespace assay::explore

// Whether a concurrent history could have been a sequential one: is there an order of its
// calls, each taking effect between its invocation and its return, in which a sequential
// model gives the results that were seen?
//
// A call takes effect at one point or at several: a wait falls asleep at one and wakes at
// the next, and what comes between them is for the model to allow.
//
// Thread safety: values only.
// Invariants:
// - Every order that real time allows is tried; so "not found" is a proof.
// - A state of the model that the same calls led to before is not searched again: two
//   orders that lead to one state have one future.
// Reference: Herlihy and Wing 1990 (the property), Wing and Gong 1993 (the search),
// Lowe 2017 (its memory).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace assay {

// When a call was under way. The calls of an agent follow one another.
struct Call {
  std::size_t agent = 0;       // dense
  std::uint64_t invoked = 0;   // on a clock that all agents share
  std::uint64_t returned = 0;  // later
  int points = 1;              // at which it takes effect
};

struct Linearization {
  bool found = false;
  std::vector<std::size_t> order;  // calls, once for each point; not found: the longest tried
};

// `take(state, call, point)` lets one point of a call happen in a state of the model:
// false where the result of the call contradicts it; the state does not matter then.
template <class State, class Take>
class LinearizationSearch {
 public:
  LinearizationSearch(std::span<const Call> calls, Take take) : calls_(calls), take_(take) {
    for (std::size_t i = 0; i < calls.size(); ++i) {
      if (calls[i].agent >= points_.size()) points_.resize(calls[i].agent + 1);
      for (int point = 0; point < calls[i].points; ++point)
        points_[calls[i].agent].push_back({i, point});
    }
    for (auto& mine : points_)
      std::stable_sort(mine.begin(), mine.end(), [calls](const Point& a, const Point& b) {
        return calls[a.call].invoked < calls[b.call].invoked;
      });
  }

  Linearization from(const State& initial) {
    std::size_t total = 0;
    for (const auto& mine : points_) total += mine.size();
    std::vector<std::size_t> order;
    Linearization result;
    std::vector<Moment> path{{.done = Progress(points_.size()), .state = initial}};
    while (order.size() < total && !path.empty()) {
      if (descend(path, order)) {
        if (order.size() > result.order.size()) result.order = order;
        continue;
      }
      path.pop_back();
      if (!order.empty()) order.pop_back();
    }
    result.found = order.size() == total;
    return result;
  }

 private:
  struct Point {
    std::size_t call;
    int number;
  };
  using Progress = std::vector<std::size_t>;  // points that have happened, by agent
  struct Moment {
    Progress done;
    State state;
    std::size_t next_agent = 0;  // whose turn was not tried yet
  };

  const Point* next_of(const Progress& done, std::size_t agent) const {
    return done[agent] < points_[agent].size() ? &points_[agent][done[agent]] : nullptr;
  }
  // Nothing that has not happened yet returned before this call began.
  bool may_be_next(const Progress& done, const Point& point) const {
    for (std::size_t agent = 0; agent < points_.size(); ++agent) {
      const Point* const waiting = next_of(done, agent);
      if (waiting != nullptr && calls_[waiting->call].returned < calls_[point.call].invoked)
        return false;
    }
    return true;
  }

  // One point further, where no path went yet.
  bool descend(std::vector<Moment>& path, std::vector<std::size_t>& order) {
    Moment& here = path.back();
    while (here.next_agent < points_.size()) {
      const std::size_t agent = here.next_agent++;
      const Point* const point = next_of(here.done, agent);
      if (point == nullptr || !may_be_next(here.done, *point)) continue;
      Moment next{.done = here.done, .state = here.state};
      if (!take_(next.state, point->call, point->number)) continue;
      ++next.done[agent];
      if (!seen_.emplace(next.done, next.state).second) continue;
      order.push_back(point->call);
      path.push_back(std::move(next));
      return true;
    }
    return false;
  }

  std::span<const Call> calls_;
  Take take_;
  std::vector<std::vector<Point>> points_;  // by agent, in its order
  std::set<std::pair<Progress, State>> seen_;
};

// State: a value with an order, any one.
template <class State, class Take>
Linearization linearize(std::span<const Call> calls, const State& initial, Take take) {
  return LinearizationSearch<State, Take>(calls, take).from(initial);
}

}  // namespace assay

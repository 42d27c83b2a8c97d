// An execution graph as a story: one step after the other, with names for addresses.
//
// The order is one in which no step comes before what it reads, and, where there is one,
// before what it overwrites; a weak execution has none, and is told in the order of the
// reads alone.
//
// Thread safety: reads its arguments.
// Invariants: the same graph is told in the same words.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/engines/explore/graph.h"
#include "harness/engines/explore/locations.h"
#include "harness/execution/check.h"

namespace assay::explore {

// "waiter_list.h:24"
std::string name_of(const Where& where);

class Story {
 public:
  // `last`: an event that is told after all others, since with it something went wrong.
  Story(const Graph& graph, const Unfolding& unfolding, const Locations& locations,
        Event last = kInitial);

  std::vector<TraceStep> steps() const;
  // The numbers of the steps that some events are told in, ascending.
  std::vector<int> steps_of(const std::vector<Event>& events) const;
  // "read waiter_list.h:24": an event in a few words.
  std::string place_of(Event event) const;
  // The execution as a text that Search::follow reproduces it from: a letter for the agent
  // of each step, then a number where it did not make the default choice: the place in
  // coherence order that a read takes from or a write comes after, 0 the initial value;
  // the value of a choice.
  std::string path() const;
  // The events in the order of the steps.
  const std::vector<Event>& order() const { return order_; }

 private:
  std::string object_of(Event event) const;
  std::string value_of(Event event) const;
  std::string text_of(Value value) const;
  std::string operation_of(Event event) const;
  bool linearize(bool with_coherence);
  bool is_told_with_its_write(Event event) const;
  std::vector<int> numbers() const;
  void add_edges(std::vector<TraceStep>& steps) const;
  std::vector<int> synchronizing(Event event, const std::vector<int>& numbers) const;
  std::vector<std::string> location_names() const;

  const Graph& graph_;
  const Unfolding& unfolding_;
  const Locations& locations_;
  std::vector<Event> order_;
  Event last_;  // nothing depends on it
  // Addresses, numbered as they appear.
  mutable std::map<Value, std::size_t> names_;
};

}  // namespace assay::explore

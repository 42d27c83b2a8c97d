#include "harness/engines/explore/replay.h"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include "harness/engines/explore/watchdog.h"

namespace assay::explore {

thread_local Replay* Replay::current = nullptr;

Replay::Replay(const CaseEntry& entry, const Setting& setting, Unfolding& unfolding,
               Locations& locations)
    : entry_(entry),
      setting_(setting),
      unfolding_(unfolding),
      locations_(locations),
      agents_(static_cast<std::size_t>(entry.info.agents + entry.info.spawnable)),
      after_entry_(unfolding.add({.verb = Verb::spawn})) {
  for (int i = 0; i < entry.info.agents; ++i) {
    const Agent before = setting.symmetry ? alike(i) : -1;
    const Label begins{.verb = Verb::spawn, .value = static_cast<Value>(i)};
    entries_.push_back(before >= 0 ? this->entry(before) : unfolding_.add(begins));
  }
  current = this;
}

Replay::~Replay() {
  abandon();
  current = nullptr;
}

Replay::Runner& Replay::here() {
  return alone() ? alone_ : agents_[static_cast<std::size_t>(running_)];
}

// -- executions from their start ---------------------------------------------------

// Leaves the execution: every fibre is unwound, the case is destroyed.
void Replay::abandon() {
  abandoning_ = true;
  for (std::size_t i = 0; i < agents_.size(); ++i) {
    Runner& runner = agents_[i];
    if (runner.begun && runner.fibre.alive()) enter(static_cast<int>(i));
    runner.node = kUnseen;
    runner.answer = 0;
    runner.consumed = 0;
    runner.begun = false;
    runner.body = nullptr;
    runner.spawned = 0;
    runner.clock = 0;
    runner.weak_failures = setting_.weak_failures;
    runner.awaits = 0;
    runner.in_await = false;
    runner.destroy_depth = 0;
  }
  destroy_case();
  abandoning_ = false;
}

void Replay::destroy_case() {
  if (case_ == nullptr) return;
  const Arena::Inside before = std::exchange(Arena::inside, {&arena_, Arena::kSetUp});
  std::exchange(case_, nullptr)->~ErasedCase();
  Arena::inside = before;
}

void Replay::restart() {
  abandon();
  ++runs_;
  arena_.reset();
  made_.clear();
  dead_.clear();
  dead_before_ = 0;
  values_.assign(locations_.size(), 0);
  is_over_ = false;
  alone_.clock = 0;
  alone_.spawned = 0;
  failure_.reset();
  run_alone(&Replay::construct);
  for (Location l = 0; l < locations_.size(); ++l)
    locations_[l].initial = l < values_.size() ? values_[l] : 0;
  dead_before_ = dead_.size();
  is_stale_ = false;
  if (failure_) return;
  for (int i = 0; i < entry_.info.agents; ++i) {
    agents_[static_cast<std::size_t>(i)].node = entries_[static_cast<std::size_t>(i)];
    begin(i);
  }
}

std::optional<Agents::Failure> Replay::prepare() {
  const Arena::Outside outside;
  restart();
  return failure_;
}

void Replay::construct() {
  void* const memory = arena_.allocate(Arena::kSetUp, entry_.size, alignof(std::max_align_t) * 4);
  if (memory == nullptr) return fail_alone("error", "the case is too large for the arena");
  case_ = entry_.construct(memory);
  case_->before();
}

void Replay::run_alone(void (Replay::*step)()) {
  const Arena::Inside before = std::exchange(Arena::inside, {&arena_, Arena::kSetUp});
  running_ = -1;
  const Pulse::Inside inside;
  try {
    (this->*step)();
  } catch (const Abandoned&) {  // the reason was noted
  } catch (const std::bad_alloc&) {
    fail_alone("error", "the case allocates more than the arena has");
  } catch (...) {
    fail_alone("exception", "an exception leaves the part of the case that runs alone");
  }
  Arena::inside = before;
}

void Replay::fail_alone(const char* kind, std::string message) {
  if (!failure_) failure_ = Failure{kind, std::move(message)};
}

// -- agents ------------------------------------------------------------------------

void Replay::begin(int agent) {
  Runner& runner = agents_[static_cast<std::size_t>(agent)];
  runner.begun = true;
  runner.fibre.start(arena_.stack(agent), run_agent, this);
  enter(agent);
}

// Lets an agent run until it stops.
void Replay::enter(int agent) {
  Runner& runner = agents_[static_cast<std::size_t>(agent)];
  const int outer = std::exchange(running_, agent);
  const Arena::Inside before = std::exchange(Arena::inside, {&arena_, agent});
  {
    const Pulse::Inside inside;
    runner.fibre.resume();
  }
  Arena::inside = before;
  running_ = outer;
}

void Replay::run_agent(void* replay) {
  auto& self = *static_cast<Replay*>(replay);
  const int me = self.running_;
  Label last{.verb = Verb::end};
  try {
    if (const std::unique_ptr<Body> body{self.agents_[static_cast<std::size_t>(me)].body})
      body->run();
    else
      self.case_->agent(me);
  } catch (const Abandoned&) {
    return;
  } catch (const std::bad_alloc&) {
    last = {.verb = Verb::threw, .text = "the agent allocates more than the arena has"};
  } catch (const std::exception& thrown) {
    const Arena::Outside outside;
    last = {
        .verb = Verb::threw,
        .text =
            self.texts_.emplace_back(std::string("an exception leaves the agent: ") + thrown.what())
                .c_str()};
  } catch (...) {
    last = {.verb = Verb::threw, .text = "an exception leaves the agent"};
  }
  try {
    self.perform(last);
  } catch (const Abandoned&) {  // it was the last thing anyway
  }
}

void Replay::feed(int agent, Value value) {
  agents_[static_cast<std::size_t>(agent)].answer = value;
  enter(agent);
}

// -- following a graph -------------------------------------------------------------

// Takes an agent past its next event, where it can.
bool Replay::consume(const Graph& graph, int agent) {
  Runner& runner = agents_[static_cast<std::size_t>(agent)];
  const auto events = graph.events_of(agent);
  if (!runner.begun || runner.consumed == events.size()) return false;
  const EventRecord& event = graph[events[runner.consumed]];
  if (event.is_rmw_write || !needs_value(event.verb)) {
    ++runner.consumed;
    return true;
  }
  Value value = event.value;
  if (event.kind == Kind::read) {
    value = locations_[event.location].initial;
    if (event.source != kInitial) {
      const EventRecord& source = graph[event.source];
      if (agents_[static_cast<std::size_t>(source.agent)].consumed <= source.place) return false;
      value = source.value;
    }
  } else if (event.verb == Verb::join) {
    const auto child = static_cast<Agent>(event.value);
    if (agents_[static_cast<std::size_t>(child)].consumed != graph.events_of(child).size())
      return false;
    value = 0;
  }
  if (runner.node != event.node) {
    if (trouble_.empty())
      trouble_ = "the case is not deterministic: agent " + std::to_string(agent) +
                 " does something else with the same values";
    return false;
  }
  ++runner.consumed;
  feed(agent, value);
  return true;
}

bool Replay::catch_up(const Graph& graph) {
  const Arena::Outside outside;
  if (is_stale_) restart();
  for (bool moved = true; moved && trouble_.empty();) {
    moved = false;
    for (int agent = 0; agent < static_cast<int>(agents_.size()); ++agent)
      while (trouble_.empty() && consume(graph, agent)) moved = true;
  }
  return trouble_.empty();
}

bool Replay::learn(const Graph& graph, Agent) { return catch_up(graph); }

bool Replay::learn_answer(const Graph& graph, Agent agent, Value value) {
  if (!catch_up(graph)) return false;
  const Arena::Outside outside;
  feed(agent, value);
  is_stale_ = true;
  return trouble_.empty();
}

// -- what agents do ----------------------------------------------------------------

Value Replay::perform(const Label& label) {
  if (abandoning_) {
    // Destructors go on; whatever else still runs is ended again.
    if (std::uncaught_exceptions() == 0 && needs_value(label.verb)) throw Abandoned{};
    return 0;
  }
  Pulse::beats.fetch_add(1, std::memory_order_relaxed);
  const Arena::Outside outside;
  if (alone()) return perform_alone(label);
  Runner& me = here();
  if (label.plain && label.location != kNowhere) locations_[label.location].has_plain = true;
  const Node known = unfolding_.next(me.node, me.answer);
  if (known == kUnseen) {
    me.node = unfolding_.append(me.node, me.answer, label);
  } else {
    if (!same_operation(unfolding_[known], label) && trouble_.empty())
      trouble_ = "the case is not deterministic: agent " + std::to_string(running_) +
                 " does something else with the same values at " + label.where.file + ":" +
                 std::to_string(label.where.line) +
                 (setting_.symmetry ? ", or than an agent that it is declared alike" : "");
    me.node = known;
  }
  me.answer = 0;
  if (!needs_value(label.verb)) return 0;
  me.fibre.suspend();
  if (abandoning_) throw Abandoned{};
  return me.answer;
}

// Before and after the agents nobody else is there: memory is what it is.
Value Replay::perform_alone(const Label& label) {
  if (label.verb == Verb::failed || label.verb == Verb::abandoned || label.verb == Verb::blocked) {
    if (is_over_) note_end(label, 0);
    fail_alone(label.verb == Verb::failed      ? label.kind
               : label.verb == Verb::abandoned ? "abandoned"
                                               : "deadlock",
               label.text != nullptr ? label.text : "sleeps for ever");
    throw Abandoned{};
  }
  if (label.verb == Verb::commit) {
    if (label.location >= values_.size()) values_.resize(label.location + 1);
    values_[label.location] = std::max(values_[label.location], label.value);
    return 0;
  }
  if (!is_access(label.verb)) return 0;
  if (label.location >= values_.size()) values_.resize(label.location + 1);
  if (is_over_) {
    const std::uintptr_t address = locations_[label.location].address;
    for (const Span& dead : dead_)
      if (address >= dead.begin && address < dead.end)
        fail_alone("use after free", "the end of the case uses an object that was destroyed");
  }
  Value& value = values_[label.location];
  const Value seen = value;
  if (is_over_) note_end(label, seen);
  if (label.verb == Verb::store)
    value = label.value;
  else if (writes(label, seen))
    value = written(label, seen);
  return seen;
}

Location Replay::location(const void* address, std::uint8_t width, Where where) {
  return location(reinterpret_cast<std::uintptr_t>(address), width, where);
}

Location Replay::location(std::uintptr_t address, std::uint8_t width, Where where) {
  if (abandoning_) return kNowhere;
  Location found = kNowhere;
  {
    const Arena::Outside outside;
    found = locations_.at(address, width);
    if (found != kNowhere && locations_[found].where.line == 0) locations_[found].where = where;
  }
  if (found == kNowhere) give_up(name(Reason::mixed_size).data(), where);
  for (std::size_t i = 0; i < dead_before_; ++i)
    if (address >= dead_[i].begin && address < dead_[i].end)
      perform({.verb = Verb::failed,
               .text = "an access of what was destroyed before the agents began",
               .kind = "use after free",
               .where = where});
  return found;
}

std::uintptr_t Replay::reserve_addresses(std::size_t size) {
  return arena_.reserve_addresses(alone() ? Arena::kSetUp : running_, size);
}

void Replay::reach(Site site, Where where) {
  const auto i = static_cast<std::size_t>(site);
  if (reached_file_[i] != nullptr) return;
  reached_file_[i] = where.file;
  reached_line_[i] = where.line;
}

void Replay::check(bool ok, const char* text, Where where) {
  if (abandoning_) return;
  ++assertions_;
  if (!ok) perform({.verb = Verb::failed, .text = text, .where = where});
}

void Replay::give_up(const char* why, Where where) {
  perform({.verb = Verb::abandoned, .text = why, .where = where});
  throw Abandoned{};
}

int Replay::spawn(Body* body, Where where) {
  if (abandoning_) throw Abandoned{};
  int number = 0;
  {
    const Arena::Outside outside;
    Runner& me = here();
    const std::uint64_t key =
        static_cast<std::uint64_t>(running_) << 32U | static_cast<std::uint64_t>(me.spawned++);
    const auto next = entry_.info.agents + static_cast<int>(spawn_numbers_.size());
    number = spawn_numbers_.try_emplace(key, next).first->second;
  }
  if (alone() || number >= static_cast<int>(agents_.size()))
    give_up("more agents than the case declares as spawnable", where);
  perform({.verb = Verb::spawn, .value = static_cast<Value>(number), .where = where});
  const Arena::Outside outside;
  Runner& child = agents_[static_cast<std::size_t>(number)];
  child.node = here().node;
  child.answer = 1;
  child.body = body;
  begin(number);
  return number;
}

void Replay::ended(std::uintptr_t begin, std::uintptr_t end) {
  if (abandoning_) return;
  const Arena::Outside outside;
  dead_.push_back({begin, end});
  if (alone()) return;
  has_lifetimes_ = true;
  perform({.verb = Verb::death, .value = begin, .expected = end});
}

void Replay::made(void* object, std::size_t size) {
  const Arena::Outside outside;
  if (!alone()) has_lifetimes_ = true;
  if (!abandoning_) made_[object] = size;
}

void Replay::destroyed(void* object) {
  if (abandoning_) return;
  const Arena::Outside outside;
  const auto found = made_.find(object);
  const std::size_t size = found == made_.end() ? 1 : found->second;
  const auto begin = reinterpret_cast<std::uintptr_t>(object);
  if (alone()) {
    if (found == made_.end() && is_over_)
      fail_alone("double free", "an object is destroyed that was destroyed before");
  }
  ended(begin, begin + size);
  if (found != made_.end()) made_.erase(found);
}

}  // namespace assay::explore

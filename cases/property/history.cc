#include "cases/property/history.h"

#include <algorithm>

#include "cases/property/sequential_model.h"
#include "harness/judge/linearizability.h"

namespace assay::property {
namespace {

constexpr std::size_t kEveryone = kMostAgents + 1;

// The sequential model, and what is told of each agent.
struct CoreState {
  SequentialModel<std::int32_t> cells;
  std::int32_t locked = 0;  // the plain data under the lock
  std::array<bool, kEveryone> woken{};
  std::array<bool, kEveryone> must_end{};
  // The cells that an agent knows to be there: the bound of an access is an unordered read
  // of the length, and may be older than the length is; but no older than what it saw.
  std::array<std::size_t, kEveryone> known{kCells, kCells, kCells, kCells};

  friend auto operator<=>(const CoreState&, const CoreState&) = default;
};

// How often an operation takes effect: a wait that sleeps falls asleep, then wakes.
int points(const Event& event) {
  const bool sleeps = event.step.verb == Verb::wait_a_while || (event.step.verb == Verb::wait);
  const bool woke = event.answer == Answer::ok || event.answer == Answer::timed_out ||
                    event.answer == Answer::terminated;
  return sleeps && woke ? 2 : 1;
}

bool knows(CoreState& state, const Event& event) {
  if (event.step.cell >= state.cells.length()) return false;
  std::size_t& known = state.known[event.agent];
  known = std::max(known, event.step.cell + 1);
  return true;
}

bool falls_asleep(CoreState& state, const Event& event) {
  const bool equal =
      state.cells.value(event.step.cell) == static_cast<std::int32_t>(event.step.value);
  if (event.answer == Answer::not_equal) return !equal;
  if (points(event) == 2) state.cells.fall_asleep(event.agent, event.step.cell);
  return equal && (points(event) == 2 || event.answer == Answer::timed_out);
}

bool wakes(CoreState& state, const Event& event) {
  if (event.answer == Answer::ok) return std::exchange(state.woken[event.agent], false);
  if (!state.cells.asleep(event.agent)) return false;  // a notify counted it
  state.cells.terminate(event.agent);
  return event.answer == Answer::timed_out || state.must_end[event.agent];
}

bool notifies(CoreState& state, const Event& event) {
  const auto woken = state.cells.notify(event.step.cell, event.step.count);
  for (const std::size_t agent : woken) state.woken[agent] = true;
  return event.answer == Answer::value && event.value == static_cast<std::int64_t>(woken.size());
}

bool grows(CoreState& state, const Event& event) {
  // Beyond the maximum it fails before it reads the length.
  if (event.step.cell > kMostCells) return event.answer == Answer::range_error;
  const bool grown = state.cells.grow(event.step.cell);
  state.known[event.agent] = state.cells.length();
  return grown == (event.answer == Answer::done);
}

// Whether a point of an event may happen now; the state is what it is afterwards.
bool take(CoreState& state, const Event& event, int point) {
  const Verb verb = event.step.verb;
  switch (verb) {
    case Verb::grow:
      return grows(state, event);
    case Verb::length:
      state.known[event.agent] = state.cells.length();
      return event.value == static_cast<std::int64_t>(state.cells.length());
    case Verb::terminate:
      state.must_end[event.step.agent] = true;
      return true;
    case Verb::locked_add: {
      const std::int32_t old = state.locked;
      state.locked += static_cast<std::int32_t>(event.step.value);
      return event.value == old;
    }
    default:
      break;
  }
  if (point == 1) return wakes(state, event);
  if (event.answer == Answer::range_error) return event.step.cell >= state.known[event.agent];
  if (!knows(state, event)) return false;
  if (waits(verb)) return falls_asleep(state, event);
  if (verb == Verb::notify) return notifies(state, event);
  return event.answer == Answer::value && state.cells.access(event.step) == event.value;
}

bool is_linearizable(const History& history) {
  std::vector<Call> calls;
  for (const Event& event : history)
    calls.push_back({event.agent, event.invoked, event.returned, points(event)});
  return linearize(std::span<const Call>(calls), CoreState{},
                   [&history](CoreState& state, std::size_t call, int point) {
                     return take(state, history[call], point);
                   })
      .found;
}

bool is_conserved(const History& history) {
  std::int64_t woken = 0;
  std::int64_t ok = 0;
  for (const Event& event : history) {
    if (event.step.verb == Verb::notify && event.answer == Answer::value) woken += event.value;
    if (event.answer == Answer::ok) ++ok;
  }
  return woken == ok;
}

bool lengths_grow(const History& history) {
  std::array<std::int64_t, kEveryone> seen{};
  return std::all_of(history.begin(), history.end(), [&seen](const Event& event) {
    if (event.step.verb != Verb::length) return true;
    return std::exchange(seen[event.agent], event.value) <= event.value;
  });
}

}  // namespace

std::string text_of(const History& history) {
  std::string text;
  for (const Event& event : history) {
    text += std::to_string(event.invoked) + "-" + std::to_string(event.returned) + " agent " +
            std::to_string(event.agent) + ": " + text_of(event.step) + " ";
    text += event.answer == Answer::value
                ? "= " + std::to_string(event.value)
                : std::string(kAnswerNames[static_cast<std::size_t>(event.answer)]);
    text += "\n";
  }
  return text;
}

const char* defect_of(const History& history) {
  if (!is_conserved(history)) return "notify returned another number than waits ended ok";
  if (!lengths_grow(history)) return "an agent saw a length shrink";
  if (!is_linearizable(history)) return "no order of the operations explains their results";
  return nullptr;
}

}  // namespace assay::property

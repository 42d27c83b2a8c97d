#include "harness/engines/axiomatic/values.h"

#include <algorithm>

#include "harness/program/interpreter.h"

namespace assay::axiomatic {
namespace {

using litmus::AccessKind;
using litmus::Instruction;

constexpr std::size_t kMostMixtures = 1'000'000;  // of one read

// Saturates: counts of executions may not fit.
std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  std::uint64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? ~std::uint64_t{0} : product;
}

std::uint64_t masked(std::uint64_t image, std::uint32_t size) {
  return size >= 8 ? image : image & ((std::uint64_t{1} << (8 * size)) - 1);
}

}  // namespace

void Values::each(const Execution& execution, const Visit& visit) {
  x_ = &execution;
  visit_ = &visit;
  state_.read_known = state_.written_known = state_.guessed = 0;
  frames_.resize(execution.paths.size());
  known_.resize(execution.paths.size());
  for (EventId e = 0; e < execution.size(); ++e)
    if (execution.events[e].known) {
      state_.written[e] = execution.events[e].image;
      state_.written_known |= bit(e);
    }
  resolve(1);
}

std::uint8_t Values::byte_of(EventId write, std::uint32_t address) const {
  if (write == 0) return static_cast<std::uint8_t>(initial_image(code_, address, 1));
  const std::uint32_t byte = address - x_->events[write].first;
  return static_cast<std::uint8_t>(state_.written[write] >> (8 * byte));
}

// Goes on with the first read whose writes are known.
void Values::resolve(std::uint64_t ways) {
  if (budget_ == 0) exceeded_ = true;
  if (exceeded_) return;
  --budget_;
  const EventSet open = x_->reads & ~state_.read_known;
  if (open == 0) return finish(ways);
  EventId next = kMostEvents;
  const bool found = any_of(open, [&](EventId r) {
    next = r;
    return (x_->read_from[r] & ~state_.written_known) == 0;
  });
  const State before = state_;
  const auto go_on = [&](std::uint64_t image, std::uint64_t times_ways, bool guess) {
    const Event& event = x_->events[next];
    if (!event.pinned || event.pin == image) {
      state_.read[next] = image;
      state_.read_known |= bit(next);
      if (guess) state_.guessed |= bit(next);
      if ((x_->writes & ~state_.written_known) == 0 || run_agents())
        resolve(times(ways, times_ways));
    }
    state_ = before;
  };
  if (found) {
    mixtures(next, [&](std::uint64_t image, std::uint64_t count) { go_on(image, count, false); });
    return;
  }
  next = static_cast<EventId>(std::countr_zero(open));
  const std::vector<std::uint64_t>* const images =
      domain_.images(x_->events[next].first, x_->events[next].size);
  if (images == nullptr) {
    exceeded_ = true;
    return;
  }
  for (const std::uint64_t image : std::vector<std::uint64_t>(*images)) go_on(image, 1, true);
}

void Values::finish(std::uint64_t ways) {
  for_each(state_.guessed, [&](EventId r) { ways = times(ways, ways_to(r, state_.read[r])); });
  if (ways == 0 || (state_.guessed != 0 && !in_domains()) || !run_agents()) return;
  outcome_.assign(code_.registers.size(), std::nullopt);
  bool blocked = false;
  for (std::size_t p = 0; p < x_->final_path(); ++p) blocked = blocked || x_->paths[p]->blocked;
  for (std::size_t i = 0; i < code_.registers.size(); ++i) {
    const litmus::RegisterName& reg = code_.registers[i];
    const std::size_t path = reg.agent < 0 ? x_->final_path() : static_cast<std::size_t>(reg.agent);
    if (reg.shown == litmus::Shown::word) {
      if (x_->paths[path]->blocked) outcome_[i] = 1;
    } else if (reg.agent < 0 && blocked) {
      continue;  // nobody joined all agents
    } else if (reg.agent == litmus::kLocation ||
               (x_->paths[path]->assigned >> reg.slot & 1U) != 0) {
      outcome_[i] = frames_[path][reg.slot];
    }
  }
  (*visit_)(outcome_, ways);
}

// Whether all that is read is in its domain.
bool Values::in_domains() {
  return !any_of(x_->reads & ~state_.guessed, [&](EventId r) {
    const auto* const images = domain_.images(x_->events[r].first, x_->events[r].size);
    return images == nullptr || !std::binary_search(images->begin(), images->end(), state_.read[r]);
  });
}

bool Values::run_agents() {
  for (std::size_t p = 0; p < x_->paths.size(); ++p)
    if (!run_agent(p)) return false;
  return true;
}

// Runs a path as far as values are known; false: it is not the path that they take.
bool Values::run_agent(std::size_t path) {
  const litmus::AgentCode& code =
      path < code_.agents.size() ? code_.agents[path] : code_.final_block;
  std::vector<std::int64_t>& frame = frames_[path];
  std::vector<bool>& known = known_[path];
  frame = code.frame;
  known.assign(frame.size(), true);
  for (const Step& step : x_->paths[path]->steps) {
    const Instruction& at = *step.at;
    if (at.kind == Instruction::Kind::jump || at.kind == Instruction::Kind::fence) continue;
    const bool both_known = known[at.left] && known[at.right];
    switch (at.kind) {
      case Instruction::Kind::operate:
        frame[at.result] = litmus::operate(at.op, frame[at.left], frame[at.right]);
        known[at.result] = both_known;
        continue;
      case Instruction::Kind::assign: {
        const bool left_known = known[at.left];
        frame[at.result] = static_cast<std::int32_t>(frame[at.left]);
        known[at.result] = left_known;
        continue;
      }
      case Instruction::Kind::jump_if_equal:
      case Instruction::Kind::jump_unless_equal:
        if (both_known && (frame[at.left] == frame[at.right]) != (step.choice == Choice::equal))
          return false;
        continue;
      default:
        break;
    }
    const EventId event = x_->first[path] + static_cast<EventId>(step.event);
    const Event& made = x_->events[event];
    const bool read_known = contains(state_.read_known, event);
    const std::uint64_t image = read_known ? state_.read[event] : 0;
    const std::int64_t value = litmus::from_image(at.type, at.big_endian, image);
    const std::uint64_t expected = litmus::to_image(at.type, at.big_endian, frame[at.left]);
    bool write_known = known[at.left];
    std::int64_t stored = frame[at.left];
    if (read_known && known[at.left]) {
      const bool equal = image == expected;
      if (step.choice == Choice::success && !equal) return false;
      if (step.choice == Choice::failure && equal && !at.weak) return false;
      if ((step.choice == Choice::woken || step.choice == Choice::blocked) && !equal) return false;
      if (step.choice == Choice::not_equal && equal) return false;
    }
    if (step.choice == Choice::success) {
      write_known = known[at.right];
      stored = frame[at.right];
    } else if (made.kind == EventKind::update && at.access != AccessKind::exchange) {
      write_known = write_known && read_known;
      stored = litmus::update(at.access, value, frame[at.left]);
    }
    if (made.writes() && write_known) {
      state_.written[event] = litmus::to_image(at.type, at.big_endian, stored);
      state_.written_known |= bit(event);
    }
    switch (at.access) {
      case AccessKind::plain_store:
      case AccessKind::store:
        break;
      case AccessKind::wait:
        frame[at.result] = step.choice == Choice::not_equal ? 1 : 0;
        known[at.result] = true;
        break;
      case AccessKind::notify:
        frame[at.result] = x_->counts[event];
        known[at.result] = true;
        break;
      default:
        frame[at.result] = value;
        known[at.result] = read_known;
        if (!at.tells_success) break;
        if (step.choice == Choice::failure) {
          frame[at.observed] = value;
          known[at.observed] = read_known;
        }
        frame[at.result] = step.choice == Choice::success ? 1 : 0;
        known[at.result] = true;
    }
  }
  return true;
}

// How many ways there are to read an image: choices of a write for each byte, such that
// each chosen write is taken by a byte of its group. By inclusion and exclusion.
std::uint64_t Values::ways_to(EventId read, std::uint64_t image) const {
  std::uint64_t ways = 1;
  for (const ByteGroup& group : x_->groups) {
    if (group.read != read) continue;
    const auto fits = [&](EventId w, std::uint32_t byte) {
      return byte_of(w, x_->events[read].first + byte) ==
             static_cast<std::uint8_t>(image >> (8 * byte));
    };
    if (std::has_single_bit(group.chosen)) {
      const auto w = static_cast<EventId>(std::countr_zero(group.chosen));
      for (std::uint32_t byte = 0; byte < 8; ++byte)
        if ((group.bytes >> byte & 1U) != 0 && !fits(w, byte)) return 0;
      continue;
    }
    std::int64_t onto = 0;
    for (EventSet part = group.chosen; part != 0; part = (part - 1) & group.chosen) {
      std::int64_t functions = 1;
      for (std::uint32_t byte = 0; byte < 8; ++byte) {
        if ((group.bytes >> byte & 1U) == 0) continue;
        std::int64_t fitting = 0;
        for_each(part, [&](EventId w) { fitting += fits(w, byte) ? 1 : 0; });
        functions *= fitting;
      }
      const bool even = (std::popcount(group.chosen & ~part) & 1) == 0;
      onto += even ? functions : -functions;
    }
    ways = times(ways, static_cast<std::uint64_t>(onto));
  }
  return ways;
}

// Gives each image that a read can take from its chosen writes, and the ways to it.
template <class Take>
void Values::mixtures(EventId read, Take take) {
  const Event& event = x_->events[read];
  // The usual case: one write has all the bytes.
  if (std::has_single_bit(x_->read_from[read])) {
    const auto w = static_cast<EventId>(std::countr_zero(x_->read_from[read]));
    if (w == 0) return take(initial_image(code_, event.first, event.size), std::uint64_t{1});
    const std::uint32_t skipped = event.first - x_->events[w].first;
    return take(masked(state_.written[w] >> (8 * skipped), event.size), std::uint64_t{1});
  }
  std::vector<std::uint64_t> images{0};
  for (const ByteGroup& group : x_->groups) {
    if (group.read != read) continue;
    for (std::uint32_t byte = 0; byte < 8; ++byte) {
      if ((group.bytes >> byte & 1U) == 0) continue;
      std::vector<std::uint8_t> values;
      for_each(group.chosen, [&](EventId w) { values.push_back(byte_of(w, event.first + byte)); });
      std::sort(values.begin(), values.end());
      values.erase(std::unique(values.begin(), values.end()), values.end());
      if (images.size() * values.size() > kMostMixtures) {
        exceeded_ = true;
        return;
      }
      std::vector<std::uint64_t> longer;
      for (const std::uint64_t image : images)
        for (const std::uint8_t value : values)
          longer.push_back(image | std::uint64_t{value} << (8 * byte));
      images = std::move(longer);
    }
  }
  for (const std::uint64_t image : images)
    if (const std::uint64_t ways = ways_to(read, image); ways != 0) take(image, ways);
}

}  // namespace assay::axiomatic

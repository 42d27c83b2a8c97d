#include "harness/engines/axiomatic/paths.h"

#include <utility>

#include "harness/engines/axiomatic/relation.h"
#include "harness/program/interpreter.h"

namespace assay::axiomatic {
namespace {

using litmus::AccessKind;
using litmus::Instruction;
using litmus::Ordering;

// What is known of a frame without reading, and which read a slot comes from.
struct Frame {
  std::vector<std::int64_t> values;
  std::vector<bool> known;
  std::vector<int> read;  // the event whose value a slot holds; -1: none
};

class Walker {
 public:
  explicit Walker(const litmus::AgentCode& code) : code_(code) {}

  std::optional<std::vector<Path>> run() {
    Frame frame{code_.frame, std::vector<bool>(code_.frame.size(), true),
                std::vector<int>(code_.frame.size(), -1)};
    walk(0, Path{}, std::move(frame));
    if (exceeded_) return std::nullopt;
    return std::move(found_);
  }

 private:
  void walk(std::size_t pc, Path path, Frame frame) {
    for (; pc < code_.instructions.size() && !exceeded_; ++pc) {
      const Instruction& at = code_.instructions[pc];
      if (path.events.size() + 2 > kMostEvents) exceeded_ = true;
      switch (at.kind) {
        case Instruction::Kind::operate:
          path.steps.push_back({&at, Choice::none, -1});
          compute(at, frame, litmus::operate(at.op, frame.values[at.left], frame.values[at.right]),
                  frame.known[at.left] && frame.known[at.right]);
          break;
        case Instruction::Kind::assign:
          path.steps.push_back({&at, Choice::none, -1});
          compute(at, frame, static_cast<std::int32_t>(frame.values[at.left]),
                  frame.known[at.left]);
          if (!frame.known[at.result]) frame.read[at.result] = frame.read[at.left];
          path.assigned |= at.assigns;
          break;
        case Instruction::Kind::fence:
          event(at, EventKind::fence, path, Choice::none).size = 0;
          break;
        case Instruction::Kind::jump:
          pc = at.element - 1;
          break;
        case Instruction::Kind::jump_unless_equal:
        case Instruction::Kind::jump_if_equal: {
          const bool jumps_if_equal = at.kind == Instruction::Kind::jump_if_equal;
          if (frame.known[at.left]) {  // what is on the right is a constant
            const bool equal = frame.values[at.left] == frame.values[at.right];
            if (equal == jumps_if_equal) pc = at.element - 1;
            break;
          }
          Path other = path;
          other.steps.push_back({&at, Choice::unequal, -1});
          walk(jumps_if_equal ? pc + 1 : at.element, std::move(other), frame);
          path.steps.push_back({&at, Choice::equal, -1});
          if (!pin(path, frame.read[at.left], frame.values[at.right])) return;
          if (jumps_if_equal) pc = at.element - 1;
          break;
        }
        case Instruction::Kind::access:
          if (!access(at, pc, path, frame)) return;
          break;
      }
    }
    if (found_.size() == kMostPaths) exceeded_ = true;
    if (!exceeded_) found_.push_back(std::move(path));
  }

  // False: the path ends here, and what came of it was walked.
  bool access(const Instruction& at, std::size_t pc, Path& path, Frame& frame) {
    switch (at.access) {
      case AccessKind::plain_load:
      case AccessKind::load:
        reads(event(at, EventKind::read, path, Choice::none), at, path, frame);
        return true;
      case AccessKind::plain_store:
      case AccessKind::store:
        writes(event(at, EventKind::write, path, Choice::none), at, at.left, frame);
        return true;
      case AccessKind::compare_exchange:
        compare_exchange(at, pc, path, frame);
        return true;
      case AccessKind::wait:
        return wait(at, pc, path, frame);
      case AccessKind::notify: {
        Event& made = event(at, EventKind::sync, path, Choice::none);
        made.size = 0;
        unknown(at.result, static_cast<int>(path.events.size()) - 1, frame);
        path.assigned |= at.assigns;
        return true;
      }
      case AccessKind::exchange:
        writes(event(at, EventKind::update, path, Choice::none), at, at.left, frame);
        break;
      default:
        event(at, EventKind::update, path, Choice::none);
    }
    reads(path.events.back(), at, path, frame);
    return true;
  }

  void compare_exchange(const Instruction& at, std::size_t pc, Path& path, Frame& frame) {
    {
      Path failed = path;
      Frame after = frame;
      Event& read = event(at, EventKind::read, failed, Choice::failure);
      read.order = at.failure;
      reads(read, at, failed, after);
      if (at.tells_success) {
        const int id = static_cast<int>(failed.events.size()) - 1;
        unknown(at.observed, id, after);
        after.values[at.result] = 0;
        after.known[at.result] = true;
      }
      walk(pc + 1, std::move(failed), std::move(after));
    }
    const bool known = frame.known[at.left];
    const std::int64_t expected = frame.values[at.left];
    Event& made = event(at, EventKind::update, path, Choice::success);
    if (known) {
      made.pinned = true;
      made.pin = litmus::to_image(at.type, at.big_endian, expected);
    }
    writes(made, at, at.right, frame);
    reads(made, at, path, frame);
    if (at.tells_success) {
      frame.values[at.result] = 1;
      frame.known[at.result] = true;
    }
  }

  bool wait(const Instruction& at, std::size_t pc, Path& path, Frame& frame) {
    const auto sleeps = [&](Path& sleeper, Choice choice) {
      Event& read = event(at, EventKind::read, sleeper, choice);
      if (!frame.known[at.left]) return;
      read.pinned = true;
      read.pin = litmus::to_image(at.type, false, frame.values[at.left]);
    };
    Path blocked = path;
    sleeps(blocked, Choice::blocked);
    blocked.blocked = true;
    if (found_.size() == kMostPaths) exceeded_ = true;
    if (!exceeded_) found_.push_back(std::move(blocked));

    Path woken = path;
    Frame after = frame;
    sleeps(woken, Choice::woken);
    Event leaves = woken.events.back();
    leaves.kind = EventKind::sync;
    leaves.size = 0;
    leaves.pinned = false;
    woken.events.push_back(leaves);
    woken.assigned |= at.assigns;
    after.values[at.result] = 0;
    after.known[at.result] = true;
    after.read[at.result] = -1;
    walk(pc + 1, std::move(woken), std::move(after));

    event(at, EventKind::read, path, Choice::not_equal);
    path.assigned |= at.assigns;
    frame.values[at.result] = 1;
    frame.known[at.result] = true;
    frame.read[at.result] = -1;
    return true;
  }

  // Adds an event and its step.
  Event& event(const Instruction& at, EventKind kind, Path& path, Choice choice) {
    Event made;
    made.kind = kind;
    made.order = at.order;
    made.tear_free = at.tear_free;
    made.first = at.address;
    made.size = static_cast<std::uint32_t>(litmus::size_of(at.type));
    made.at = &at;
    path.events.push_back(made);
    path.steps.push_back({&at, choice, static_cast<int>(path.events.size()) - 1});
    return path.events.back();
  }

  static void writes(Event& made, const Instruction& at, std::uint32_t slot, const Frame& frame) {
    made.known = frame.known[slot];
    if (made.known) made.image = litmus::to_image(at.type, at.big_endian, frame.values[slot]);
  }

  void reads(const Event& made, const Instruction& at, Path& path, Frame& frame) {
    const int id = static_cast<int>(&made - path.events.data());
    path.assigned |= at.assigns;
    unknown(at.result, id, frame);
  }

  static void unknown(std::uint32_t slot, int read, Frame& frame) {
    frame.known[slot] = false;
    frame.read[slot] = read;
  }

  static void compute(const Instruction& at, Frame& frame, std::int64_t value, bool known) {
    frame.values[at.result] = value;
    frame.known[at.result] = known;
    frame.read[at.result] = -1;
  }

  // The event reads that value; false: it never can. The slot stays unknown: what is
  // stored from it comes from the read, not from the branch.
  static bool pin(Path& path, int read, std::int64_t value) {
    if (read < 0) return true;
    Event& event = path.events[static_cast<std::size_t>(read)];
    if (event.kind == EventKind::sync) return true;  // notify's count
    const std::uint64_t image = litmus::to_image(event.at->type, event.at->big_endian, value);
    if (litmus::from_image(event.at->type, event.at->big_endian, image) != value) return false;
    if (event.pinned) return event.pin == image;
    event.pinned = true;
    event.pin = image;
    return true;
  }

  const litmus::AgentCode& code_;
  std::vector<Path> found_;
  bool exceeded_ = false;
};

}  // namespace

std::optional<std::vector<Path>> paths_of(const litmus::AgentCode& code) {
  return Walker(code).run();
}

}  // namespace assay::axiomatic

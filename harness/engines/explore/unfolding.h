// What the agents of a case do, as far as they have been seen to: a tree of labels, with
// a branch for each value that a label was answered with.
//
// An agent's behaviour is a function of the values it is given, so an execution that
// gives it values it had before need not run it: its next operation is looked up here.
//
// Thread safety: one search's own.
// Invariants: nodes are never removed or moved to another id; a node without children is
// the end of what has been seen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "harness/engines/explore/label.h"

namespace assay::explore {

using Node = std::uint32_t;
inline constexpr Node kUnseen = 0;  // not known yet; no node has this id

class Unfolding {
 public:
  Unfolding() : nodes_(1) {}

  const Label& operator[](Node node) const { return nodes_[node].label; }

  // What follows `node` once it was answered with `value`; kUnseen if nobody has seen.
  Node next(Node node, Value value) const {
    for (Node child = nodes_[node].first; child != kUnseen; child = nodes_[child].sibling)
      if (nodes_[child].answer == value) return child;
    return kUnseen;
  }
  // Precondition: next(node, value) is unseen.
  Node append(Node node, Value value, const Label& label) {
    const Node child = add(label);
    nodes_[child].answer = value;
    nodes_[child].sibling = nodes_[node].first;
    nodes_[node].first = child;
    return child;
  }
  // A node that follows none: an agent's first.
  Node add(const Label& label) {
    nodes_.push_back({.label = label});
    return static_cast<Node>(nodes_.size() - 1);
  }

  std::size_t size() const { return nodes_.size() - 1; }

 private:
  struct Entry {
    Label label;
    Value answer = 0;  // to the node before
    Node first = kUnseen;
    Node sibling = kUnseen;
  };
  std::vector<Entry> nodes_;
};

}  // namespace assay::explore

// Two agents with a channel between them, both used by the thread of the test: what one
// posts, the other has as its next event.
//
// Thread safety: one thread.
// Invariants: at the end both are torn down, and nothing is left of them: no byte on the
// account, no object of the World's.
#pragma once

#include <gtest/gtest.h>

#include "harness/subject/agents/agent.h"
#include "harness/subject/counting_world.h"

namespace assay {

template <World W = Counting>
class TwoAgents {
 public:
  static constexpr std::size_t kBuckets = 8;
  using AgentOf = Agent<W, kBuckets>;
  using View = Int32Array<W>;

  TwoAgents() {
    const auto [mine, theirs] = a.open_channel(b.seat());
    to_b = mine;
    to_a = &b.adopt(theirs);
    to_b->start();
    to_a->start();
    cluster.waiters.prepare();
  }
  TwoAgents(const TwoAgents&) = delete;
  TwoAgents& operator=(const TwoAgents&) = delete;
  ~TwoAgents() {
    tear_down_a();
    tear_down_b();
    EXPECT_EQ(cluster.blocks.account().bytes(), 0U);
    EXPECT_EQ(cluster.blocks.account().reserved(), 0U);
  }

  void tear_down_a() {
    if (to_b != nullptr) a.tear_down();
    to_b = nullptr;
  }
  void tear_down_b() {
    if (to_a != nullptr) b.tear_down();
    to_a = nullptr;
  }

  // On the heap of agent a; handles there are dropped with it.
  SharedBuffer<W>& shared(std::uint64_t bytes) {
    return a.heap().hold(std::move(SharedBuffer<W>::create(cluster.blocks, bytes).value()));
  }
  SharedBuffer<W>& growable(std::uint64_t bytes, std::uint64_t most) {
    return a.heap().hold(
        std::move(SharedBuffer<W>::create_growable(cluster.blocks, bytes, most).value()));
  }
  ArrayBuffer<W>& owned(std::uint64_t bytes) {
    return a.heap().hold(std::move(ArrayBuffer<W>::create(cluster.blocks, bytes).value()));
  }
  View& view(AgentOf& agent, const SharedBuffer<W>& buffer) {
    return agent.heap().hold(std::move(View::create(buffer).value()));
  }

  std::uint64_t bytes() const { return cluster.blocks.account().bytes(); }
  // What arrives at b. Nothing to wait for: it is there, or it never comes.
  Event<W> at_b() { return b.next(0); }
  Event<W> at_a() { return a.next(0); }

  mutable Cluster<W, kBuckets> cluster;
  AgentOf a{cluster, CanBlock::yes};
  AgentOf b{cluster, CanBlock::yes};
  Port<W>* to_b = nullptr;
  Port<W>* to_a = nullptr;
};

// What a test of Counting's lifetimes begins with, and has again when all that it holds is
// gone: a fixture's own members go before this.
class Lifetimes : public testing::Test {
 protected:
  ~Lifetimes() override {
    EXPECT_EQ(Counting::weight, 1U);
    EXPECT_EQ(Counting::alive(), before_) << "objects are left";
  }

 private:
  const int before_ = Counting::alive();
};

// The block takes `spare` references more, until `lighten`. It has to be held meanwhile.
inline void weigh_down(Block<Counting>& block, std::uint32_t held, std::uint32_t spare) {
  Counting::weight = (1U << 30U) - held - spare;
  ASSERT_EQ(block.retain(), true);
  Counting::weight = 1;
}
inline void lighten(Block<Counting>& block, std::uint32_t held, std::uint32_t spare) {
  Counting::weight = (1U << 30U) - held - spare;
  block.release();
  Counting::weight = 1;
}

template <class T>
void expect_error(const Result<T>& result, ErrorKind kind, const std::string& message) {
  ASSERT_EQ(result.ok(), false);
  EXPECT_EQ(name(result.error().kind()), name(kind));
  EXPECT_EQ(result.error().message(), message);
}

}  // namespace assay

// Message ports: order, start, close, ends that are gone, broadcasts.
#include "harness/subject/agents/port.h"

#include <gtest/gtest.h>

#include <array>

#include "harness/subject/agents/two_agents.h"
#include "harness/subject/failing_world.h"

namespace assay {
namespace {

class PortTest : public Lifetimes {
 protected:
  static void post_number(Port<Counting>& port, double number) {
    Draft<Counting> draft;
    draft.number(number);
    EXPECT_EQ(port.post(draft).ok(), true);
  }
  void expect_number_at_b(double number) {
    Event<Counting> event = agents.at_b();
    ASSERT_EQ(event.kind, EventKind::message);
    EXPECT_EQ(std::get<double>(event.message.values[0]), number);
    event.message.drop();
  }
  // A second channel, whose end at b is not started.
  std::pair<Port<Counting>*, Port<Counting>*> another() {
    const auto [mine, theirs] = agents.a.open_channel(agents.b.seat());
    return {mine, &agents.b.adopt(theirs)};
  }
  TwoAgents<> agents;
};

TEST_F(PortTest, messages_arrive_in_order_each_once) {
  for (int i = 0; i < 5; ++i) post_number(*agents.to_b, i);
  expect_number_at_b(0);
  post_number(*agents.to_b, 5);
  for (int i = 1; i < 6; ++i) expect_number_at_b(i);
  EXPECT_EQ(agents.at_b().kind, EventKind::timed_out);
}

TEST_F(PortTest, a_port_keeps_what_arrives_until_it_is_started) {
  const auto [mine, theirs] = another();
  post_number(*mine, 1);
  post_number(*agents.to_b, 10);
  post_number(*mine, 2);
  expect_number_at_b(10);
  EXPECT_EQ(agents.at_b().kind, EventKind::timed_out);
  theirs->start();
  post_number(*mine, 3);
  theirs->start();  // again: nothing
  for (int i = 1; i <= 3; ++i) expect_number_at_b(i);
  EXPECT_EQ(agents.at_b().kind, EventKind::timed_out);
}

TEST_F(PortTest, what_comes_before_its_port_is_adopted_waits_for_it) {
  const auto [mine, end] = agents.a.open_channel(agents.b.seat());
  post_number(*mine, 1);
  post_number(*agents.to_b, 10);
  expect_number_at_b(10);  // the event loop has opened the first by now
  post_number(*mine, 2);
  EXPECT_EQ(agents.at_b().kind, EventKind::timed_out);
  post_number(*mine, 3);
  mine->close();
  Port<Counting>& late = agents.b.adopt(end);
  late.start();
  for (int i = 1; i <= 3; ++i) expect_number_at_b(i);
  EXPECT_EQ(agents.at_b().kind, EventKind::closed);
}

TEST_F(PortTest, a_post_to_a_closed_peer_is_no_error_and_sends_nothing) {
  SharedBuffer<Counting>& shared = agents.shared(16);
  ArrayBuffer<Counting>& moved = agents.owned(8);
  agents.to_a->close();
  Draft<Counting> draft;
  draft.buffer(shared).buffer(moved).transfer(moved);
  EXPECT_EQ(agents.to_b->post(draft).ok(), true);
  EXPECT_EQ(moved.detached(), true) << "what moved is gone";
  EXPECT_EQ(agents.at_b().kind, EventKind::timed_out);
  EXPECT_EQ(agents.bytes(), 16U);
  EXPECT_EQ(agents.at_a().kind, EventKind::closed);
  EXPECT_EQ(agents.to_b->closed(), true);
  EXPECT_EQ(agents.to_b->post(Draft<Counting>().buffer(shared)).ok(), true);
  EXPECT_EQ(agents.at_b().kind, EventKind::timed_out);
}

TEST_F(PortTest, a_post_to_a_closed_port_checks_its_message_all_the_same) {
  agents.to_b->close();
  Draft<Counting> draft;
  draft.uncloneable("a function");
  expect_error(agents.to_b->post(draft), ErrorKind::data_clone_error,
               "postMessage: a function cannot be cloned");
}

TEST_F(PortTest, a_post_to_an_agent_that_has_ended_is_no_error_and_pins_nothing) {
  SharedBuffer<Counting>& shared = agents.shared(16);
  agents.tear_down_b();
  Draft<Counting> draft;
  draft.buffer(shared);
  EXPECT_EQ(agents.to_b->post(draft).ok(), true);
  agents.a.heap().let_go(shared);
  EXPECT_EQ(agents.bytes(), 0U);
}

TEST_F(PortTest, a_queued_message_pins_its_buffers_until_the_receiver_ends) {
  SharedBuffer<Counting>& shared = agents.shared(16);
  EXPECT_EQ(agents.to_b->post(Draft<Counting>().buffer(shared)).ok(), true);
  agents.a.heap().let_go(shared);
  EXPECT_EQ(agents.bytes(), 16U);
  agents.tear_down_b();
  EXPECT_EQ(agents.bytes(), 0U);
}

TEST_F(PortTest, what_was_sent_before_a_close_is_delivered_and_then_the_close) {
  post_number(*agents.to_b, 1);
  post_number(*agents.to_b, 2);
  agents.to_b->close();
  agents.to_b->close();  // again: nothing
  expect_number_at_b(1);
  expect_number_at_b(2);
  Event<Counting> event = agents.at_b();
  EXPECT_EQ(event.kind, EventKind::closed);
  EXPECT_EQ(event.port, agents.to_a);
  EXPECT_EQ(agents.at_b().kind, EventKind::timed_out);
}

TEST_F(PortTest, a_port_that_is_closed_delivers_nothing_more) {
  const auto [mine, theirs] = another();
  SharedBuffer<Counting>& shared = agents.shared(16);
  Draft<Counting> draft;
  draft.buffer(shared);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(mine->post(draft).ok(), true);
  EXPECT_EQ(agents.at_b().kind, EventKind::timed_out);  // they wait for the start
  EXPECT_EQ(mine->post(draft).ok(), true);              // and one is in the inbox
  theirs->start();
  Event<Counting> first = agents.at_b();
  EXPECT_EQ(first.kind, EventKind::message);
  first.message.drop();
  theirs->close();
  EXPECT_EQ(agents.at_b().kind, EventKind::timed_out);
  agents.a.heap().let_go(shared);
  EXPECT_EQ(agents.bytes(), 0U) << "a message that nobody will read pins its buffer";
}

TEST_F(PortTest, both_ends_may_close_at_once) {
  agents.to_b->close();
  agents.to_a->close();
  EXPECT_EQ(agents.at_a().kind, EventKind::timed_out);
  EXPECT_EQ(agents.at_b().kind, EventKind::timed_out);
}

TEST_F(PortTest, a_buffer_of_another_cluster_is_a_message_error_at_the_receiver) {
  Cluster<Counting, 8> elsewhere;
  SharedBuffer<Counting> foreign =
      std::move(SharedBuffer<Counting>::create(elsewhere.blocks, 16).value());
  SharedBuffer<Counting>& own = agents.shared(8);
  EXPECT_EQ(agents.to_b->post(Draft<Counting>().buffer(own).buffer(foreign)).ok(), true);
  post_number(*agents.to_b, 2);
  foreign.drop();
  Event<Counting> event = agents.at_b();
  EXPECT_EQ(event.kind, EventKind::message_error);
  EXPECT_EQ(event.port, agents.to_a);
  EXPECT_EQ(event.message.values.size(), 0U);
  EXPECT_EQ(elsewhere.blocks.account().bytes(), 0U) << "what cannot be read is dropped";
  expect_number_at_b(2);
}

class BroadcastTest : public PortTest {
 protected:
  std::array<Port<Counting>*, 3> ports{agents.to_b, another().first, another().first};
};

TEST_F(BroadcastTest, reaches_everybody_with_the_same_block_and_copies_of_ordinary_buffers) {
  SharedBuffer<Counting>& shared = agents.shared(16);
  ArrayBuffer<Counting>& owned = agents.owned(8);
  Draft<Counting> draft;
  draft.buffer(shared).buffer(owned);
  ports[2]->close();
  EXPECT_EQ(broadcast<Counting>(draft, ports).ok(), true);
  EXPECT_EQ(owned.detached(), false);
  EXPECT_EQ(agents.bytes(), 16U + 3 * 8U) << "two receivers' and the sender's";
  EXPECT_EQ(agents.at_b().kind, EventKind::closed);
  Event<Counting> event = agents.at_b();
  ASSERT_EQ(event.kind, EventKind::message);
  EXPECT_EQ(event.message.shared(0).id(), shared.id());
  event.message.drop();
}

TEST_F(BroadcastTest, moves_nothing) {
  ArrayBuffer<Counting>& owned = agents.owned(8);
  Draft<Counting> draft;
  draft.buffer(owned).transfer(owned);
  expect_error(broadcast<Counting>(draft, ports), ErrorKind::data_clone_error,
               "broadcast: a transfer list has one receiver");
  EXPECT_EQ(owned.byte_length(), 8U);
  EXPECT_EQ(agents.at_b().kind, EventKind::timed_out);
}

TEST_F(BroadcastTest, to_nobody_is_done) {
  Draft<Counting> draft;
  draft.buffer(agents.shared(16));
  EXPECT_EQ(broadcast<Counting>(draft, {}).ok(), true);
}

TEST_F(BroadcastTest, that_one_cannot_have_reaches_nobody) {
  SharedBuffer<Counting>& shared = agents.shared(16);
  for (std::uint32_t spare = 0; spare < 3; ++spare) {
    weigh_down(shared.block(), 1, spare);
    const int alive = Counting::alive();
    expect_error(broadcast<Counting>(Draft<Counting>().buffer(shared), ports),
                 ErrorKind::range_error, "SharedArrayBuffer: more than 2^30 references");
    EXPECT_EQ(Counting::alive(), alive) << spare;
    EXPECT_EQ(agents.at_b().kind, EventKind::timed_out) << spare;
    lighten(shared.block(), 1, spare);
  }
  agents.a.heap().let_go(shared);
  EXPECT_EQ(agents.bytes(), 0U);
}

TEST(BroadcastMemory, a_copy_without_memory_reaches_nobody) {
  TwoAgents<Failing> agents;
  ArrayBuffer<Failing>& owned = agents.owned(8);
  const std::array<Port<Failing>*, 3> ports{agents.to_b, agents.to_b, agents.to_b};
  for (std::size_t k = 0; k < 3; ++k) {
    const int alive = Failing::alive;
    Failing::ordinary_buffers = k;
    expect_error(broadcast<Failing>(Draft<Failing>().buffer(owned), ports), ErrorKind::range_error,
                 "postMessage: cannot allocate 8 bytes");
    Failing::reset();
    EXPECT_EQ(agents.bytes(), 8U) << k;
    EXPECT_EQ(Failing::alive, alive) << k;
    EXPECT_EQ(agents.at_b().kind, EventKind::timed_out) << k;
  }
}

}  // namespace
}  // namespace assay

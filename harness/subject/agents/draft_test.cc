// StructuredSerializeWithTransfer by the rows of its semantics: what is refused, in which
// order, and that an error leaves everything as it was.
#include "harness/subject/agents/draft.h"

#include <gtest/gtest.h>

#include <numeric>

#include "harness/subject/agents/two_agents.h"
#include "harness/subject/failing_world.h"

namespace assay {
namespace {

using Use = Draft<Counting>::Use;

class DraftTest : public Lifetimes {
 protected:
  // An error, and nothing else: nothing is charged, made, detached or delivered.
  void expect_refused(const Draft<Counting>& draft, ErrorKind kind, const std::string& message,
                      Use use = Use::message) {
    const std::uint64_t bytes = agents.bytes();
    const int alive = Counting::alive();
    expect_error(draft.serialize(use, agents.to_b->id()), kind, message);
    if (use == Use::message) expect_error(agents.to_b->post(draft), kind, message);
    EXPECT_EQ(agents.bytes(), bytes);
    EXPECT_EQ(Counting::alive(), alive);
    EXPECT_EQ(agents.at_b().kind, EventKind::timed_out) << "something was sent";
  }

  TwoAgents<> agents;
};

TEST_F(DraftTest, a_shared_buffer_in_the_transfer_list_is_an_error_and_detaches_nothing) {
  SharedBuffer<Counting>& shared = agents.shared(64);
  ArrayBuffer<Counting>& owned = agents.owned(8);
  Draft<Counting> draft;
  draft.buffer(shared).buffer(owned).transfer(owned).transfer(shared);
  expect_refused(
      draft, ErrorKind::data_clone_error,
      "postMessage: a SharedArrayBuffer in the transfer list: to be in the message is to "
      "be shared");
  EXPECT_EQ(owned.detached(), false);
  EXPECT_EQ(shared.byte_length(), 64U);
}

TEST_F(DraftTest, a_buffer_twice_in_the_transfer_list_is_an_error) {
  ArrayBuffer<Counting>& owned = agents.owned(8);
  Draft<Counting> draft;
  draft.buffer(owned).transfer(owned).transfer(owned);
  expect_refused(draft, ErrorKind::data_clone_error,
                 "postMessage: an ArrayBuffer is twice in the transfer list");
  EXPECT_EQ(owned.byte_length(), 8U);
}

TEST_F(DraftTest, a_detached_buffer_is_an_error_cloned_or_transferred) {
  ArrayBuffer<Counting>& gone = agents.owned(8);
  ArrayBuffer<Counting>& other = agents.owned(4);
  gone.drop();
  Draft<Counting> cloned;
  cloned.buffer(other).buffer(gone);
  expect_refused(cloned, ErrorKind::data_clone_error, "postMessage: a detached ArrayBuffer");
  Draft<Counting> listed;
  listed.buffer(other).transfer(other).transfer(gone);
  expect_refused(listed, ErrorKind::data_clone_error,
                 "postMessage: a detached ArrayBuffer in the transfer list");
  EXPECT_EQ(other.byte_length(), 4U);
}

TEST_F(DraftTest, what_was_transferred_is_detached_and_not_sent_again) {
  ArrayBuffer<Counting>& owned = agents.owned(8);
  Draft<Counting> draft;
  draft.buffer(owned).transfer(owned);
  Result<Message<Counting>> message = draft.serialize();
  ASSERT_EQ(message.ok(), true);
  EXPECT_EQ(owned.detached(), true);
  EXPECT_EQ(owned.byte_length(), 0U);
  expect_refused(draft, ErrorKind::data_clone_error,
                 "postMessage: a detached ArrayBuffer in the transfer list");
  message.value().drop();
}

TEST_F(DraftTest, a_function_or_a_symbol_is_an_error_wherever_it_stands) {
  SharedBuffer<Counting>& shared = agents.shared(16);
  ArrayBuffer<Counting>& copied = agents.owned(8);
  ArrayBuffer<Counting>& moved = agents.owned(4);
  for (int position = 0; position < 5; ++position) {
    Draft<Counting> draft;
    for (int i = 0; i < 5; ++i) {
      if (i == position) draft.uncloneable(i % 2 == 0 ? "a function" : "a symbol");
      if (i == 0) draft.buffer(shared);
      if (i == 1) draft.buffer(copied);
      if (i == 2) draft.buffer(moved);
      if (i == 3) draft.number(1).text("text");
    }
    draft.transfer(moved);
    expect_refused(draft, ErrorKind::data_clone_error,
                   position % 2 == 0 ? "postMessage: a function cannot be cloned"
                                     : "postMessage: a symbol cannot be cloned");
    EXPECT_EQ(moved.byte_length(), 4U) << position;
    EXPECT_EQ(copied.byte_length(), 8U) << position;
  }
}

TEST_F(DraftTest, a_port_in_its_own_transfer_list_is_the_first_error) {
  SharedBuffer<Counting>& shared = agents.shared(16);
  Draft<Counting> draft;
  draft.uncloneable("a function").transfer(shared).transfer_port(agents.to_b->id());
  expect_refused(draft, ErrorKind::data_clone_error,
                 "postMessage: a port in its own transfer list");
  Draft<Counting> other;
  other.transfer_port(agents.to_a->id());
  expect_refused(other, ErrorKind::data_clone_error,
                 "postMessage: this core does not transfer ports");
}

TEST_F(DraftTest, the_list_is_checked_first_and_what_is_detached_last) {
  SharedBuffer<Counting>& shared = agents.shared(16);
  ArrayBuffer<Counting>& gone = agents.owned(8);
  gone.drop();
  Draft<Counting> list_first;
  list_first.uncloneable("a function").buffer(gone).transfer(gone).transfer(shared);
  expect_refused(
      list_first, ErrorKind::data_clone_error,
      "postMessage: a SharedArrayBuffer in the transfer list: to be in the message is to "
      "be shared");
  Draft<Counting> values_next;
  values_next.buffer(gone).uncloneable("a function").transfer(gone);
  expect_refused(values_next, ErrorKind::data_clone_error,
                 "postMessage: a function cannot be cloned");
}

TEST_F(DraftTest, a_shared_buffer_is_not_stored_and_an_ordinary_one_is) {
  SharedBuffer<Counting>& shared = agents.shared(16);
  ArrayBuffer<Counting>& owned = agents.owned(8);
  Draft<Counting> by_itself;
  by_itself.buffer(owned).buffer(shared);
  expect_refused(by_itself, ErrorKind::data_clone_error,
                 "serialize: a SharedArrayBuffer cannot be stored", Use::storage);
  Draft<Counting> by_a_view;
  by_a_view.view(agents.view(agents.a, shared));
  expect_refused(by_a_view, ErrorKind::data_clone_error,
                 "serialize: a SharedArrayBuffer cannot be stored", Use::storage);
  Draft<Counting> ordinary;
  ordinary.buffer(owned).text("kept");
  Result<Message<Counting>> message = ordinary.serialize(Use::storage);
  ASSERT_EQ(message.ok(), true);
  EXPECT_EQ(message.value().owned(0).byte_length(), 8U);
  message.value().drop();
}

TEST_F(DraftTest, an_exhausted_reference_count_is_an_error_at_any_buffer) {
  // Three blocks with room, one without: it stands at each place once.
  for (std::size_t full = 0; full < 4; ++full) {
    TwoAgents<> here;
    std::array<SharedBuffer<Counting>*, 4> blocks{};
    for (auto& block : blocks) block = &here.shared(32);
    ArrayBuffer<Counting>& moved = here.owned(4);
    weigh_down(blocks[full]->block(), 1, 0);
    Draft<Counting> draft;
    for (const auto* block : blocks) draft.buffer(*block);
    draft.buffer(moved).transfer(moved);
    const int alive = Counting::alive();
    expect_error(here.to_b->post(draft), ErrorKind::range_error,
                 "SharedArrayBuffer: more than 2^30 references");
    EXPECT_EQ(moved.byte_length(), 4U);
    EXPECT_EQ(Counting::alive(), alive);
    EXPECT_EQ(here.at_b().kind, EventKind::timed_out);
    lighten(blocks[full]->block(), 1, 0);
    // No reference was taken: each block goes with the handle that is left.
    for (auto* block : blocks) {
      WeakBuffer<Counting> weak = std::move(WeakBuffer<Counting>::of(*block).value());
      here.a.heap().let_go(*block);
      EXPECT_EQ(weak.upgrade().empty(), true) << full;
      weak.drop();
    }
  }
}

// Memory runs short at the clone number k.
TEST(DraftMemory, a_clone_without_memory_is_an_error_and_leaves_nothing) {
  const int before = Failing::alive;
  {
    TwoAgents<Failing> agents;
    SharedBuffer<Failing>& shared = agents.shared(16);
    std::array<ArrayBuffer<Failing>*, 3> owned{};
    for (auto& each : owned) each = &agents.owned(8);
    ArrayBuffer<Failing>& moved = agents.owned(4);
    Draft<Failing> draft;
    draft.buffer(shared).buffer(moved).transfer(moved);
    for (auto* each : owned) draft.buffer(*each);
    for (std::size_t k = 0; k < 3; ++k) {
      const std::uint64_t bytes = agents.bytes();
      const int alive = Failing::alive;
      Failing::ordinary_buffers = k;
      expect_error(agents.to_b->post(draft), ErrorKind::range_error,
                   "postMessage: cannot allocate 8 bytes");
      Failing::reset();
      EXPECT_EQ(agents.bytes(), bytes) << k;
      EXPECT_EQ(Failing::alive, alive) << k;
      EXPECT_EQ(moved.byte_length(), 4U) << k;
      EXPECT_EQ(agents.at_b().kind, EventKind::timed_out) << k;
    }
    Failing::ordinary_buffers = 3;
    EXPECT_EQ(agents.to_b->post(draft).ok(), true) << "a transfer needs no memory";
    Failing::reset();
    EXPECT_EQ(moved.detached(), true);
  }
  EXPECT_EQ(Failing::alive, before);
}

// A buffer that is both listed and detached does not hide that memory is short.
TEST(DraftMemory, a_clone_fails_before_the_list_is_looked_at_again) {
  TwoAgents<Failing> agents;
  ArrayBuffer<Failing>& gone = agents.owned(8);
  ArrayBuffer<Failing>& copied = agents.owned(8);
  gone.drop();
  Draft<Failing> draft;
  draft.buffer(gone).buffer(copied).transfer(gone);
  Failing::ordinary_buffers = 0;
  expect_error(agents.to_b->post(draft), ErrorKind::range_error,
               "postMessage: cannot allocate 8 bytes");
  Failing::reset();
  expect_error(agents.to_b->post(draft), ErrorKind::data_clone_error,
               "postMessage: a detached ArrayBuffer in the transfer list");
}

TEST(DraftMemory, an_array_buffer_without_memory_is_a_range_error_and_charges_nothing) {
  Cluster<Failing, 8> cluster;
  Failing::ordinary_buffers = 0;
  expect_error(ArrayBuffer<Failing>::create(cluster.blocks, 10), ErrorKind::range_error,
               "ArrayBuffer: cannot allocate byteLength 10");
  Failing::reset();
  expect_error(ArrayBuffer<Failing>::create(cluster.blocks, kMaxIndex + 1), ErrorKind::range_error,
               "ArrayBuffer: cannot allocate byteLength 9007199254740992");
  EXPECT_EQ(cluster.blocks.account().bytes(), 0U);
}

}  // namespace
}  // namespace assay

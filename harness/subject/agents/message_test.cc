// StructuredDeserialize by the rows of its semantics: what arrives is what was sent.
#include "harness/subject/agents/message.h"

#include <gtest/gtest.h>

#include "harness/subject/agents/two_agents.h"

namespace assay {
namespace {

class MessageTest : public Lifetimes {
 protected:
  // What arrives at b of a draft of a's.
  Message<Counting> arrives(const Draft<Counting>& draft) {
    EXPECT_EQ(agents.to_b->post(draft).ok(), true);
    Event<Counting> event = agents.at_b();
    EXPECT_EQ(event.kind, EventKind::message);
    EXPECT_EQ(event.port, agents.to_a);
    return std::move(event.message);
  }

  TwoAgents<> agents;
};

TEST_F(MessageTest, a_shared_buffer_arrives_as_the_same_block_and_stays_the_senders) {
  SharedBuffer<Counting>& buffer = agents.shared(std::uint64_t{1} << 20U);
  Int32Array<Counting>& mine = agents.view(agents.a, buffer);
  const std::uint64_t bytes = agents.bytes();
  Draft<Counting> draft;
  draft.buffer(buffer);
  Message<Counting> message = arrives(draft);
  EXPECT_EQ(agents.bytes(), bytes) << "a shared block is charged once";
  EXPECT_EQ(message.shared(0).id(), buffer.id());
  EXPECT_EQ(buffer.byte_length(), std::size_t{1} << 20U);
  Int32Array<Counting>& theirs = agents.view(agents.b, message.shared(0));
  (void)atomics::store(mine, 3, 42);
  EXPECT_EQ(atomics::load(theirs, 3).value(), 42);
  EXPECT_EQ(theirs.buffer().id(), buffer.id());
  message.drop();
}

TEST_F(MessageTest, a_growable_buffer_shares_its_length_and_its_maximum) {
  SharedBuffer<Counting>& buffer = agents.growable(8, 64);
  Draft<Counting> draft;
  draft.buffer(buffer);
  Message<Counting> message = arrives(draft);
  EXPECT_EQ(message.shared(0).growable(), true);
  EXPECT_EQ(message.shared(0).max_byte_length(), 64U);
  EXPECT_EQ(message.shared(0).grow(24).ok(), true);
  EXPECT_EQ(buffer.byte_length(), 24U);
  EXPECT_EQ(buffer.grow(48).ok(), true);
  EXPECT_EQ(message.shared(0).byte_length(), 48U);
  message.drop();
}

TEST_F(MessageTest, a_buffer_twice_is_one_and_its_views_share_it) {
  SharedBuffer<Counting>& buffer = agents.shared(16);
  SharedBuffer<Counting>& again = agents.a.heap().hold(std::move(buffer.share().value()));
  ArrayBuffer<Counting>& owned = agents.owned(4);
  Draft<Counting> draft;
  draft.view(agents.view(agents.a, buffer))
      .buffer(buffer)
      .buffer(owned)
      .buffer(again)
      .buffer(owned);
  Message<Counting> message = arrives(draft);
  ASSERT_EQ(message.buffers.size(), 2U);
  ASSERT_EQ(message.values.size(), 5U);
  EXPECT_EQ(std::get<ViewName>(message.values[0]).buffer, 0U);
  EXPECT_EQ(std::get<BufferName>(message.values[1]), BufferName{0});
  EXPECT_EQ(std::get<BufferName>(message.values[2]), BufferName{1});
  EXPECT_EQ(std::get<BufferName>(message.values[3]), BufferName{0});
  EXPECT_EQ(std::get<BufferName>(message.values[4]), BufferName{1});
  EXPECT_EQ(message.is_shared(0), true);
  EXPECT_EQ(message.is_shared(1), false);
  message.drop();
}

TEST_F(MessageTest, a_view_keeps_its_offset_its_length_and_its_type) {
  SharedBuffer<Counting>& buffer = agents.shared(64);
  auto& view = agents.a.heap().hold(
      std::move(TypedArray<Counting, std::uint16_t>::create(buffer, 6, 5).value()));
  auto& data = agents.a.heap().hold(std::move(DataView<Counting>::create(buffer, 3, 7).value()));
  Draft<Counting> draft;
  draft.view(view).view(data);
  Message<Counting> message = arrives(draft);
  EXPECT_STREQ(std::get<ViewName>(message.values[0]).constructor, "Uint16Array");
  EXPECT_STREQ(std::get<ViewName>(message.values[1]).constructor, "DataView");
  auto there = std::move(message.array<std::uint16_t>(0).value());
  EXPECT_EQ(there.byte_offset(), 6U);
  EXPECT_EQ(there.length(), 5U);
  EXPECT_EQ(there.tracks_length(), false);
  EXPECT_EQ(view.set(4, 77), true);
  EXPECT_EQ(there.get(4), 77);
  auto data_there = std::move(message.data_view(1).value());
  EXPECT_EQ(data_there.byte_offset(), 3U);
  EXPECT_EQ(data_there.byte_length(), 7U);
  there.drop();
  data_there.drop();
  message.drop();
}

TEST_F(MessageTest, a_view_that_tracks_the_length_tracks_it_there_too) {
  SharedBuffer<Counting>& buffer = agents.growable(10, 64);
  auto& tracking = agents.a.heap().hold(std::move(Int32Array<Counting>::create(buffer, 4).value()));
  auto& fixed = agents.a.heap().hold(std::move(Int32Array<Counting>::create(buffer, 4, 1).value()));
  auto& data = agents.a.heap().hold(std::move(DataView<Counting>::create(buffer, 2).value()));
  Draft<Counting> draft;
  draft.view(tracking).view(fixed).view(data);
  Message<Counting> message = arrives(draft);
  EXPECT_EQ(buffer.grow(40).ok(), true) << "between sending and reading";
  auto there = std::move(message.array<std::int32_t>(0).value());
  auto fixed_there = std::move(message.array<std::int32_t>(1).value());
  auto data_there = std::move(message.data_view(2).value());
  EXPECT_EQ(there.length(), 9U);
  EXPECT_EQ(fixed_there.length(), 1U);
  EXPECT_EQ(data_there.byte_length(), 38U);
  EXPECT_EQ(buffer.grow(64).ok(), true);
  EXPECT_EQ(there.length(), 15U);
  EXPECT_EQ(fixed_there.length(), 1U);
  EXPECT_EQ(data_there.byte_length(), 62U);
  there.drop();
  fixed_there.drop();
  data_there.drop();
  message.drop();
}

TEST_F(MessageTest, an_ordinary_buffer_is_copied_and_both_are_charged) {
  ArrayBuffer<Counting>& owned = agents.owned(8);
  owned.bytes()[0] = std::byte{1};
  Draft<Counting> draft;
  draft.buffer(owned);
  Message<Counting> message = arrives(draft);
  EXPECT_EQ(agents.bytes(), 16U);
  owned.bytes()[0] = std::byte{2};
  EXPECT_EQ(message.owned(0).bytes()[0], std::byte{1});
  EXPECT_EQ(message.owned(0).byte_length(), 8U);
  message.drop();
  EXPECT_EQ(agents.bytes(), 8U);
}

TEST_F(MessageTest, a_transferred_buffer_is_moved_and_charged_once) {
  ArrayBuffer<Counting>& owned = agents.owned(8);
  std::byte* const where = owned.bytes().data();
  Draft<Counting> draft;
  draft.buffer(owned).transfer(owned).buffer(owned);
  Message<Counting> message = arrives(draft);
  EXPECT_EQ(owned.detached(), true);
  EXPECT_EQ(owned.bytes().size(), 0U);
  ASSERT_EQ(message.buffers.size(), 1U);
  EXPECT_EQ(message.owned(0).bytes().data(), where) << "no byte was copied";
  EXPECT_EQ(agents.bytes(), 8U);
  message.drop();
  EXPECT_EQ(agents.bytes(), 0U);
}

TEST_F(MessageTest, a_buffer_in_the_list_alone_is_detached_and_freed) {
  ArrayBuffer<Counting>& owned = agents.owned(8);
  Draft<Counting> draft;
  draft.number(1).transfer(owned);
  Message<Counting> message = arrives(draft);
  EXPECT_EQ(owned.detached(), true);
  EXPECT_EQ(message.buffers.size(), 0U);
  EXPECT_EQ(agents.bytes(), 0U);
  message.drop();
}

TEST_F(MessageTest, numbers_texts_and_bytes_arrive_as_they_were) {
  Draft<Counting> draft;
  draft.number(-0.5).text("a\0b").text("").bytes({std::byte{0}, std::byte{255}});
  Message<Counting> message = arrives(draft);
  ASSERT_EQ(message.values.size(), 4U);
  EXPECT_EQ(std::get<double>(message.values[0]), -0.5);
  EXPECT_EQ(std::get<std::string>(message.values[1]), "a");
  EXPECT_EQ(std::get<std::string>(message.values[2]), "");
  EXPECT_EQ(std::get<ByteArray>(message.values[3]), (ByteArray{std::byte{0}, std::byte{255}}));
  message.drop();
}

TEST_F(MessageTest, an_empty_ordinary_buffer_is_no_detached_one) {
  ArrayBuffer<Counting>& owned = agents.owned(0);
  Draft<Counting> draft;
  draft.buffer(owned);
  Message<Counting> message = arrives(draft);
  EXPECT_EQ(message.owned(0).detached(), false);
  EXPECT_EQ(message.owned(0).byte_length(), 0U);
  message.drop();
}

TEST_F(MessageTest, a_message_holds_its_buffers_until_it_is_dropped_and_drops_them_once) {
  SharedBuffer<Counting>& buffer = agents.shared(16);
  WeakBuffer<Counting> weak = std::move(WeakBuffer<Counting>::of(buffer).value());
  Draft<Counting> draft;
  draft.buffer(buffer);
  Message<Counting> message = std::move(draft.serialize().value());
  agents.a.heap().let_go(buffer);
  EXPECT_EQ(agents.bytes(), 16U);
  message.drop();
  message.drop();
  EXPECT_EQ(agents.bytes(), 0U);
  EXPECT_EQ(weak.upgrade().empty(), true);
  weak.drop();
}

}  // namespace
}  // namespace assay

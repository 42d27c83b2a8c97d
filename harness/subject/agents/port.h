// One end of a channel between two agents: it posts messages to the other end, and keeps
// what arrived before its agent started it.
//
// Thread safety: an end belongs to one agent.
// Invariants:
// - Messages arrive in the order of their posts, each once, or their references are
//   dropped: where either end is closed or the other agent has ended.
// - A post that fails leaves both sides as they were. Posting never waits.
// - An end holds the other agent's seat until it is closed.
// Reference: HTML, MessagePort; sites 21 and 27.
#pragma once

#include <deque>
#include <span>
#include <utility>
#include <vector>

#include "harness/subject/agents/draft.h"
#include "harness/subject/roster.h"

namespace assay {

// A message under way, or the news that its port was closed.
template <World W>
struct Envelope : Letter<W> {
  Envelope(LetterKind what, PortId to) : Letter<W>(what), port(to) {}
  const PortId port;  // where it goes
  Message<W> message;
};

// What an agent needs to have an end of a channel (agent.h, `adopt`).
template <World W>
struct PortEnd {
  PortId id = 0;
  PortId peer = 0;
  Seat<W>* seat = nullptr;  // of the other agent, held
};

// The two ends of a new channel. The seats are held by the caller.
template <World W, class Cluster>
std::pair<PortEnd<W>, PortEnd<W>> connect(Cluster& cluster, Seat<W>& mine, Seat<W>& theirs) {
  const PortId first = cluster.blocks.next_id();
  const PortId second = cluster.blocks.next_id();
  cluster.roster.keep(mine);
  cluster.roster.keep(theirs);
  return {{first, second, &theirs}, {second, first, &mine}};
}

template <World W>
class Port {
 public:
  Port(Roster<W>& roster, const PortEnd<W>& end) : roster_(roster), end_(end) {}
  Port(const Port&) = delete;
  Port& operator=(const Port&) = delete;

  PortId id() const { return end_.id; }
  bool closed() const { return end_.seat == nullptr; }

  // Delivery begins, with what has arrived. Again: nothing.
  void start() { started_ = true; }
  bool started() const { return started_; }

  // Sends what the draft says. An error of `serialize` sends nothing. To a closed port or
  // an agent that has ended it sends nothing either, without an error: what moved is gone.
  Result<Nothing> post(const Draft<W>& draft) {
    Result<Message<W>> message = draft.serialize(Draft<W>::Use::message, id());
    if (!message.ok()) return message.error();
    deliver(std::move(message.value()));
    return Nothing{};
  }

  // Of a message that is complete. No error: where it cannot go, it is dropped.
  void deliver(Message<W> message) {
    if (closed()) return message.drop();
    auto* const envelope = W::template make<Envelope<W>>(LetterKind::message, end_.peer);
    envelope->message = std::move(message);
    if (end_.seat->record.inbox.post(*envelope)) return;
    bool drops = true;
    if constexpr (W::kHasMutants) drops = !W::mutated(Mutant::undelivered_keeps_references);
    if (drops) envelope->message.drop();
    W::template destroy<Envelope<W>>(envelope);
  }

  // Nothing is sent or delivered after this, at either end; what has arrived and was not
  // read is dropped. Again: nothing.
  void close() {
    drop_messages();
    if (closed()) return;
    auto* const news = W::template make<Envelope<W>>(LetterKind::closed, end_.peer);
    if (!end_.seat->record.inbox.post(*news)) W::template destroy<Envelope<W>>(news);
    disentangle();
  }
  // The other end is closed. What it sent before that is still delivered.
  void disentangle() {
    if (Seat<W>* const seat = std::exchange(end_.seat, nullptr)) roster_.leave(*seat);
  }

  // -- of its agent ------------------------------------------------------------------
  void arrive(Message<W> message) { waiting_.push_back(std::move(message)); }
  bool has_message() const { return started_ && !waiting_.empty(); }
  // Precondition: has_message().
  Message<W> take() {
    Message<W> first = std::move(waiting_.front());
    waiting_.pop_front();
    return first;
  }

 private:
  void drop_messages() {
    for (Message<W>& message : waiting_) message.drop();
    waiting_.clear();
  }

  Roster<W>& roster_;
  PortEnd<W> end_;  // without a seat: closed
  bool started_ = false;
  std::deque<Message<W>> waiting_;
};

// The same message through each of `ports`, to all or, with the error of `serialize` or
// Message::again, to none. A broadcast moves nothing: DataCloneError where the draft has a
// transfer list.
template <World W>
Result<Nothing> broadcast(const Draft<W>& draft, std::span<Port<W>* const> ports) {
  if (draft.transfers())
    return Error(ErrorKind::data_clone_error, "broadcast: a transfer list has one receiver");
  Result<Message<W>> first = draft.serialize();
  if (!first.ok()) return first.error();
  std::vector<Message<W>> more;
  for (std::size_t i = 1; i < ports.size(); ++i) {
    Result<Message<W>> copy = first.value().again();
    if (!copy.ok()) {
      first.value().drop();
      for (Message<W>& message : more) message.drop();
      return copy.error();
    }
    more.push_back(std::move(copy.value()));
  }
  if (ports.empty()) first.value().drop();
  if (!ports.empty()) ports[0]->deliver(std::move(first.value()));
  for (std::size_t i = 1; i < ports.size(); ++i) ports[i]->deliver(std::move(more[i - 1]));
  return Nothing{};
}

}  // namespace assay

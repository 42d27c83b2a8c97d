// An agent: its handles, its ports, its asynchronous waits, the agents that it started,
// and the event loop between its program and all of them.
//
// A program asks `next` for events until it has no more to do or is told that it has to
// end; the agent is then torn down, on its own thread, at its own time: until then what
// it holds is held, whoever asked it to end.
//
// Thread safety: an agent is used by its own thread. Others know its seat.
// Invariants:
// - `tear_down` gives back everything: its agents have ended, its waits are in no list,
//   its ports are closed, its letters are read or dropped, its handles are dropped.
// - An agent that must end says so before any other event (I9).
// Reference: ECMA-262, Agents; HTML, event loops, "terminate a worker"; sites 21-24.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <list>
#include <optional>
#include <utility>
#include <vector>

#include "harness/subject/agents/event.h"

namespace assay {

template <World W, std::size_t Buckets>
class Worker;

template <World W, std::size_t Buckets = kDefaultBuckets>
class Agent {
 public:
  using ClusterOf = Cluster<W, Buckets>;

  // On a seat of the cluster, of which the agent is a holder from now on.
  Agent(ClusterOf& cluster, Seat<W>& seat)
      : cluster_(cluster), seat_(seat), waits_(cluster, seat.record) {}
  // A first agent, that no other has started.
  Agent(ClusterOf& cluster, CanBlock can_block) : Agent(cluster, cluster.roster.take(can_block)) {}
  Agent(const Agent&) = delete;
  Agent& operator=(const Agent&) = delete;

  ClusterOf& cluster() { return cluster_; }
  Seat<W>& seat() { return seat_; }
  AgentRecord<W>& record() { return seat_.record; }
  AgentHeap<W>& heap() { return heap_; }

  // An end of a channel whose other end names this agent's seat. Not started. What came for
  // it before is there.
  Port<W>& adopt(const PortEnd<W>& end) {
    Port<W>& port = ports_.emplace_back(cluster_.roster, end);
    const auto first = std::stable_partition(
        early_.begin(), early_.end(), [&](const auto* each) { return each->port != end.id; });
    arrived_.insert(arrived_.begin(), first, early_.end());
    early_.erase(first, early_.end());
    return port;
  }
  // A channel to the agent of `seat`: this agent's end, and what that one has to adopt.
  std::pair<Port<W>*, PortEnd<W>> open_channel(Seat<W>& seat) {
    const auto [mine, theirs] = connect<W>(cluster_, seat_, seat);
    return {&adopt(mine), theirs};
  }

  // Starts an agent of this one: `program(Agent&, Port&)` with the port to this agent runs
  // on a thread of its own, then the agent is torn down.
  template <class Program>
  Worker<W, Buckets>& start(CanBlock can_block, Program program) {
    Worker<W, Buckets>& worker = workers_.emplace_back(*this, can_block);
    worker.start(std::move(program));
    return worker;
  }

  // Ends one of them and keeps nothing of it: what it sent and was not read is dropped, its
  // port and its seat are given back. Neither `worker` nor its port is there afterwards.
  void let_go(Worker<W, Buckets>& worker) {
    worker.end();
    Port<W>& port = worker.port();
    port.close();
    collect();  // the last that comes for the port
    const auto for_port = [&port](const Letter<W>* letter) {
      const bool has_port =
          letter->kind == LetterKind::message || letter->kind == LetterKind::closed;
      return has_port && static_cast<const Envelope<W>*>(letter)->port == port.id();
    };
    const auto first =
        std::stable_partition(arrived_.begin(), arrived_.end(), std::not_fn(for_port));
    std::for_each(first, arrived_.end(), [this](Letter<W>* letter) { dispose(*letter); });
    arrived_.erase(first, arrived_.end());
    ports_.remove_if([&port](const Port<W>& each) { return &each == &port; });
    workers_.remove_if([&worker](const auto& each) { return &each == &worker; });
  }

  // Atomics.waitAsync. Its end is an event.
  template <WaitableElement T>
  Result<AsyncWait> wait_async(const TypedArray<W, T>& view, std::uint64_t index, T expected,
                               atomics::Milliseconds timeout = atomics::kForever,
                               Where where = {}) {
    return waits_.begin(view, index, expected, timeout, where);
  }

  // Asks the agent of `seat` what its heap holds; the answer is an event: of an agent that
  // ends meanwhile, nothing. False: it has ended, and there will be no answer. Precondition:
  // the seat is held.
  bool inspect(Seat<W>& seat) {
    auto* const question = W::template make<Question<W>>(seat_);
    cluster_.roster.keep(seat_);
    if (seat.record.inbox.post(*question)) return true;
    cluster_.roster.leave(*question->asker);
    W::template destroy<Question<W>>(question);
    return false;
  }

  // The next event; sleeps until there is one, or the deadline on W's clock passes.
  Event<W> next(Time deadline = kNever) {
    for (;;) {
      // Before the look at the flag: it may sleep for a lock, and so use up the token that
      // came with the flag.
      waits_.forget_dead();
      if (record().must_end()) return {.kind = EventKind::terminated};
      if (auto event = at_hand()) return std::move(*event);
      if (const auto ticket = waits_.expire())
        return {.kind = EventKind::settled, .ticket = *ticket, .result = WaitResult::timed_out};
      if (deadline != kNever && W::now() >= deadline) return {.kind = EventKind::timed_out};
      record().inbox.doze(std::min(deadline, waits_.deadline()));
    }
  }

  // Ends what the agent has; at the end of its program, once.
  void tear_down() {
    for (auto& worker : workers_) worker.end();
    workers_.clear();
    waits_.withdraw_all();
    while (!waits_.none() && !closes_early()) {
      collect();
      drop_arrived();
      if (!waits_.none()) record().inbox.doze(kNever);
    }
    for (Port<W>& port : ports_) port.close();
    append(record().inbox.close());
    arrived_.insert(arrived_.end(), early_.begin(), early_.end());
    early_.clear();
    drop_arrived();
    ports_.clear();
    heap_.drop_all();
    // Release, pairs with agent.observe: all that it did.
    seat_.ended.store(1, at::agent_ended);
    cluster_.roster.leave(seat_);
  }

 private:
  static bool closes_early() {
    if constexpr (W::kHasMutants) return W::mutated(Mutant::async_closes_early);
    return false;
  }

  void collect() { append(record().inbox.take()); }
  void append(Letter<W>* oldest) {
    for (; oldest != nullptr; oldest = oldest->next.get()) arrived_.push_back(oldest);
  }

  // An event that has happened already.
  std::optional<Event<W>> at_hand() {
    for (Port<W>& port : ports_)
      if (port.has_message()) return read(port);
    collect();
    while (!arrived_.empty()) {
      Letter<W>* const letter = arrived_.front();
      arrived_.pop_front();
      if (auto event = open(*letter)) return event;
    }
    return {};
  }

  // What a letter says, if it says anything to the program.
  std::optional<Event<W>> open(Letter<W>& letter) {
    switch (letter.kind) {
      case LetterKind::settled:
        return Event<W>{.kind = EventKind::settled, .ticket = waits_.settle(letter)};
      case LetterKind::question:
        return answer(static_cast<Question<W>&>(letter));
      case LetterKind::message:
      case LetterKind::closed:
        break;
    }
    auto& envelope = static_cast<Envelope<W>&>(letter);
    Port<W>* const port = find(envelope.port);
    if (port == nullptr) {
      early_.push_back(&envelope);
      return {};
    }
    if (port->closed()) {
      dispose(letter);
      return {};
    }
    if (letter.kind == LetterKind::closed) {
      dispose(letter);
      port->disentangle();
      return Event<W>{.kind = EventKind::closed, .port = port};
    }
    port->arrive(std::move(envelope.message));
    dispose(letter);
    if (!port->has_message()) return {};
    return read(*port);
  }

  Event<W> read(Port<W>& port) {
    Event<W> event{.kind = EventKind::message, .port = &port, .message = port.take()};
    if (!event.message.is_foreign(cluster_.blocks)) return event;
    event.message.drop();
    event.kind = EventKind::message_error;
    return event;
  }

  std::optional<Event<W>> answer(Question<W>& question) {
    if (question.asker == nullptr) {
      Event<W> event{.kind = EventKind::inspected, .wrappers = std::move(question.wrappers)};
      dispose(question);
      return event;
    }
    reply(question, heap_.rows());
    return {};
  }
  void reply(Question<W>& question, std::vector<Wrapper> wrappers) {
    question.wrappers = std::move(wrappers);
    Seat<W>& asker = *std::exchange(question.asker, nullptr);
    if (!asker.record.inbox.post(question)) dispose(question);
    cluster_.roster.leave(asker);
  }

  Port<W>* find(PortId id) {
    for (Port<W>& port : ports_)
      if (port.id() == id) return &port;
    return nullptr;
  }

  // A letter that nobody reads.
  void dispose(Letter<W>& letter) {
    switch (letter.kind) {
      case LetterKind::settled:
        waits_.settle(letter);
        return;
      case LetterKind::question: {
        auto& question = static_cast<Question<W>&>(letter);
        if (question.asker != nullptr) return reply(question, {});  // who ends holds nothing
        return W::template destroy<Question<W>>(&question);
      }
      case LetterKind::message:
      case LetterKind::closed:
        break;
    }
    auto& envelope = static_cast<Envelope<W>&>(letter);
    envelope.message.drop();
    W::template destroy<Envelope<W>>(&envelope);
  }
  void drop_arrived() {
    while (!arrived_.empty()) {
      Letter<W>* const letter = arrived_.front();
      arrived_.pop_front();
      if constexpr (W::kHasMutants)
        if (W::mutated(Mutant::teardown_keeps_letters)) continue;
      dispose(*letter);
    }
  }

  ClusterOf& cluster_;
  Seat<W>& seat_;
  AgentHeap<W> heap_;
  AsyncWaits<W, Buckets> waits_;
  std::list<Port<W>> ports_;  // in the order in which they came; they do not move
  std::list<Worker<W, Buckets>> workers_;
  std::deque<Letter<W>*> arrived_;   // taken from the inbox, and not opened
  std::vector<Envelope<W>*> early_;  // for ports that are not adopted yet
};

}  // namespace assay

#include "harness/subject/agents/worker.h"

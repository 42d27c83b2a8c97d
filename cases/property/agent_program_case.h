// A random program of agents as a case: three agents, a channel between each two, one
// growable buffer.
//
// An execution has three parts, with a barrier between them: the steps, where an agent that
// is terminated ends at once; then the first that goes on wakes whoever still waits
// asynchronously; then each reads all that has come, and ends. So what has to be there by the
// last part is known, whatever the schedule was:
//
// - what all notifies returned is the number of waits that ended `ok`, of both kinds; where
//   an agent was terminated, at most as many more as it had asynchronous waits (I2, I3, I9);
// - each asynchronous wait of an agent that was not terminated has ended, once;
// - messages come in the order of their posts, each once, and all where neither the
//   receiver closed the port or was terminated; with what was sent in them;
// - a transferred buffer is detached at its sender, and a new one is zero;
// - each inspection that was asked is answered;
// - in the end no byte is charged, no address space reserved, the block is gone (I10, I11).
//
// Thread safety: as the contract of case.h.
// Invariants: every execution gives back what it took, failed or not.
#pragma once

#include <algorithm>
#include <atomic>

#include "cases/property/agent_program.h"
#include "harness/engines/case.h"
#include "harness/subject/agents/agent.h"

namespace assay::property {

template <World W>
class AgentProgramCase {
 public:
  static constexpr std::size_t kMostWorkers = 2;  // of one agent
  static constexpr CaseInfo kInfo{.name = "random_program_of_agents",
                                  .claim = "agents lose nothing, count exactly and leave nothing",
                                  .agents = static_cast<int>(kProgramAgents),
                                  .spawnable = static_cast<int>(kProgramAgents * kMostWorkers)};

  void before() {
    SharedBuffer<W> buffer = must(SharedBuffer<W>::create_growable(
        cluster_.blocks, bytes(kFirstCells), bytes(kFirstCells + kMostGrowth)));
    weak_ = must(WeakBuffer<W>::of(buffer));
    id_ = buffer.id();
    for (auto& one : ones_) {
      one = W::template make<One>(cluster_);
      cluster_.roster.keep(one->agent.seat());  // for whoever names it after its end
      one->buffer = &one->agent.heap().hold(must(buffer.share()));
      one->view = &one->agent.heap().hold(must(View::create(buffer)));
    }
    buffer.drop();
    for (std::size_t i = 0; i < kProgramAgents; ++i)
      for (std::size_t j = i + 1; j < kProgramAgents; ++j) {
        const auto [mine, theirs] = ones_[i]->agent.open_channel(ones_[j]->agent.seat());
        ones_[i]->to[j] = mine;
        ones_[j]->to[i] = &ones_[j]->agent.adopt(theirs);
        ones_[i]->to[j]->start();
        ones_[j]->to[i]->start();
      }
  }

  void agent(int index) {
    const auto me = static_cast<std::size_t>(index);
    One& one = *ones_[me];
    for (const AgentStep& step : run_.program[me]) {
      if (one.gone) break;
      ++one.tally.deeds[static_cast<std::size_t>(step.deed)];
      perform(me, one, step);
    }
    if (one.gone) end(one);  // the others go on: what they post finds nobody
    barrier(1);
    if (!one.gone && std::all_of(ones_.begin(), ones_.begin() + index,
                                 [](const One* before_me) { return before_me->gone; }))
      for (std::size_t cell = 0; cell < kFirstCells; ++cell) notify(one, cell, kAllWaiters);
    barrier(2);
    read_all(one);
    // Nobody posts any more: who is not terminated has what there is.
    barrier(3);
    await_answers(one);
    if (!one.ended) end(one);
  }

  void after() {
    AgentTally sum;
    std::uint64_t lost = 0;
    for (std::size_t to = 0; to < kProgramAgents; ++to) {
      const One& one = *ones_[to];
      for (std::size_t from = 0; from < kProgramAgents; ++from) {
        if (from == to) continue;
        const std::uint64_t sent = ones_[from]->sent[to];
        expect(one.read[from] <= sent, "a message came that nobody sent");
        expect(one.read[from] == sent || one.gone || one.closed[from], "a message was lost");
        sum.undelivered += sent - one.read[from];
      }
      lost += one.lost;
      add(sum, one);
    }
    run_.tally.undelivered += sum.undelivered;
    expect(sum.woken >= sum.ok, "a wait ended ok that no notify counted");
    expect(sum.woken <= sum.ok + lost, "a notify counted a wait that did not end");
    for (One* one : ones_) {
      cluster_.roster.leave(one->agent.seat());
      W::destroy(one);
    }
    cluster_.roster.clear();
    SharedBuffer<W> revived = weak_.upgrade();
    expect(revived.empty(), "the block outlives its last reference");
    weak_.drop();
    expect(cluster_.blocks.account().bytes() == 0, "bytes are charged that nobody holds");
    expect(cluster_.blocks.account().reserved() == 0, "address space that nobody holds");
  }

 private:
  static constexpr std::size_t kBuckets = 2;
  static constexpr std::size_t kFirstCells = 2;
  static constexpr std::size_t kMostGrowth = 2;
  static constexpr std::size_t kOwnBytes = 8;
  static constexpr Time kShort = 100'000;
  static constexpr Time kLong = 5'000'000'000;  // much more than an agent may need
  using AgentOf = Agent<W, kBuckets>;
  using View = Int32Array<W>;
  static constexpr std::size_t bytes(std::size_t cells) { return cells * sizeof(std::int32_t); }

  // An agent with what it has done and seen.
  struct One {
    explicit One(Cluster<W, kBuckets>& cluster) : agent(cluster, CanBlock::yes) {}
    AgentOf agent;
    SharedBuffer<W>* buffer = nullptr;
    View* view = nullptr;
    std::array<Port<W>*, kProgramAgents> to{};
    std::array<std::uint64_t, kProgramAgents> sent{};  // to each other
    std::array<std::uint64_t, kProgramAgents> read{};  // of each other
    std::array<bool, kProgramAgents> closed{};         // my port, by me
    std::vector<Ticket> pending;
    std::vector<Worker<W, kBuckets>*> workers;
    std::uint64_t questions = 0;
    std::uint64_t lost = 0;  // waits that its end took
    bool gone = false;       // it was terminated
    bool ended = false;      // it is torn down
    AgentTally tally;
  };

  template <class T>
  static T must(Result<T> result) {
    if (!result.ok()) W::abandon("an operation failed that cannot");
    return std::move(result.value());
  }

  // What fails is written down and the execution goes on: an engine that abandons one is at
  // its end, and the search needs it for the next program.
  void expect(bool ok, const char* text) {
    const char* none = nullptr;
    if (!ok) run_.defect.compare_exchange_strong(none, text);
  }

  static void end(One& one) {
    one.lost = one.pending.size();
    one.agent.tear_down();
    one.ended = true;
  }

  void perform(std::size_t me, One& one, const AgentStep& step) {
    const std::size_t other = step.x == me ? (me + 1) % kProgramAgents : step.x;
    const std::size_t cell = step.x % kFirstCells;
    switch (step.deed) {
      case Deed::post:
      case Deed::post_copy:
        return post(one, other, step.deed == Deed::post);
      case Deed::broadcast:
        return broadcast_to_both(me, one);
      case Deed::receive:
      case Deed::keep:
        take(one, one.agent.next(0), step.deed == Deed::keep);
        return;
      case Deed::wait_a_while:
        return wait(one, cell, static_cast<double>(step.y) / 10);
      case Deed::wait_async:
        return wait_async(one, cell, atomics::kForever);
      case Deed::wait_async_a_while:
        return wait_async(one, cell, static_cast<double>(step.y) / 10);
      case Deed::store:
        must(atomics::store(*one.view, cell, static_cast<std::int32_t>(step.y % 2)));
        return;
      case Deed::notify:
        return notify(one, cell, step.y == 3 ? kAllWaiters : step.y);
      case Deed::grow:
        (void)one.buffer->grow(bytes(kFirstCells + step.x));
        return;
      case Deed::inspect:
        if (one.agent.inspect(ones_[other]->agent.seat())) ++one.questions;
        return;
      case Deed::spawn:
        return spawn(one);
      case Deed::let_go:
        if (one.workers.empty()) return;
        one.agent.let_go(*one.workers.front());
        one.workers.erase(one.workers.begin());
        return;
      case Deed::close:
        one.to[other]->close();
        one.closed[other] = true;
        return;
      case Deed::terminate:
        ones_[other]->agent.record().terminate();
        return;
      case Deed::kCount:
        break;
    }
  }

  // The number of a message is how many came before it.
  void post(One& one, std::size_t other, bool moves) {
    ArrayBuffer<W> owned = must(ArrayBuffer<W>::create(cluster_.blocks, kOwnBytes));
    for (const std::byte each : owned.bytes())
      expect(each == std::byte{0}, "a new buffer is not zero");
    owned.bytes()[0] = static_cast<std::byte>(one.sent[other]);
    Draft<W> draft;
    draft.number(static_cast<double>(one.sent[other])).buffer(*one.buffer).buffer(owned);
    if (moves) draft.transfer(owned);
    if (!one.closed[other] && !one.to[other]->closed()) ++one.sent[other];
    must(one.to[other]->post(draft));
    expect(owned.detached() == moves, "a buffer in the transfer list is detached, no other");
    owned.drop();
  }
  void broadcast_to_both(std::size_t me, One& one) {
    // One number for both: only where they agree.
    const std::size_t a = (me + 1) % kProgramAgents;
    const std::size_t b = (me + 2) % kProgramAgents;
    if (one.sent[a] != one.sent[b] || one.to[a]->closed() || one.to[b]->closed()) return;
    Draft<W> draft;
    draft.number(static_cast<double>(one.sent[a])).buffer(*one.buffer);
    ++one.sent[a];
    ++one.sent[b];
    const std::array<Port<W>*, 2> ports{one.to[a], one.to[b]};
    must(broadcast<W>(draft, ports));
  }

  // False: there was nothing.
  bool take(One& one, Event<W> event, bool keeps) {
    switch (event.kind) {
      case EventKind::message:
        read(one, event, keeps);
        return true;
      case EventKind::message_error:
        expect(false, "a message of this cluster could not be read");
        return true;
      case EventKind::closed:
        ++one.tally.closed;
        return true;
      case EventKind::settled:
        expect(std::erase(one.pending, event.ticket) == 1, "a wait ended twice, or never began");
        ++(event.result == WaitResult::ok ? one.tally.ok : one.tally.timed_out);
        return true;
      case EventKind::inspected:
        expect(one.questions > 0, "an answer to no question");
        --one.questions;
        ++one.tally.inspected;
        return true;
      case EventKind::terminated:
        one.gone = true;
        return false;
      case EventKind::timed_out:
        break;
    }
    return false;
  }

  void read(One& one, Event<W>& event, bool keeps) {
    Message<W>& message = event.message;
    const bool whole = !message.buffers.empty() && message.is_shared(0) &&
                       !message.shared(0).empty() && message.shared(0).id() == id_;
    expect(whole, "a message lost its shared buffer");
    for (std::size_t from = 0; from < kProgramAgents; ++from) {
      if (one.to[from] != event.port) continue;
      const double number = std::get<double>(message.values[0]);
      expect(number == static_cast<double>(one.read[from]), "messages are out of order");
      expect(!one.closed[from], "a closed port delivered a message");
      ++one.read[from];
      if (message.buffers.size() > 1)
        expect(message.owned(1).byte_length() == kOwnBytes &&
                   message.owned(1).bytes()[0] == static_cast<std::byte>(number),
               "an ordinary buffer is not what was sent");
    }
    ++one.tally.delivered;
    if (keeps && whole) one.agent.heap().hold(std::move(message.shared(0)));
    message.drop();
  }

  void wait(One& one, std::size_t cell, double milliseconds) {
    const Time began = W::now();
    switch (must(atomics::wait(cluster_, one.agent.record(), *one.view, cell, 0, milliseconds))) {
      case WaitResult::ok:
        ++one.tally.ok;
        return;
      case WaitResult::timed_out:
        expect(static_cast<double>(W::now() - began) >= milliseconds * 1e6, "a wait was early");
        ++one.tally.timed_out;
        return;
      case WaitResult::not_equal:
        ++one.tally.not_equal;
        return;
      case WaitResult::terminated:
        one.gone = true;
        return;
    }
  }
  void wait_async(One& one, std::size_t cell, double milliseconds) {
    const AsyncWait wait = must(one.agent.wait_async(*one.view, cell, 0, milliseconds));
    if (wait.async) return one.pending.push_back(wait.ticket);
    ++(wait.value == WaitResult::not_equal ? one.tally.not_equal : one.tally.timed_out);
  }
  void notify(One& one, std::size_t cell, std::uint64_t count) {
    const std::uint64_t woken =
        must(atomics::notify(cluster_, one.agent.record(), *one.view, cell, count));
    expect(woken <= count, "a notify woke too many");
    one.tally.woken += woken;
  }

  void spawn(One& one) {
    if (one.workers.size() == kMostWorkers) return;
    auto& worker = one.agent.start(CanBlock::no, [](AgentOf& self, Port<W>& parent) {
      parent.start();
      Event<W> event = self.next();
      if (event.kind == EventKind::message) {
        must(parent.post(Draft<W>().number(0).buffer(event.message.shared(0))));
        self.heap().hold(std::move(event.message.shared(0)));
        event.message.drop();
      }
      while (event.kind != EventKind::terminated) event = self.next();
    });
    worker.port().start();
    must(worker.port().post(Draft<W>().number(0).buffer(*one.buffer)));
    one.workers.push_back(&worker);
  }

  // What has come, and what is still to come of waits that end by themselves.
  void read_all(One& one) {
    const Time began = W::now();
    while (!one.gone && (take(one, one.agent.next(0), false) || !one.pending.empty())) {
      if (!one.pending.empty()) take(one, one.agent.next(W::now() + kShort), false);
      if (W::now() - began > kLong) return expect(false, "an asynchronous wait does not end");
    }
  }
  // Who was terminated answers at its end.
  void await_answers(One& one) {
    const Time began = W::now();
    while (!one.gone && one.questions > 0) {
      take(one, one.agent.next(W::now() + kShort), false);
      if (W::now() - began > kLong) return expect(false, "a question is not answered");
    }
  }

  void barrier(std::size_t number) {
    ++arrived_[number];
    W::await([this, number] { return arrived_[number].load() == kProgramAgents; });
  }

  static void add(AgentTally& sum, const One& one) {
    AgentTally& all = AgentProgramRun::current()->tally;
    for (AgentTally* each : {&sum, &all}) {
      for (std::size_t i = 0; i < each->deeds.size(); ++i) each->deeds[i] += one.tally.deeds[i];
      each->delivered += one.tally.delivered;
      each->woken += one.tally.woken;
      each->ok += one.tally.ok;
      each->timed_out += one.tally.timed_out;
      each->not_equal += one.tally.not_equal;
      each->inspected += one.tally.inspected;
      each->closed += one.tally.closed;
      each->terminated += one.gone ? 1 : 0;
    }
  }

  AgentProgramRun& run_ = *AgentProgramRun::current();
  Cluster<W, kBuckets> cluster_;
  std::array<One*, kProgramAgents> ones_{};
  WeakBuffer<W> weak_;
  BlockId id_ = 0;
  std::array<std::atomic<std::size_t>, 4> arrived_{};
};

}  // namespace assay::property

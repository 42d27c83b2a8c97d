// An agent, as the one that started it knows it.
//
// Part of agent.h.
//
// Thread safety: a worker is used by the agent that started it.
// Invariants: its seat is not another agent's before `end` has returned; what the program
// was given happens before it, and what it did before `torn_down` says yes.
// Reference: HTML, Worker; the order of ends: WHATWG "terminate a worker".
#pragma once

#include "harness/subject/agents/agent.h"

namespace assay {

template <World W, std::size_t Buckets>
class Worker {
 public:
  Worker(Agent<W, Buckets>& parent, CanBlock can_block)
      : cluster_(parent.cluster()), seat_(cluster_.roster.take(can_block)) {
    std::tie(port_, childs_end_) = parent.open_channel(seat_);
  }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  Seat<W>& seat() { return seat_; }
  // The parent's end of the channel to it.
  Port<W>& port() { return *port_; }

  // Asks it to end, and returns at once: it does so at its next wait or event.
  void terminate() { seat_.record.terminate(); }
  // Whether it has given back all that it had. Acquire, pairs with agent.ended.
  bool torn_down() const { return seat_.ended.load(at::agent_observe) != 0; }

  // Sleeps until its thread has ended; it may be asked to end before, or end by itself.
  void join() {
    if (!thread_) return;
    W::join(std::move(*thread_));
    thread_.reset();
  }

  // -- of its parent -----------------------------------------------------------------
  template <class Program>
  void start(Program program) {
    cluster_.roster.keep(seat_);  // the child's, which its teardown gives back
    thread_.emplace(W::spawn([&cluster = cluster_, &seat = seat_, end = childs_end_,
                              program = std::move(program)]() mutable {
      Agent<W, Buckets> self(cluster, seat);
      Port<W>& parent = self.adopt(end);
      program(self, parent);
      self.tear_down();
    }));
  }

  // Ends it, and gives the seat back.
  void end() {
    bool asks = true;
    if constexpr (W::kHasMutants) asks = !W::mutated(Mutant::parent_joins_first);
    if (asks) terminate();
    join();
    if (!asks) terminate();
    cluster_.roster.leave(seat_);
  }

 private:
  Cluster<W, Buckets>& cluster_;
  Seat<W>& seat_;
  Port<W>* port_ = nullptr;
  PortEnd<W> childs_end_;
  std::optional<typename W::Thread> thread_;
};

}  // namespace assay

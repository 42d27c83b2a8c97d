// What an agent's event loop hands to its program.
//
// Thread safety: values of one agent.
// Invariants: an event that has a message owns it; the program drops what it does not keep.
// Reference: HTML, event loops, MessagePort; ECMA-262, Atomics.waitAsync.
#pragma once

#include <vector>

#include "harness/subject/agents/agent_heap.h"
#include "harness/subject/agents/async_waits.h"
#include "harness/subject/agents/port.h"

namespace assay {

enum class EventKind : std::uint8_t {
  message,        // on `port`
  message_error,  // on `port`: it could not be read here, and is gone
  closed,         // `port`, by its other end
  settled,        // the wait `ticket`, with `result`
  inspected,      // the heap of another agent: `wrappers`
  terminated,     // the agent has to end; each later event is the same
  timed_out       // the deadline passed
};

template <World W>
struct Event {
  EventKind kind;
  Port<W>* port = nullptr;
  Message<W> message{};
  Ticket ticket = 0;
  WaitResult result = WaitResult::ok;
  std::vector<Wrapper> wrappers{};
};

// What an inspector asks an agent, and its answer.
template <World W>
struct Question : Letter<W> {
  explicit Question(Seat<W>& from) : Letter<W>(LetterKind::question), asker(&from) {}
  Seat<W>* asker;  // held; null: this is the answer
  std::vector<Wrapper> wrappers;
};

}  // namespace assay

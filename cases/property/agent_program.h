// A random program of agents that send to each other, wait, start and end.
//
// Thread safety: values only.
// Invariants: every combination of arguments is a valid step; what cannot be done in the
// state it meets does nothing, so shrinking needs no care. text_of and parse_agent_program
// are inverse for programs of three agents at most.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::property {

enum class Deed : std::uint8_t {
  post,          // to agent x: a number, the shared buffer, an ordinary one that moves
  post_copy,     // to agent x: as post, and the ordinary buffer is copied
  broadcast,     // to both others: a number and the shared buffer
  receive,       // one event, if there is one
  keep,          // one event, and what a message shares stays on the heap
  wait_a_while,  // at cell x, y tenths of a millisecond
  wait_async,    // at cell x, until a notify
  wait_async_a_while,
  store,      // at cell x, y
  notify,     // at cell x, y agents; 3: all
  grow,       // to x + 2 cells
  inspect,    // agent x
  spawn,      // a worker that posts one message and goes on until it is ended
  let_go,     // of the first worker
  close,      // the port to agent x
  terminate,  // agent x
  kCount
};
inline constexpr std::array<std::string_view, static_cast<std::size_t>(Deed::kCount)> kDeeds{
    "post",      "postCopy",        "broadcast", "receive",  "keep", "waitAWhile",
    "waitAsync", "waitAsyncAWhile", "store",     "notify",   "grow", "inspect",
    "spawn",     "letGo",           "close",     "terminate"};

struct AgentStep {
  Deed deed = Deed::receive;
  std::size_t x = 0;  // below 3
  std::size_t y = 0;  // below 4
  friend bool operator==(const AgentStep&, const AgentStep&) = default;
};

inline constexpr std::size_t kProgramAgents = 3;
using AgentProgram = std::array<std::vector<AgentStep>, kProgramAgents>;

// "post 1 0; receive 0 0 | notify 0 3 |": agents by |, steps by ;.
std::string text_of(const AgentProgram& program);
std::optional<AgentProgram> parse_agent_program(std::string_view text);

// What came of all steps of all executions, for the report of a search.
struct AgentTally {
  std::array<std::uint64_t, static_cast<std::size_t>(Deed::kCount)> deeds{};
  std::uint64_t delivered = 0;
  std::uint64_t undelivered = 0;  // posted, and its receiver closed or ended
  std::uint64_t woken = 0;        // returned by all notifies
  std::uint64_t ok = 0;           // waits of both kinds that ended so
  std::uint64_t timed_out = 0;
  std::uint64_t not_equal = 0;
  std::uint64_t inspected = 0;
  std::uint64_t closed = 0;
  std::uint64_t terminated = 0;  // agents
};

// The program that runs now, and where it is counted: a case is made from no arguments.
struct AgentProgramRun {
  AgentProgram program;
  AgentTally tally{};                        // written while no agent runs
  std::atomic<const char*> defect{nullptr};  // the first; a static text
  static AgentProgramRun*& current();
};

std::string text_of(const AgentTally& tally);

}  // namespace assay::property

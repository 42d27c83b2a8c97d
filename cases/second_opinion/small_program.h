// Programs of at most six events, for enumerators that are naive on purpose.
//
// They have bytes of one block (JavaScript: Uint8Array, Uint16Array and DataView over it;
// C: four-byte locations), constants, copies of what was read, and guards.
//
// Thread safety: values only.
// Invariants: the same seed, the same programs. A register is named for its operation's
// place in its agent.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace assay::second_opinion {

enum class What : std::uint8_t { load, store, add, exchange, compare_exchange, fence };
enum class Order : std::uint8_t { plain, relaxed, acquire, release, acq_rel, seq_cst };

struct Operation {
  What what = What::load;
  Order order = Order::plain;
  Order failure = Order::plain;  // of compare_exchange
  bool data_view = false;
  int first = 0;     // byte
  int size = 1;      // bytes
  int value = 0;     // stored, added
  int copied = -1;   // instead: what that earlier operation of the agent read
  int expected = 0;  // of compare_exchange
  int guard = -1;    // done only where that earlier operation read guard_value
  int guard_value = 0;

  bool reads() const { return what != What::store && what != What::fence; }
};

using Agent = std::vector<Operation>;

struct SmallProgram {
  bool c = false;
  std::vector<Agent> agents;
  Agent final;  // loads
};

inline constexpr int kBytes = 4;      // of JavaScript's block
inline constexpr int kLocations = 3;  // of C, four bytes each; the last is no atomic
inline constexpr std::size_t kMostOperations = 6;
// What naive enumeration is exponential in.
inline constexpr int kMostBytesRead = 4;  // JavaScript
inline constexpr int kMostReads = 3;      // C
inline constexpr int kMostWrites = 4;

SmallProgram random_javascript(std::mt19937_64& random, bool mixed);
SmallProgram random_c(std::mt19937_64& random);

std::string litmus_text(const SmallProgram& program);

// What an enumerator finds. Outcomes as the engine prints them.
struct Found {
  std::map<std::string, std::uint64_t> outcomes;  // executions of each
  std::uint64_t executions = 0;
  bool racy = false;
};

// A read's value in each agent, final last; nothing: not done.
using Registers = std::vector<std::vector<std::optional<int>>>;
std::string outcome_text(const SmallProgram& program, const Registers& registers);

Found by_es_axioms(const SmallProgram& program);    // every choice, every memory order
Found by_rc11_axioms(const SmallProgram& program);  // every rf and mo
Found by_c20_axioms(const SmallProgram& program);   // values out of thin air too
Found by_interleaving(const SmallProgram& program);
Found by_store_buffers(const SmallProgram& program);  // x86-TSO, as a machine

}  // namespace assay::second_opinion

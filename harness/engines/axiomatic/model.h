// A memory model: which executions it allows, as a set of named axioms.
//
// A model is a short file (es.cc, sc.cc, tso.cc, rc11.cc) whose text follows the
// mathematics. The search asks it three things: what is ordered before any read chose
// its write, what each choice orders, and, when all reads have chosen, whether the
// execution is allowed.
//
// Thread safety: values and pure functions.
// Invariants: what `start` and `orders` order is ordered in every allowed execution with
// those choices, so that a search may stop at a cycle.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "harness/engines/axiomatic/execution.h"
#include "harness/engines/axiomatic/total_order.h"

namespace assay::axiomatic {

enum class Axiom : std::uint8_t {
  acyclic,           // the order of the events has no cycle
  read_not_earlier,  // no read is before the write it reads from
  read_latest,       // no write that has a byte is between the write it is read from and the read
  tear_free,
  atomics_synchronized,  // the three SC-atomics clauses of ECMA-262, (a) to (c)
  atomics_before_read,
  atomics_after_write,
  atomics_any_order,  // ES2017's one clause instead: no write of any order
  init_synchronizes,  // ES2017: with an SC read that reads only initial values
  memory_order,       // no write is between in the one order of memory (sc, tso)
  write_write,        // RC11 coherence: mo agrees with happens-before
  read_read,
  write_read,
  read_write,
  atomicity,  // no write between an update and what it reads
  seq_cst     // acyclic psc
};
inline constexpr std::array<std::string_view, 16> kAxiomNames{
    "happens-before is acyclic",
    "coherent reads: a read is not before its write",
    "coherent reads: the write is not overwritten before the read",
    "tear-free reads",
    "SC atomics (a): no SC write between a write and a read that synchronize",
    "SC atomics (b): no SC write between an SC write and a read after both",
    "SC atomics (c): no SC write between a write before both and an SC read",
    "synchronizes-with of ES2017: no write between",
    "synchronizes-with of ES2017: nothing before the initial value is read",
    "one order of memory: no write between a write and its read",
    "coherence: modification order agrees with happens-before",
    "coherence: reads in order read writes in order",
    "coherence: a read does not overlook a write before it",
    "coherence: a read does not read what comes after a later write",
    "atomicity: no write between an update and what it reads",
    "SC: the order of seq_cst events is acyclic"};
constexpr std::string_view name(Axiom axiom) {
  return kAxiomNames[static_cast<std::size_t>(axiom)];
}

using AxiomSet = std::uint32_t;
constexpr AxiomSet operator|(Axiom a, Axiom b) {
  return AxiomSet{1} << static_cast<unsigned>(a) | AxiomSet{1} << static_cast<unsigned>(b);
}
constexpr AxiomSet operator|(AxiomSet set, Axiom a) {
  return set | AxiomSet{1} << static_cast<unsigned>(a);
}
constexpr AxiomSet without(AxiomSet set, Axiom a) {
  return set & ~(AxiomSet{1} << static_cast<unsigned>(a));
}
constexpr bool has(AxiomSet set, Axiom a) { return (set >> static_cast<unsigned>(a) & 1U) != 0; }

// Scratch that is kept from one execution to the next, so that nothing is allocated.
struct Scratch {
  std::vector<NotBetween> constraints;
  std::uint64_t orders_left = 20'000'000;  // of writes, to be tried; 0: not all were
};

struct MemoryModel {
  litmus::Model model;
  AxiomSet axioms;
  bool mixed_sizes;  // understands accesses that overlap in part
  bool tearing;      // a group of bytes may be read from several writes
  Relation (*start)(const Execution&);
  // Whether `write` is before `read` when it is read from.
  bool (*orders)(const Execution&, EventId write, EventId read);
  // How many executions there are with these choices: 0 or 1, or in models with a
  // modification order one for each. `happens_before` comes back for races.
  std::uint64_t (*allowed)(const Execution&, const Relation& order, AxiomSet, Scratch&,
                           Relation& happens_before);
  // What is not between what in a total order, for explanations; may be null.
  void (*constraints)(const Execution&, const Relation& order, AxiomSet, std::vector<NotBetween>&);
  // Null: the model has no data races.
  bool (*data_race)(const Execution&, const Relation& happens_before);
};

const MemoryModel& memory_model(litmus::Model model);

}  // namespace assay::axiomatic

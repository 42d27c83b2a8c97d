// What a read may take out of thin air: the values that some write could produce.
//
// Each byte begins with its initial value and its hints. Then as often as there are
// writes: each instruction is run with all values that its operands may have, independent
// of each other and of branches, and what it stores is added, byte by byte.
//
// Thread safety: one search has one.
// Invariants: computed once, and only when an execution has a circle of dependencies.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/program/code.h"

namespace assay::axiomatic {

class Domain {
 public:
  explicit Domain(const litmus::Code& code) : code_(code) {}

  // All values of some bytes, ascending; nothing where they are too many.
  const std::vector<std::uint64_t>* images(std::uint32_t first, std::uint32_t size);

  static constexpr std::size_t kMost = 4096;  // values of one operand

 private:
  void compute();
  bool run(const litmus::AgentCode& agent);
  void store(const litmus::Instruction& at, const std::vector<std::int64_t>& values);
  bool product(std::uint32_t first, std::uint32_t size, std::vector<std::uint64_t>& into) const;

  const litmus::Code& code_;
  bool computed_ = false;
  bool exceeded_ = false;
  bool grew_ = false;
  std::vector<std::vector<std::uint8_t>> bytes_;  // of each address, sorted
  std::vector<std::vector<std::uint8_t>> next_;   // after the round that is being run
  std::vector<std::uint64_t> asked_;
};

}  // namespace assay::axiomatic

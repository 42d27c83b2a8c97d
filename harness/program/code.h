// A litmus test made ready to run: flat instructions over numbered registers,
// views and cells. It knows no World and no engine.
//
// Thread safety: values only; shared by all agents of a run.
// Invariants: slots, views, elements and jump targets are in range, so that running
// it checks nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/program/program.h"

namespace assay::litmus {

// An operation is on 64 bits and wraps: its value ends in an element, and all its
// operators commute with the truncation to 32 bits that an Int32Array does.
struct Instruction {
  enum class Kind : std::uint8_t { access, jump, jump_unless_equal, operate };
  Kind kind = Kind::access;
  AccessKind access = AccessKind::plain_load;
  Operator op = Operator::add;  // of operate
  ElementType type = ElementType::int32;
  std::uint32_t view = 0;     // among the views of its type
  std::uint32_t element = 0;  // of access; of a jump, where to
  std::uint32_t result = 0;   // frame slots
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  std::uint64_t assigns = 0;  // the register that gets a value, as a bit
};

// What one agent runs. Its frame holds the named registers, sorted by name, then
// constants, then intermediate values.
struct AgentCode {
  std::vector<Instruction> instructions;
  std::vector<std::int64_t> frame;  // as it starts
  std::size_t registers = 0;        // named, the first slots
};

struct RegisterName {
  int agent = 0;  // kFinal: of the final block
  std::string name;
  friend bool operator==(const RegisterName&, const RegisterName&) = default;
};

struct ViewLayout {
  ElementType type = ElementType::int32;
  std::size_t buffer = 0;  // in Code::buffers
  std::uint64_t byte_offset = 0;
  std::uint64_t length = 0;  // elements
};

// An element that is accessed; it is zero when a round starts.
struct Cell {
  ElementType type = ElementType::int32;
  std::uint32_t view = 0;  // among the views of its type
  std::uint32_t element = 0;
  friend auto operator<=>(const Cell&, const Cell&) = default;
};

struct Code {
  std::vector<std::uint64_t> buffers;  // byte lengths
  std::vector<ViewLayout> views;       // as declared; each type counts its own
  std::vector<AgentCode> agents;
  AgentCode final_block;
  std::vector<RegisterName> registers;  // of an outcome: by agent, then name; final last
  std::vector<Cell> cells;              // sorted
};

// Precondition: validate(program) found nothing.
Code compile(const Program& program);

}  // namespace assay::litmus

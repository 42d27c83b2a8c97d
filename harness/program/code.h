// A litmus test made ready to run: flat instructions over numbered registers,
// views and bytes. It knows no World and no engine.
//
// Thread safety: values only; shared by all agents of a run.
// Invariants: slots, views, elements, addresses and jump targets are in range, so that
// running it checks nothing; jumps go forward: loops are unrolled.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/program/program.h"

namespace assay::litmus {

// What an access promises. JavaScript has `plain` (Unordered) and `seq_cst`.
enum class Ordering : std::uint8_t { plain, relaxed, acquire, release, acq_rel, seq_cst };
inline constexpr std::array<std::string_view, 6> kOrderingNames{"plain",   "relaxed", "acquire",
                                                                "release", "acq_rel", "seq_cst"};
constexpr std::string_view name(Ordering order) {
  return kOrderingNames[static_cast<std::size_t>(order)];
}

// An operation is on 64 bits and wraps: its value ends in an element of integers, and
// all its operators commute with the truncation to fewer bits that storing it does.
struct Instruction {
  enum class Kind : std::uint8_t {
    access,
    jump,
    jump_unless_equal,
    jump_if_equal,
    operate,
    assign,  // C: result = left, as an int
    fence
  };
  Kind kind = Kind::access;
  AccessKind access = AccessKind::plain_load;
  Operator op = Operator::add;  // of operate
  ElementType type = ElementType::int32;
  Ordering order = Ordering::plain;
  Ordering failure = Ordering::plain;  // of compare_exchange
  bool tear_free = true;               // IsNoTearConfiguration
  bool big_endian = false;
  bool data_view = false;      // through a DataView
  bool weak = false;           // compare_exchange may fail spuriously
  bool tells_success = false;  // C's compare_exchange: result is 1 or 0, see `observed`
  std::uint32_t view = 0;      // among the views of its type
  std::uint32_t element = 0;   // of access; of a jump, where to
  std::uint32_t address = 0;   // of its first byte, among the bytes of all blocks
  std::uint32_t result = 0;    // frame slots
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  std::uint32_t observed = 0;  // where tells_success: a failure leaves the value read here
  std::uint64_t assigns = 0;   // the register that gets a value, as a bit
};

// What one agent runs. Its frame holds the named registers, sorted by name, then
// constants, then intermediate values.
struct AgentCode {
  std::vector<Instruction> instructions;
  std::vector<std::int64_t> frame;  // as it starts
  std::size_t registers = 0;        // named, the first slots
};

// How a register's 64 bits are read: as an integer, an unsigned one, a double, or as
// the word that says that it is there.
enum class Shown : std::uint8_t { integer, natural, fraction, word };

struct RegisterName {
  int agent = 0;  // kFinal: of the final block; kLocation: a location (C)
  std::string name;
  Shown shown = Shown::integer;
  std::uint32_t slot = 0;  // in its agent's frame; a location's in the final block's
  friend bool operator==(const RegisterName& a, const RegisterName& b) {
    return a.agent == b.agent && a.name == b.name;
  }
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

// Bytes with a value: what C's locations start with, or a hint.
struct BytesValue {
  std::uint32_t address = 0;
  std::uint32_t size = 0;
  std::uint64_t image = 0;  // the least significant byte is the first
};

// Where a location or buffer begins, for pictures.
struct BlockName {
  std::string name;  // of a view or a location
  std::uint32_t address = 0;
  std::uint32_t size = 0;  // bytes of an element
};

struct Code {
  Flavour flavour = Flavour::js;
  std::vector<std::uint64_t> buffers;  // byte lengths
  std::vector<ViewLayout> views;       // typed arrays as declared; each type counts its own
  std::vector<AgentCode> agents;
  AgentCode final_block;
  std::vector<RegisterName> registers;  // of an outcome: by agent, then name; final last
  std::vector<Cell> cells;              // sorted
  std::vector<BytesValue> initial;      // other bytes are 0
  std::vector<BytesValue> hints;
  std::vector<BlockName> blocks;
  std::string beyond_sampling;  // why no engine that samples can run it; empty: they can
};

// Precondition: validate(program) found nothing.
Code compile(const Program& program);

// A value as an element holds it, and back; a float's value is a double's bits.
std::uint64_t to_image(ElementType type, bool big_endian, std::int64_t value);
std::int64_t from_image(ElementType type, bool big_endian, std::uint64_t image);

}  // namespace assay::litmus

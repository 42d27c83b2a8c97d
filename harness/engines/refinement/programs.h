// The litmus programs that the certificate's claim is about: those of litmus/ that are
// JavaScript, as they were when this was built, and generated ones.
//
// Thread safety: constants and pure functions.
// Invariants: names are unique and sorted: the path below litmus/ without its ending, and
// "generated/NAME".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/program/program.h"

namespace assay::refinement {

struct EmbeddedText {
  std::string_view name;
  std::string_view text;
};
// In litmus_texts.cc, made by embed_litmus.cmake.
extern const EmbeddedText* const kLitmusTexts;
extern const std::size_t kLitmusTextCount;

struct NamedProgram {
  std::string name;
  litmus::Program program;
};

// A text that does not parse is a program without agents: it proves nothing.
std::vector<NamedProgram> all_programs();

// Without parsing the others.
std::optional<NamedProgram> find_program(std::string_view name);

}  // namespace assay::refinement

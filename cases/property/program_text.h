// Random programs as text: what a failure prints, and what cases/regressions/ holds.
//
//   # a comment, to the end of its line
//   store x 1; notify x all
//   wait x 0; terminate 0
//
// An agent a line, or after `|`; its steps after one another, with `;` between them. Cells
// are x, y, z, then w and v, which growth adds, and u, which never is. One without steps
// is `-`.
//
// Thread safety: values only.
// Invariants: parse(text_of(program)) is the program, for every canonical one.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cases/property/step.h"

namespace assay::property {

inline constexpr std::size_t kMostAgents = 3;
inline constexpr std::size_t kMostSteps = 8;  // of one agent

struct Program {
  std::vector<std::vector<Step>> agents;  // at most kMostAgents
  friend bool operator==(const Program&, const Program&) = default;
};

// The same program, with nothing in it that its text does not say: what a step does not
// take is 0, and the last agent has steps.
Program canonical(Program program);

// On one line.
std::string text_of(const Program& program);
std::string text_of(const Step& step);

// The program, or what is wrong: "line 2: no verb 'lod'".
std::variant<Program, std::string> parse_program(std::string_view text);

}  // namespace assay::property

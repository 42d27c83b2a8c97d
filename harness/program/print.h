// Syntax tree to litmus text.
//
// Thread safety: pure functions.
// Invariants: parse(print(tree)) is the tree, for every tree that parse can return.
#pragma once

#include <string>

#include "harness/program/program.h"

namespace assay::litmus {

std::string print(const Program& program);
std::string print(const Condition& condition);  // without outer parentheses
std::string print(const Expression& expression);
std::string print_fraction(std::int64_t bits);       // of a double: "4.0", "NaN"
std::string print_question(const Program& program);  // from the quantifier on, lines

}  // namespace assay::litmus

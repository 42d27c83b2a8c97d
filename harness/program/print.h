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

}  // namespace assay::litmus

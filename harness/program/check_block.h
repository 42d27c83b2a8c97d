// Checks the statements of one block of JavaScript: an agent's, or the final one.
//
// Thread safety: one thread.
// Invariants: see validate.h; errors go to the scope.
#pragma once

#include "harness/program/scope.h"

namespace assay::litmus {

// The registers that the block declares.
std::set<std::string, std::less<>> check_block(const Program& program, const Block& block,
                                               Scope& scope);

}  // namespace assay::litmus

// A litmus program of JavaScript as the core executes it: each access with the order that
// its site has in an assignment.
//
// What the core does for an instruction is found by running it (core_access.h). One that
// is a single access of the same bytes keeps its place; a notify that finds nobody is an
// update of its bucket's count, which is a location of its own here. What is more than
// that has no form in the litmus language, and is said to be beyond it.
//
// Thread safety: pure functions.
// Invariants: the lowered code has the agents, branches and registers of the program, so
// that outcomes compare.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/engines/refinement/core_access.h"
#include "harness/execution/check.h"

namespace assay::refinement {

struct Lowered {
  litmus::Code code;
  std::string beyond;                 // why it is not lowered; empty: it is
  std::map<Site, std::string> sites;  // that it uses, and where in the core
  bool mixed_sizes = false;           // some accesses overlap in part
  // Of each agent's instructions, the final block's last; unused where one is no access.
  std::vector<std::vector<CoreAccess>> accesses;
};

Lowered lower(const litmus::Code& code, const Orders& orders, Mutant mutant = Mutant::kNone);

// What an instruction of `lowered.code` stands for.
const CoreAccess& access_of(const Lowered& lowered, const litmus::Instruction& at);

}  // namespace assay::refinement

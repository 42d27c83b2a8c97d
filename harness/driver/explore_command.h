// `assay explore`: all executions of one case, by the exhaustive engine.
//
// The program that has the cases is assay-explore; `assay` becomes it.
//
// Thread safety: main's body.
// Invariants: the exit code is the verdict's; what the case itself did wrong is 1.
#pragma once

#include <span>

#include "harness/engines/case.h"

namespace assay {

// The arguments after the program's name and "explore".
int explore_command(int argc, const char* const* argv, std::span<const CaseEntry> cases);

}  // namespace assay

// `assay soak`: a pool of workers of the core, replaced thousands of times.
//
// Thread safety: main's body.
// Invariants: exit code 1 where something is left.
#pragma once

namespace assay {

// argv[0] is the command's own name.
int soak_command(int argc, const char* const* argv);

}  // namespace assay

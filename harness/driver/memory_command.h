// `assay memory` and `assay heap`: what sharing a dataset takes, in the core and in Node.
//
// Thread safety: main's body.
// Invariants: exit code 1 where a promise is off; Node that is not there is skipped aloud.
#pragma once

namespace assay {

// argv[0] is the command's own name.
int memory_command(int argc, const char* const* argv);
int heap_command(int argc, const char* const* argv);

}  // namespace assay

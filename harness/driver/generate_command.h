// The command line of `assay generate`.
//
// Thread safety: main's body.
#pragma once

namespace assay {

// argv[0] is the command's own name.
int generate_command(int argc, const char* const* argv);

}  // namespace assay

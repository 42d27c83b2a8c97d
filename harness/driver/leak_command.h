// The command line of `assay leak`: figures in, an alert or none out.
//
// Thread safety: main's body.
#pragma once

namespace assay {

// argv[0] is the command's own name.
int leak_command(int argc, const char* const* argv);

}  // namespace assay
